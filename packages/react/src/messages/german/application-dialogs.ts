import type { applicationDialogs as english } from '../english/application-dialogs.ts'

/** The dialogs of M2M applications. */
export const applicationDialogs: typeof english = {
  instead: {
    fields: {
      namePlaceholder: 'Inhaltsabgleich',
      nameRequired: 'Geben Sie der Anwendung eine Bezeichnung, an der Sie sie später erkennen.',
      purposeRequired: 'Sagen Sie, wofür die Anwendung ist.',
      purposeNeeded: scopes => `Für ${scopes} ist ein Zweck nötig.`,
    },
    picker: {
      label: 'Was die Anwendung darf',
      search: 'Scopes suchen',
      chosen: (count, { number, plural }) =>
        `${number(count)} ${plural(count) === 'one' ? 'Scope' : 'Scopes'} gewählt`,
      noMatch: search => `Kein Scope passt zu „${search}“.`,
      notHeld: 'Diesen Scope haben Sie nicht',
      notHeldAny: 'Diese Scopes haben Sie nicht',
      loading: 'Scopes werden geladen',
      empty: 'Es gibt keine Scopes zur Auswahl.',
    },
    ability: {
      sentence: () => ({ before: 'Ihre Token dürfen: ', after: '.' }),
      none: 'Ihre Token dürfen nichts. Wählen Sie mindestens einen Scope.',
    },
    reveal: {
      title: 'Ihr neues Client-Geheimnis',
      text: 'Kopieren Sie es jetzt. Es wird nur einmal gezeigt und hier nirgends gespeichert.',
      value: 'Wert des Client-Geheimnisses',
      copyKey: 'Client-Geheimnis kopieren',
      copiedSpoken: 'Das Client-Geheimnis wurde kopiert.',
      copyFailed:
        'Ihr Browser hat das Kopieren nicht erlaubt. Das Client-Geheimnis ist markiert: Kopieren Sie es mit der Tastatur.',
      keyHint:
        'Wer es hat, bekommt Token für diese Anwendung. Bewahren Sie es in einem Geheimnisspeicher auf, nicht im Code.',
      gate: {
        title: 'Sie sehen dieses Client-Geheimnis nicht wieder',
        text: 'Das Client-Geheimnis wurde noch nicht kopiert. Ist dieses Fenster zu, kann es niemand mehr lesen.',
        back: 'Zurück',
        leave: 'Schließen, ohne zu kopieren',
      },
    },
  },
  secret: 'Client-Geheimnis',
  create: {
    title: 'Neue Anwendung',
    description: 'Beschreibung',
    line: owner => `Gehört ${owner ?? 'Ihnen'} · ohne Zweck`,
    leftOut: permissions => `Für ${permissions} gibt es keinen Scope, den Sie vergeben dürfen.`,
    changeLabel: 'Ändern: Eigentümer oder Zweck',
    submit: 'Anwendung anlegen',
    submitting: 'Wird angelegt …',
    unknown:
      'Die Anwendung kann schon angelegt sein. Versuchen Sie es noch einmal: Doppelt wird keine angelegt. Steht sie später in der Liste, wechseln Sie ihr Geheimnis.',
    done: name => `„${name}“ wurde angelegt.`,
  },
  edit: { scopesHint: 'Token, die es schon gibt, behalten ihre Scopes, bis sie ablaufen.' },
  lost: {
    title: 'Das Geheimnis ist angelegt, aber sein Wert ist verloren',
    application: name => `„${name}“ wurde angelegt, aber die Antwort mit dem Geheimnis ging verloren.`,
    secret: name => `„${name}“ hat ein zweites Geheimnis, aber die Antwort mit seinem Wert ging verloren.`,
    anew: 'Niemand hat es. Legen Sie ein neues an: Es tritt an die Stelle des verlorenen.',
    submit: 'Neues Geheimnis anlegen',
  },
  test: {
    submit: 'Probe-Token holen',
    testing: 'Token wird geholt …',
    secret: 'Client-Geheimnis',
    hint: 'Es wird nirgends behalten.',
    counts: 'Eine Probe zählt als Benutzung des Geheimnisses.',
    missing: 'Fügen Sie das Client-Geheimnis ein.',
    accepted: 'Das Geheimnis gilt. Sein Token sagt:',
    problems: {
      invalid_client:
        'Das Geheimnis gilt nicht. Es gehört nicht zu dieser Anwendung, oder es wurde gelöscht.',
      refused: 'Der Aussteller gibt kein Token, aus einem anderen Grund als dem Geheimnis.',
      opaque_token: 'Das Geheimnis gilt. Was sein Token sagt, lässt sich nicht lesen.',
    },
    issuer: 'Aussteller',
    subject: 'Client',
    organization: 'Organisation',
    scopes: 'Scopes',
    expires: 'Läuft ab',
    none: 'Nicht gesagt',
    all: 'Alle Angaben und der Kopf',
  },
  secrets: {
    title: name => `Geheimnisse von „${name}“`,
    only: 'Geheimnis',
    current: 'Neues Geheimnis',
    old: 'Altes Geheimnis',
    made: when => `angelegt ${when}`,
    used: when => `zuletzt benutzt ${when}`,
    unused: 'nie benutzt',
    overdue: 'Überfällig',
    start: 'Wechsel beginnen',
    make: 'Geheimnis anlegen',
    starting: 'Wird begonnen …',
    none: 'Es gibt kein Geheimnis mehr, die Anwendung bekommt also keine Token.',
    startHint:
      'Während eines Wechsels gelten zwei Geheimnisse. Geben Sie das neue Ihrem Dienst und schließen Sie dann ab: Das alte geht. Oder brechen Sie ab: Das neue geht.',
    close: 'Schließen',
    unknown:
      'Ein zweites Geheimnis kann schon angelegt sein. Versuchen Sie es noch einmal: Doppelt wird keins angelegt.',
    started: 'Der Wechsel hat begonnen.',
    finish: 'Abschließen …',
    cancel: 'Wechsel abbrechen …',
    verdict: {
      safe: 'Abschließen ist sicher: Mehr als eine Stunde lang wurde nur das neue Geheimnis benutzt. Läuft etwas seltener, warten Sie es vorher ab.',
      unused:
        'Abschließen ist noch nicht sicher: Das neue Geheimnis hat noch kein Token geholt. Geben Sie es Ihrem Dienst.',
      early:
        'Abschließen ist noch nicht sicher: Das neue Geheimnis muss auch mehr als eine Stunde nach dem Anlegen noch Token holen. Eine Probe allein reicht nicht.',
      inUse: when =>
        `Abschließen ist noch nicht sicher: Das alte Geheimnis wurde ${when} benutzt. Es muss einen Tag lang unbenutzt bleiben, während das neue Token holt.`,
    },
    finishTitle: 'Wechsel abschließen?',
    finishText: 'Das alte Geheimnis wird gelöscht. Was es noch hat, bekommt kein neues Token.',
    finished: 'Der Wechsel ist abgeschlossen.',
    cancelTitle: 'Wechsel abbrechen?',
    cancelText:
      'Das neue Geheimnis wird gelöscht, das alte gilt weiter. Was das neue hat, bekommt kein neues Token.',
    cancelled: 'Der Wechsel wurde abgebrochen.',
    tokens: 'Token, die es schon gibt, gelten, bis sie ablaufen. Das lässt sich nicht rückgängig machen.',
    endUsed: when => `Zuletzt benutzt: ${when}.`,
    endUnused: 'Soweit bekannt, wurde es nie benutzt.',
    end: 'Geheimnis löschen',
    ending: 'Geheimnis wird gelöscht …',
  },
  remove: {
    title: name => `„${name}“ löschen?`,
    used: when =>
      `Zuletzt ein Token geholt: ${when}. Was die Anwendung benutzt, bekommt ab jetzt kein neues Token.`,
    unused:
      'Soweit bekannt, wurde nie ein Token geholt. Sollte etwas die Anwendung benutzen, bekommt es kein neues Token.',
    tokens:
      'Token, die es schon gibt, werden abgelehnt, wo Ihre API von der Löschung erfährt. Sonst gelten sie, bis sie ablaufen.',
    moving: (key, end) =>
      `Der Schlüssel „${key}“ wird gerade auf diese Anwendung umgestellt. Das Löschen bricht die Umstellung ab: Der Schlüssel gilt ${end === null ? 'ohne Ende weiter, wie zuvor' : `weiter und endet wie zuvor am ${end}`}.`,
    final: 'Das lässt sich nicht rückgängig machen.',
    submit: 'Löschen',
    submitting: 'Wird gelöscht …',
    done: name => `„${name}“ wurde gelöscht.`,
  },
}
