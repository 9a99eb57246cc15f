import type { migration as english } from '../english/migration.ts'

/** The dialogs that move a key to an application. */
export const migration: typeof english = {
  heading: 'Auf eine Anwendung umstellen',
  title: {
    running: name => `„${name}“ auf eine Anwendung umstellen`,
    finished: name => `„${name}“ ist umgestellt`,
    cancelled: name => `„${name}“ wurde nicht umgestellt`,
  },
  badges: { running: 'Läuft', finished: 'Abgeschlossen', cancelled: 'Abgebrochen' },
  close: 'Schließen',
  back: 'Zurück',
  reasons: {
    readOnly:
      'Dieser Schlüssel wird nicht umgestellt. Um das zu beginnen, müssen Sie Schlüssel ändern dürfen.',
    over: 'Dieser Schlüssel ist zu Ende, es gibt also nichts mehr umzustellen. Eine Anwendung lässt sich auch ohne ihn anlegen.',
    forbidden:
      'Hier lassen sich keine neuen Anwendungen anlegen. Dieser Schlüssel bleibt also ein Schlüssel.',
    replaced:
      'Dieser Schlüssel wurde durch einen neueren ersetzt. Stellen Sie stattdessen den neuen auf eine Anwendung um.',
    noOverlap:
      'Nach den Regeln hier endet ein ersetzter Schlüssel sofort, und Anfragen würden scheitern. Legen Sie zuerst eine Anwendung an, stellen Sie um, und widerrufen Sie dann den Schlüssel.',
  },
  lead: 'Sie bekommen eine Anwendung, die übernimmt. Der Schlüssel gilt bis zu dem Tag unten weiter, damit dazwischen keine Anfrage scheitert.',
  line: (owner, purpose) => `Gehört ${owner ?? 'Ihnen'} · ${purpose ?? 'ohne Zweck'}`,
  map: {
    title: 'Was sie darf',
    kept: 'Kommt mit',
    behind: 'Bleibt zurück',
    added: 'Kommt hinzu',
    consequence: 'Was zurückbleibt, darf die Anwendung nicht.',
    nameless: slugs => `Für ${slugs} gibt es keinen Scope.`,
    locked: slugs => `${slugs} haben Sie selbst nicht und können es deshalb nicht vergeben.`,
    scopes: (count, { number, plural }) => `${number(count)} ${plural(count) === 'one' ? 'Scope' : 'Scopes'}`,
    changeLabel: 'Ändern: Scopes',
  },
  ends: 'Der Schlüssel endet',
  date: 'An einem Tag',
  latest: 'So spät wie möglich',
  caption: instant => `Er endet am ${instant}. Sie können das Datum ändern oder früher abschließen.`,
  ownEnd: instant => `Von selbst endet er am ${instant}, später geht es also nicht.`,
  isOwnEnd: 'Dann endet er von selbst.',
  unknown:
    'Die Anwendung kann trotzdem angelegt sein. Versuchen Sie es noch einmal: Eine zweite entsteht dabei nicht.',
  lost: name =>
    `„${name}“ wurde angelegt, aber die Antwort mit dem Geheimnis ging verloren. Der Schlüssel gilt weiter wie bisher.`,
  start: {
    title: 'Ein Schritt fehlt noch',
    text: (application, key) =>
      `Die Anwendung „${application}“ ist angelegt. Der Schlüssel „${key}“ gilt weiter wie bisher, bis Sie festlegen, wann er endet.`,
    lostTitle: 'Das Geheimnis hat niemand',
    lost: (application, key) =>
      `Die Anwendung „${application}“ kann nichts benutzen. Löschen Sie sie und beginnen Sie neu. Der Schlüssel „${key}“ gilt weiter wie bisher.`,
    other: application => `Dieser Schlüssel wird bereits auf „${application}“ umgestellt.`,
    show: 'Anzeigen',
    later: 'Später',
    remove: 'Anwendung löschen …',
    submit: 'Datum festlegen',
    submitting: 'Wird festgelegt …',
  },
  kinds: { apiKey: 'API-Schlüssel', application: 'M2M-Anwendung' },
  used: when => `Benutzt ${when}`,
  quiet: since => `Ruhig, zuletzt benutzt ${since}`,
  neverUsed: 'Nie benutzt',
  token: when => `Token geholt ${when}`,
  noToken: 'Noch kein Token',
  verdict: {
    safe: 'Abschließen ist sicher: Mehr als eine Stunde lang wurde nur die Anwendung benutzt. Läuft etwas seltener, warten Sie es vorher ab.',
    unused:
      'Abschließen ist noch nicht sicher: Die Anwendung hat noch kein Token geholt. Geben Sie Client-ID und Geheimnis dorthin, wo der Schlüssel benutzt wird.',
    early:
      'Abschließen ist noch nicht sicher: Die Anwendung muss auch mehr als eine Stunde nach dem Anlegen noch Token holen. Eine Probe allein reicht nicht.',
    inUse: when =>
      `Abschließen ist noch nicht sicher: Der Schlüssel wurde ${when} benutzt. Er muss einen Tag lang unbenutzt bleiben, während die Anwendung Token holt.`,
  },
  outcome: {
    revoked: 'Der Schlüssel wurde beendet, die Anwendung hat übernommen.',
    revokedUnused: 'Der Schlüssel wurde beendet. Die Anwendung hat noch kein Token geholt.',
    expired: 'Der Schlüssel endete an seinem Tag, die Anwendung hat übernommen.',
    expiredUnused: 'Der Schlüssel endete an seinem Tag. Die Anwendung hat noch kein Token geholt.',
    cancelled: 'Der Schlüssel gilt weiter bis zu seinem früheren Ende. Die Anwendung wurde gelöscht.',
    cancelledWithoutKey: 'Die Anwendung wurde gelöscht. Auch der Schlüssel ist zu Ende.',
  },
  started: 'Begonnen',
  startedBy: 'Begonnen von',
  readOnly: 'Sie können das sehen, aber nicht ändern.',
  finish: {
    action: 'Jetzt abschließen …',
    title: 'Jetzt abschließen?',
    text: name =>
      `Der Schlüssel „${name}“ endet sofort. Was ihn noch sendet, wird abgelehnt. Das lässt sich nicht rückgängig machen.`,
    submit: 'Schlüssel beenden',
    submitting: 'Wird beendet …',
  },
  cancel: {
    action: 'Umstellung abbrechen …',
    title: 'Umstellung abbrechen?',
    used: when =>
      `Die Anwendung hat ${when} ein Token geholt. Was sie benutzt, muss zuerst zum Schlüssel zurück.`,
    key: (name, end) =>
      end === null
        ? `Der Schlüssel „${name}“ gilt ohne Ende weiter, wie vor der Umstellung.`
        : `Der Schlüssel „${name}“ gilt weiter und endet wie vor der Umstellung am ${end}.`,
    application: name => `Die Anwendung „${name}“ wird gelöscht und bekommt keine neuen Token.`,
    tokens:
      'Token, die es schon gibt, werden abgelehnt, wo Ihre API von der Löschung erfährt. Sonst gelten sie, bis sie ablaufen.',
    submit: 'Umstellung abbrechen',
    submitting: 'Wird abgebrochen …',
    unknown: 'Ein Teil kann schon geschehen sein. Ein neuer Versuch erledigt den Rest.',
  },
  reschedule: {
    title: 'Datum ändern',
    text: instant => `Der Schlüssel würde am ${instant} enden.`,
    submit: 'Speichern',
    submitting: 'Wird gespeichert …',
  },
}
