import type { dialog as english } from '../english/dialog.ts'

/** What every dialog says. */
export const dialog: typeof english = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  signInAgain: 'Noch einmal anmelden',
  kept: 'Was Sie eingegeben haben, ist nach der Anmeldung wieder da.',
  willStop: (name, when) => `„${name}“ endet ${when}.`,
  lastUsed: when => `Zuletzt benutzt: ${when}.`,
  neverUsed: 'Soweit bekannt, nie benutzt.',
}
