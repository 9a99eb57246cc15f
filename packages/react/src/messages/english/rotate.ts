/** The dialog that replaces a key. */
export const rotate = {
  title: (name: string) => `Rotate “${name}”`,
  text: 'A key is never changed, only replaced: you get a new one with a new secret.',
  overlap: 'Old key stops',
  ends: (instant: string) => `It ends on ${instant} at the latest.`,
  /** From one date, or never, to another. */
  shift: (from: string, to: string) => `${from} → ${to}`,
  changeLabel: 'Change name, expiry or permissions',
  added: 'Added',
  removed: 'Taken away',
  notHeld: 'You don’t hold all of these, so a new key can’t have them.',
  /** Until null: until somebody revokes it; stops null: at once. */
  sentence: (until: string | null, stops: string | null) =>
    `You get a new secret, good until ${until ?? 'somebody revokes it'}, and the old key stops ${stops === null ? 'at once' : `on ${stops}`}.`,
  submit: 'Rotate key',
  submitting: 'Rotating…',
  /** The name is that of the new key. */
  lost: (name: string) =>
    `The key was rotated, but the answer with the secret of “${name}” was lost. The list says that it never reached you: replace it, or revoke it.`,
  done: (name: string) => `“${name}” was replaced.`,
}
