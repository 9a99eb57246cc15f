import type { editDialog as english } from '../english/edit-dialog.ts'

/** The dialog that changes a key in place. */
export const editDialog: typeof english = {
  title: name => `„${name}“ bearbeiten`,
  keep: 'Wie bisher',
  shift: (from, to) => `${from} → ${to}`,
  narrowHint:
    'Sie können ihm nur etwas entziehen, und das gilt sofort. Zurück bekommt er es nur als neuer Schlüssel.',
  rotateHint: 'Was er darf, ändern Sie, indem Sie ihn durch einen neuen Schlüssel ersetzen.',
  submit: 'Speichern',
  submitting: 'Wird gespeichert …',
  done: name => `„${name}“ wurde geändert.`,
}
