/** The dialog that revokes one key. */
export const revokeDialog = {
  title: (name: string) => `Revoke “${name}”?`,
  used: (when: string) => `Last used ${when}. Whatever uses it stops working at once.`,
  unused: 'Never used, as far as is known. Should something hold it, it stops working at once.',
  ended: 'It no longer works. Revoking takes it off the list.',
  final: 'This can’t be undone.',
  confirm: 'Type the name to confirm',
  mismatch: 'This is not the name of the key.',
  later: 'In 24 hours instead',
  submit: 'Revoke',
  submitting: 'Revoking…',
  done: (name: string) => `“${name}” was revoked.`,
}
