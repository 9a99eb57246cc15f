import type { applicationDetails as english } from '../english/application-details.ts'

/** The details of one application. */
export const applicationDetails: typeof english = {
  loading: 'Anwendung wird geladen',
  failed: 'Die Anwendung konnte nicht geladen werden',
  goneTitle: 'Diese Anwendung gibt es hier nicht',
  gone: 'Es gibt sie nicht, oder sie gehört einer anderen Organisation.',
  answers: 'Das Wichtigste zur Anwendung',
  owner: 'Wem sie gehört',
  orphan: 'Niemandem. Niemand kann etwas über sie sagen.',
  giveOwner: 'Jemandem zuordnen …',
  ability: 'Was sie darf',
  can: () => ({ before: 'Ihre Token dürfen ', after: '.' }),
  canNothing: 'Ihre Token dürfen nichts.',
  end: 'Wie sie endet',
  endHere:
    'Mit diesem Knopf: Sie bekommt kein neues Token. Die bisherigen gelten längstens, bis sie ablaufen.',
  endElsewhere:
    'Wer hier Anwendungen ändern darf, kann sie löschen. Dann bekommt sie kein neues Token; die bisherigen gelten längstens, bis sie ablaufen.',
  deleted: 'Sie ist gelöscht und bekommt keine Token.',
  lastUsed: when => `Zuletzt benutzt: ${when}.`,
  neverUsed: 'Soweit bekannt, hat sie nie ein Token geholt.',
  about: 'Über diese Anwendung',
  description: 'Beschreibung',
  purpose: 'Wofür sie ist',
  clientId: 'Client-ID',
  secrets: 'Geheimnisse',
  secret: (hint, when) => `…${hint}, angelegt ${when}`,
  noSecrets: 'Keine, also bekommt sie keine Token',
  created: 'Angelegt',
  createdBy: 'Angelegt von',
  notKnown: 'Nicht bekannt',
  reviewed: 'Zuletzt geprüft',
  reviewDue: 'Prüfung fällig',
  origin: 'Herkunft',
  origins: { keydesk: 'Hier angelegt', elsewhere: 'Anderswo angelegt' },
}
