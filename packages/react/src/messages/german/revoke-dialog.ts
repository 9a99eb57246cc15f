import type { revokeDialog as english } from '../english/revoke-dialog.ts'

/** The dialog that revokes one key. */
export const revokeDialog: typeof english = {
  title: name => `„${name}“ widerrufen?`,
  used: when => `Zuletzt benutzt: ${when}. Was ihn benutzt, funktioniert sofort nicht mehr.`,
  unused: 'Soweit bekannt, nie benutzt. Sollte ihn doch etwas benutzen, funktioniert es sofort nicht mehr.',
  ended: 'Er gilt schon nicht mehr. Widerrufen nimmt ihn aus der Liste.',
  final: 'Das lässt sich nicht rückgängig machen.',
  confirm: 'Geben Sie zur Bestätigung die Bezeichnung ein',
  mismatch: 'So heißt der Schlüssel nicht.',
  later: 'Erst in 24 Stunden',
  submit: 'Widerrufen',
  submitting: 'Wird widerrufen …',
  done: name => `„${name}“ wurde widerrufen.`,
}
