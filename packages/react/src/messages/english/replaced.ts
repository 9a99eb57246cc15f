/** What stands below a key that was replaced, and the dialog that lets it work longer. */
export const replaced = {
  /** Before the name of the new key. */
  by: 'Replaced by',
  stops: (when: string) => `stops ${when}`,
  oldUsed: 'Last use of this key',
  newUsed: 'Last use of the new key',
  safe: 'Safe to stop',
  stop: 'Stop now',
  extend: 'Extend',
  now: 'Now',
  date: 'At a date',
  extension: {
    title: (name: string) => `Let “${name}” work longer`,
    stops: 'It stops',
    submit: 'Extend',
    submitting: 'Extending…',
  },
}
