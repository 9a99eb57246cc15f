import type { Formats } from '../formats.ts'

/** The dialogs that move a key to an application. */
export const migration = {
  /** Before it is known what there is to show. */
  heading: 'Move to an application',
  title: {
    running: (name: string) => `Move “${name}” to an application`,
    finished: (name: string) => `“${name}” was moved`,
    cancelled: (name: string) => `“${name}” was not moved`,
  },
  badges: { running: 'Under way', finished: 'Finished', cancelled: 'Cancelled' },
  close: 'Close',
  back: 'Go back',
  /** Why there is no way to a plan. */
  reasons: {
    readOnly: 'This key is not being moved. To start that, you need to be allowed to change keys.',
    over: 'This key has ended, so there is nothing left to move. An application can be made without it.',
    forbidden: 'No new applications can be made here, so this key stays a key.',
    replaced: 'This key was replaced by a newer one. Move that one to an application instead.',
    noOverlap:
      'The rules here end a replaced key at once, which would fail requests. Make an application first, switch over, and then revoke the key.',
  },
  lead: 'You get an application that takes over. The key works on until the date below, so no request fails in between.',
  /** Owner null: the reader. */
  line: (owner: string | null, purpose: string | null) =>
    `Owned by ${owner ?? 'you'} · ${purpose ?? 'no purpose given'}`,
  /** What becomes of the permissions. */
  map: {
    title: 'What it can do',
    kept: 'Comes along',
    behind: 'Stays behind',
    added: 'Added',
    consequence: 'The application won’t be able to do what stays behind.',
    nameless: (slugs: string) => `There is no scope for ${slugs}.`,
    locked: (slugs: string) => `You don’t hold ${slugs}, so you can’t give it.`,
    scopes: (count: number, { number, plural }: Formats) =>
      `${number(count)} ${plural(count) === 'one' ? 'scope' : 'scopes'}`,
    changeLabel: 'Change the scopes',
  },
  ends: 'The key ends',
  date: 'At a date',
  latest: 'As late as possible',
  caption: (instant: string) => `It ends on ${instant}. You can change the date, or finish earlier.`,
  ownEnd: (instant: string) => `By itself it ends on ${instant}, so no later date is possible.`,
  isOwnEnd: 'That is when it ends by itself.',
  unknown: 'The application may exist. Try again: no second one is made.',
  lost: (name: string) =>
    `“${name}” was created, but the answer with its secret was lost. The key goes on as before.`,
  /** The step after the secret. */
  start: {
    title: 'One step is left',
    text: (application: string, key: string) =>
      `The application “${application}” exists. The key “${key}” goes on as before, until you set the date on which it ends.`,
    lostTitle: 'Nobody has the secret',
    lost: (application: string, key: string) =>
      `Nothing can use the application “${application}”. Delete it, and begin again. The key “${key}” goes on as before.`,
    other: (application: string) => `This key is already being moved to “${application}”.`,
    show: 'Show that',
    later: 'Later',
    remove: 'Delete the application…',
    submit: 'Set the date',
    submitting: 'Setting the date…',
  },
  kinds: { apiKey: 'API key', application: 'M2M application' },
  used: (when: string) => `Used ${when}`,
  quiet: (since: string) => `Quiet, last used ${since}`,
  neverUsed: 'Never used',
  token: (when: string) => `Got a token ${when}`,
  noToken: 'No token yet',
  /** Whether the key can go. */
  verdict: {
    safe: 'Safe to finish: for more than an hour only the application was in use. If something runs less often, wait for it first.',
    unused:
      'Not yet safe to finish: the application has got no token so far. Give its client id and secret to whatever uses the key.',
    early:
      'Not yet safe to finish: the application must still get tokens more than an hour after it was made. A test alone is not enough.',
    inUse: (when: string) =>
      `Not yet safe to finish: something used the key ${when}. It must go unused for a day while the application gets tokens.`,
  },
  /** What became of it. */
  outcome: {
    revoked: 'The key was ended, and the application has taken over.',
    revokedUnused: 'The key was ended. The application has got no token so far.',
    expired: 'The key ended at its date, and the application has taken over.',
    expiredUnused: 'The key ended at its date. The application has got no token so far.',
    cancelled: 'The key goes on with its former end. The application was deleted.',
    cancelledWithoutKey: 'The application was deleted. The key has ended too.',
  },
  started: 'Started',
  startedBy: 'Started by',
  readOnly: 'You can see this, but not change it.',
  finish: {
    action: 'Finish now…',
    title: 'Finish now?',
    text: (name: string) =>
      `The key “${name}” ends at once, and whatever still sends it is refused. This can’t be undone.`,
    submit: 'End the key',
    submitting: 'Ending the key…',
  },
  cancel: {
    action: 'Cancel the move…',
    title: 'Cancel the move?',
    used: (when: string) =>
      `The application got a token ${when}. Whatever uses it has to go back to the key first.`,
    /** Null: the key gets no end. */
    key: (name: string, end: string | null) =>
      end === null
        ? `The key “${name}” goes on without an end, as before the move.`
        : `The key “${name}” goes on, and ends on ${end}, as before the move.`,
    application: (name: string) => `The application “${name}” is deleted, and gets no new tokens.`,
    tokens:
      'Tokens that it has already are refused where your API is told of the deletion. Elsewhere they live until they expire.',
    submit: 'Cancel the move',
    submitting: 'Cancelling…',
    unknown: 'Part of it may be done. Trying again does the rest.',
  },
  reschedule: {
    title: 'Change the date',
    text: (instant: string) => `The key would end on ${instant}.`,
    submit: 'Save',
    submitting: 'Saving…',
  },
}
