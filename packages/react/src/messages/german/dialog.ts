import type { dialog as english } from '../english/dialog.ts'

/** What every dialog says. */
export const dialog: typeof english = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  wait: seconds => `In ${seconds} s erneut versuchen`,
  signInAgain: 'Noch einmal anmelden',
  kept: 'Was Sie eingegeben haben, ist nach der Anmeldung wieder da.',
  willStop: (name, when) => `„${name}“ endet ${when}.`,
}
