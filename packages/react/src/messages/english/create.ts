/** The dialog of a new key. */
export const create = {
  title: 'New key',
  /** Owner null: the reader; date null: never. */
  line: (owner: string | null, date: string | null) =>
    `Owned by ${owner ?? 'you'} · ${date === null ? 'never expires' : `expires ${date}`}`,
  changeLabel: 'Change owner, purpose or expiry',
  better: 'Many permissions and no end: an application fits better.',
  makeApplication: 'Make an application',
  submit: 'Create key',
  submitting: 'Creating…',
  unknown: 'The key may exist. The list then says that it never reached you: replace it, or revoke it.',
  lost: {
    title: 'The key exists, but its secret is lost',
    text: (name: string) =>
      `“${name}” was created, but the answer with its secret was lost. The list says that it never reached you: replace it, or revoke it.`,
    done: 'Close',
  },
  done: (name: string) => `“${name}” was created.`,
}
