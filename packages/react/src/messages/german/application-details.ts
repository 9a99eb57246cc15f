import type { applicationDetails as english } from '../english/application-details.ts'

/** The details of one application, where they say something else than those of a key. */
export const applicationDetails: typeof english = {
  loading: 'Anwendung wird geladen',
  goneTitle: 'Diese Anwendung gibt es hier nicht',
  gone: 'Es gibt sie nicht, oder sie gehört einer anderen Organisation.',
  failed: 'Die Anwendung konnte nicht geladen werden',
  answers: 'Das Wichtigste zur Anwendung',
  owner: 'Wem sie gehört',
  orphan: 'Niemandem. Niemand kann etwas über sie sagen.',
  ability: 'Was sie darf',
  can: () => ({ before: 'Ihre Token dürfen: ', after: '.' }),
  canNothing: 'Ihre Token dürfen nichts.',
  end: 'Wie sie endet',
  endHere:
    'Mit diesem Knopf. Sie bekommt kein neues Token, und die bisherigen gelten längstens, bis sie ablaufen.',
  endElsewhere:
    'Wer hier Anwendungen ändern darf, kann sie löschen. Dann bekommt sie kein neues Token, und die bisherigen gelten längstens, bis sie ablaufen.',
  deleted: 'Sie ist gelöscht und bekommt keine Token.',
  remove: 'Löschen …',
  lastUsed: when => `Zuletzt ein Token geholt: ${when}.`,
  neverUsed: 'Soweit bekannt, hat sie nie ein Token geholt.',
  about: 'Über diese Anwendung',
  reviewed: 'Zuletzt geprüft',
  reviewDue: 'Prüfung fällig',
  overdue: 'Überfällig',
  review: 'Als geprüft vermerken',
  reviewing: 'Wird vermerkt …',
  reviewDone: 'Als geprüft vermerkt.',
  advice: 'Rat beim Anlegen',
  scopes: (count, { number, plural }) => `${number(count)} ${plural(count) === 'one' ? 'Scope' : 'Scopes'}`,
  request: 'Token anfordern',
  copyFailed:
    'Ihr Browser hat das Kopieren nicht erlaubt. Markieren Sie den Text und kopieren Sie ihn mit der Tastatur.',
  actions: {
    'm2m_application.created': 'Angelegt',
    'm2m_application.updated': 'Geändert',
    'm2m_application.reviewed': 'Geprüft',
    'm2m_application.revoked': 'Gelöscht',
    'm2m_application.discovered': 'Gefunden: Sie wurde anderswo angelegt',
    'client_secret.created': 'Geheimnis angelegt',
    'client_secret.deleted': 'Geheimnis gelöscht',
  },
  changes: { name: 'Bezeichnung', description: 'Beschreibung', scopes: 'Scopes', secret: 'Geheimnis' },
}
