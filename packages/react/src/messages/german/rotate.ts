import type { rotate as english } from '../english/rotate.ts'

/** The dialog that replaces a key. */
export const rotate: typeof english = {
  title: name => `„${name}“ ersetzen`,
  text: 'Ein Schlüssel wird nie geändert, nur ersetzt: Sie bekommen einen neuen mit neuem Geheimnis.',
  overlap: 'Der alte Schlüssel endet',
  ends: instant => `Er endet spätestens am ${instant}.`,
  shift: (from, to) => `${from} → ${to}`,
  changeLabel: 'Bezeichnung, Ablauf oder Rechte ändern',
  added: 'Kommt hinzu',
  removed: 'Fällt weg',
  notHeld: 'Sie haben diese Rechte nicht alle, deshalb kann ein neuer Schlüssel von Ihnen sie nicht haben.',
  sentence: (until, stops) =>
    `Sie bekommen ein neues Geheimnis, das ${until === null ? 'gilt, bis es jemand widerruft' : `bis ${until} gilt`}, und der alte Schlüssel endet ${stops === null ? 'sofort' : `am ${stops}`}.`,
  submit: 'Schlüssel ersetzen',
  submitting: 'Wird ersetzt …',
  lost: name =>
    `Der Schlüssel wurde ersetzt, aber die Antwort mit dem Geheimnis von „${name}“ ging verloren, und gezeigt wird es nur einmal. In der Liste steht „Nie angekommen“: Ersetzen oder widerrufen Sie ihn.`,
  done: name => `„${name}“ wurde ersetzt.`,
}
