import type { replaced as english } from '../english/replaced.ts'

/** What stands below a key that was replaced, and the dialog that lets it work longer. */
export const replaced: typeof english = {
  by: 'Ersetzt durch',
  stops: when => `endet ${when}`,
  oldUsed: 'Dieser Schlüssel zuletzt benutzt',
  newUsed: 'Der neue zuletzt benutzt',
  safe: 'Kann enden',
  stop: 'Jetzt beenden',
  extend: 'Verlängern',
  now: 'Sofort',
  date: 'An einem Tag',
  extension: {
    title: name => `„${name}“ verlängern`,
    stops: 'Er endet nach',
    submit: 'Verlängern',
    submitting: 'Wird verlängert …',
  },
}
