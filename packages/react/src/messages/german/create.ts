import type { create as english } from '../english/create.ts'

/** The dialog of a new key. */
export const create: typeof english = {
  title: 'Neuer Schlüssel',
  line: (owner, date) =>
    `Gehört ${owner ?? 'Ihnen'} · ${date === null ? 'läuft nie ab' : `gültig bis ${date}`}`,
  changeLabel: 'Ändern: Eigentümer, Zweck oder Gültigkeit',
  better: 'Viele Berechtigungen und kein Ende: Eine Anwendung passt besser.',
  makeApplication: 'Anwendung anlegen',
  submit: 'Schlüssel anlegen',
  submitting: 'Wird angelegt …',
  unknown:
    'Der Schlüssel kann trotzdem angelegt sein. In der Liste steht dann „Nie angekommen“: Ersetzen oder widerrufen Sie ihn.',
  lost: {
    title: 'Der Schlüssel ist angelegt, aber nicht lesbar',
    text: name =>
      `„${name}“ wurde angelegt, aber die Antwort mit dem Schlüssel ging verloren, und gezeigt wird er nur einmal. In der Liste steht „Nie angekommen“: Ersetzen oder widerrufen Sie ihn.`,
    done: 'Schließen',
  },
  done: name => `„${name}“ wurde angelegt.`,
}
