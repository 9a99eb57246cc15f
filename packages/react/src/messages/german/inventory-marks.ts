import type { inventoryMarks as english } from '../english/inventory-marks.ts'

/** Why one credential needs looking at, and what to do about it. What a mark means is said per kind. */
export const inventoryMarks: typeof english = {
  apiKey: {
    orphaned: { text: 'Er gehört niemandem', act: 'Jemandem übertragen' },
    undelivered: { text: 'Niemand sah seinen Wert', act: 'Ersetzen' },
    expiring_week: { text: 'Er endet diese Woche', act: 'Jetzt ersetzen' },
    review_overdue: { text: 'Seine Prüfung ist überfällig', act: 'Als geprüft vermerken' },
    never_expires: { text: 'Er läuft nie ab', act: 'Ein Ende setzen' },
    idle: { text: 'Seit 90 Tagen unbenutzt', act: 'Widerrufen' },
    never_used: { text: 'Seit er angelegt wurde, nie benutzt', act: 'Widerrufen' },
  },
  m2mApplication: {
    orphaned: { text: 'Sie gehört niemandem', act: 'Jemandem übertragen' },
    secret_overdue: { text: 'Ihr Geheimnis ist zu alt', act: 'Geheimnis ersetzen' },
    review_overdue: { text: 'Ihre Prüfung ist überfällig', act: 'Als geprüft vermerken' },
    idle: { text: 'Seit 90 Tagen kein Token', act: 'Löschen' },
    never_used: { text: 'Sie hat nie ein Token geholt', act: 'Löschen' },
  },
  moving: {
    text: (application, end) => `Wird auf „${application}“ umgestellt, der Schlüssel endet ${end}`,
    act: 'Plan ansehen',
    revoking: application => `Damit ist auch die Umstellung auf „${application}“ abgeschlossen.`,
  },
}
