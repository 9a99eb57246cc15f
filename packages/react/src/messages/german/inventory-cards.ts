import type { inventoryCards as english } from '../english/inventory-cards.ts'

/** Why credentials of either kind need looking at, what that means, and what to do. */
export const inventoryCards: typeof english = {
  orphaned: {
    label: 'Gehört niemandem',
    text: 'Niemand steht mehr dafür ein. Übertragen Sie sie jemandem, oder beenden Sie sie.',
  },
  undelivered: {
    label: 'Nie angekommen',
    text: 'Das Geheimnis dieser Schlüssel hat niemand gesehen. Ersetzen oder widerrufen Sie sie.',
  },
  secret_overdue: {
    label: 'Geheimnis überfällig',
    text: 'Ein Geheimnis ist älter, als Ihre Regeln erlauben. Ersetzen Sie es.',
  },
  expiring_week: {
    label: 'Endet diese Woche',
    text: 'Diese Schlüssel enden von selbst. Ersetzen Sie, was noch gebraucht wird.',
  },
  review_overdue: {
    label: 'Prüfung überfällig',
    text: 'Lange hat niemand danach gesehen. Prüfen Sie, was sie dürfen, und vermerken Sie es.',
  },
  never_expires: {
    label: 'Läuft nie ab',
    text: 'Ein entwendeter Schlüssel würde gelten, bis es jemand merkt. Setzen Sie ein Ende.',
  },
  idle: {
    label: '90+ Tage unbenutzt',
    text: 'Seit 90 Tagen hat sie nichts benutzt. Beenden Sie, was niemand braucht.',
  },
  never_used: {
    label: 'Nie benutzt',
    text: 'Vor 30 Tagen oder mehr angelegt und nie benutzt. Beenden Sie, was niemand braucht.',
  },
}
