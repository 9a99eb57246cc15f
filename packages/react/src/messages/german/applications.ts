import type { applications as english } from '../english/applications.ts'

/** The list of M2M applications, and what stands in its place. */
export const applications: typeof english = {
  list: {
    title: 'M2M-Anwendungen',
    intro: organization =>
      `Mit Anwendungen holen sich Ihre Dienste kurzlebige Token und rufen die API im Namen von ${organization} auf.`,
    introLoading:
      'Mit Anwendungen holen sich Ihre Dienste kurzlebige Token und rufen die API im Namen Ihrer Organisation auf.',
    readOnly: 'Sie können diese Anwendungen sehen, aber nicht ändern.',
    noNewKeys: 'Hier lassen sich keine neuen Anwendungen anlegen.',
    loading: 'M2M-Anwendungen werden geladen',
    pages: 'Seiten mit Anwendungen',
    search: 'Anwendungen suchen',
    searchPlaceholder: 'Bezeichnung oder Client-ID',
    mine: 'Meine',
    found: (count, { number, plural }) =>
      `${number(count)} ${plural(count) === 'one' ? 'Anwendung' : 'Anwendungen'} gefunden`,
  },
  noMatch: { text: 'Keine Anwendung passt zu dieser Suche und diesen Filtern.' },
  empty: {
    title: 'Noch keine Anwendungen',
    text: 'Eine Anwendung tauscht ihr Geheimnis gegen kurzlebige Token. Sie eignet sich für Dienste und Partner, die OAuth sprechen. Sie bestimmen, was sie darf, und können sie jederzeit löschen.',
    action: 'Erste Anwendung anlegen',
    readOnly: 'Bisher hat niemand eine Anwendung angelegt.',
  },
  failed: { title: 'Die Anwendungen konnten nicht geladen werden' },
  signedOut: { text: 'Melden Sie sich an, um die M2M-Anwendungen Ihrer Organisation zu sehen.' },
  noOrganization: {
    text: 'M2M-Anwendungen gehören zu einer Organisation. Wählen Sie eine aus, um ihre Anwendungen zu sehen.',
  },
  noAccess: {
    title: 'Sie haben keinen Zugriff auf M2M-Anwendungen',
    text: 'Bitten Sie jemanden, der Ihre Organisation verwaltet, Ihrer Rolle diesen Zugriff zu geben.',
  },
  off: {
    title: 'M2M-Anwendungen sind abgeschaltet',
    text: 'Dieses Produkt bietet sie nicht an. API-Schlüssel funktionieren wie bisher.',
  },
  newApplication: 'Neue Anwendung',
  clientId: 'Client-ID',
  secrets: 'Geheimnisse',
  noSecrets: 'Keine',
  made: when => `angelegt ${when}`,
  badges: {
    deleted: 'Gelöscht',
    noSecret: 'Ohne Geheimnis',
    overdue: 'Geheimnis überfällig',
    rotating: 'Wird ersetzt',
    unused: 'Nie benutzt',
    active: 'Aktiv',
  },
  openSecrets: 'Geheimnisse …',
  delete: 'Löschen …',
  copy: 'Kopieren',
  copyId: 'Client-ID kopieren',
  copied: 'Kopiert',
  copyFailed:
    'Ihr Browser hat das Kopieren nicht erlaubt. Die Client-ID ist markiert: Kopieren Sie sie mit der Tastatur.',
}
