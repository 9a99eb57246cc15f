/** The dialog that changes a key in place. */
export const editDialog = {
  title: (name: string) => `Edit “${name}”`,
  keep: 'As it is',
  /** From one date, or never, to another. */
  shift: (from: string, to: string) => `${from} → ${to}`,
  narrowHint:
    'You can only take permissions away, and they are gone at once. Only a new key brings them back.',
  rotateHint: 'What it can do is changed by replacing it with a new key.',
  submit: 'Save',
  submitting: 'Saving…',
  done: (name: string) => `“${name}” was changed.`,
}
