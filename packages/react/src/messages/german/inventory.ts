import type { inventory as english } from '../english/inventory.ts'

/** The inventory: both kinds of credentials in one list. */
export const inventory: typeof english = {
  list: {
    title: 'Zugänge',
    intro: organization =>
      `Alles, was die API im Namen von ${organization} aufrufen kann: wem es gehört, was es darf und wie es endet.`,
    introLoading:
      'Alles, was die API im Namen Ihrer Organisation aufrufen kann: wem es gehört, was es darf und wie es endet.',
    readOnly: 'Sie können diese Zugänge sehen, aber nicht ändern.',
    loading: 'Zugänge werden geladen',
    pages: 'Seiten mit Zugängen',
    search: 'Zugänge suchen',
    searchPlaceholder: 'Bezeichnung, Schlüsselende oder Client-ID',
    found: (count, { number, plural }) =>
      `${number(count)} ${plural(count) === 'one' ? 'Zugang' : 'Zugänge'} gefunden`,
  },
  noMatch: { text: 'Kein Zugang passt zu dieser Suche und diesen Filtern.' },
  empty: {
    title: 'Noch keine Zugänge',
    text: 'Ein Schlüssel ist der schnelle Weg für ein Skript. Eine Anwendung passt zu einem Dienst, der OAuth kann. Was Sie anlegen, steht hier mit Besitz, Rechten und Ende.',
    readOnly: 'Bisher hat niemand einen Zugang angelegt.',
  },
  failed: { title: 'Die Zugänge konnten nicht geladen werden' },
  signedOut: { text: 'Melden Sie sich an, um die Zugänge Ihrer Organisation zu sehen.' },
  noOrganization: {
    text: 'Zugänge gehören zu einer Organisation. Wählen Sie eine aus, um ihre Zugänge zu sehen.',
  },
  noAccess: {
    title: 'Sie haben keinen Zugriff auf diese Übersicht',
    text: 'Bitten Sie jemanden, der Ihre Organisation verwaltet, Ihrer Rolle diesen Zugriff zu geben.',
  },
  newKey: 'Neuer API-Schlüssel',
  newApplication: 'Neue Anwendung',
  kinds: { label: 'Art', all: 'Alle', api_key: 'API-Schlüssel', m2m_application: 'Anwendungen' },
  kind: { api_key: 'API-Schlüssel', m2m_application: 'Anwendung' },
  columns: { made: 'Angelegt', ends: 'Ende', review: 'Prüfung fällig' },
  filters: {
    owner: 'Gehört',
    anyone: 'Gehört: egal wem',
    me: 'Gehört: Ihnen',
    ownedBy: name => `Gehört: ${name}`,
    age: 'Alter',
    anyAge: 'Jedes Alter',
    older: span => `Älter als ${span}`,
    use: 'Letzte Nutzung',
    anyUse: 'Jede Nutzung',
    unused: span => `Unbenutzt seit: ${span}`,
  },
  m2mApplication: {
    noSecret: 'Kein Geheimnis',
    secretAge: (age, most) =>
      most === null ? `Geheimnis: ${age} Tage alt` : `Geheimnis: ${age} von ${most} Tagen`,
  },
  move: 'Auf eine Anwendung umstellen …',
  review: 'Als geprüft vermerken',
  reviewed: name => `„${name}“ wurde als geprüft vermerkt.`,
}
