import type { TokenProblem } from '@keydesk/contract'
import type { Formats } from '../formats.ts'

/** The dialogs of M2M applications. */
export const applicationDialogs = {
  /** In place of what shared parts say of keys. */
  instead: {
    fields: {
      namePlaceholder: 'Content sync',
      nameRequired: 'Give the application a name, so that you recognise it later.',
      purposeRequired: 'Say what the application is for.',
      purposeNeeded: (scopes: string) => `A purpose is needed for ${scopes}.`,
    },
    picker: {
      label: 'What the application can do',
      search: 'Search scopes',
      chosen: (count: number, { number, plural }: Formats) =>
        `${number(count)} ${plural(count) === 'one' ? 'scope' : 'scopes'} chosen`,
      noMatch: (search: string) => `No scope matches “${search}”.`,
      notHeld: 'You don’t hold this scope',
      notHeldAny: 'You don’t hold these scopes',
      loading: 'Loading scopes',
      empty: 'There are no scopes to choose from.',
    },
    ability: {
      sentence: () => ({ before: 'Its tokens will be able to ', after: '.' }),
      none: 'Its tokens will be able to do nothing. Choose at least one scope.',
    },
    reveal: {
      title: 'Your new client secret',
      text: 'Copy it now. It is shown once, and stored nowhere here.',
      value: 'Value of the client secret',
      copyKey: 'Copy client secret',
      copiedSpoken: 'The client secret was copied.',
      copyFailed: 'Your browser did not allow copying. The client secret is selected: copy it by keyboard.',
      keyHint:
        'Anyone who has it can get tokens for this application. Keep it in a secret store, not in code.',
      gate: {
        title: 'You won’t see this client secret again',
        text: 'The client secret has not been copied. Once this closes, nobody can read it.',
        back: 'Go back',
        leave: 'Close without copying',
      },
    },
  },
  secret: 'Client secret',
  create: {
    title: 'New application',
    description: 'Description',
    /** Owner null: the reader. */
    line: (owner: string | null) => `Owned by ${owner ?? 'you'} · no purpose given`,
    leftOut: (permissions: string) => `No scope that you may give stands for ${permissions}.`,
    changeLabel: 'Change owner or purpose',
    submit: 'Create application',
    submitting: 'Creating…',
    unknown:
      'The application may exist already. Try again: none is made twice. Should you find it in the list later, rotate its secret.',
    done: (name: string) => `“${name}” was created.`,
  },
  edit: { scopesHint: 'Tokens that were issued already keep their scopes until they expire.' },
  /** A secret was made, and the answer with its value never came. */
  lost: {
    title: 'The secret was made, but its value is lost',
    application: (name: string) => `“${name}” was created, but the answer with its secret was lost.`,
    secret: (name: string) => `“${name}” got a second secret, but the answer with its value was lost.`,
    anew: 'Nobody has it. Make a new one: it takes the place of the lost one.',
    submit: 'Make a new secret',
  },
  /** Trying a secret: what the token says that it gets. */
  test: {
    submit: 'Get a test token',
    testing: 'Asking for a token…',
    secret: 'Client secret',
    hint: 'It is kept nowhere.',
    counts: 'A test counts as a use of the secret.',
    missing: 'Paste the client secret.',
    accepted: 'The secret works. Its token says:',
    problems: {
      invalid_client: 'The secret does not work. It is not one of this application, or it was deleted.',
      refused: 'The issuer gives no token, for another reason than the secret.',
      opaque_token: 'The secret works. What its token says cannot be read.',
    } satisfies Record<TokenProblem, string>,
    issuer: 'Issuer',
    subject: 'Client',
    organization: 'Organization',
    scopes: 'Scopes',
    expires: 'Expires',
    none: 'Not said',
    all: 'All claims and the header',
  },
  /** The secrets of an application and their rotation. */
  secrets: {
    title: (name: string) => `Secrets of “${name}”`,
    only: 'Secret',
    current: 'New secret',
    old: 'Old secret',
    made: (when: string) => `made ${when}`,
    used: (when: string) => `last used ${when}`,
    unused: 'never used',
    overdue: 'Overdue',
    start: 'Start rotation',
    make: 'Make a secret',
    starting: 'Starting…',
    none: 'No secret is left, so the application gets no tokens.',
    startHint:
      'During a rotation two secrets work. Give the new one to your service, then finish: the old one goes. Or cancel: the new one goes.',
    close: 'Close',
    unknown: 'A second secret may exist already. Try again: none is made twice.',
    started: 'The rotation has started.',
    finish: 'Finish…',
    cancel: 'Cancel rotation…',
    /** Whether the old one can go. */
    verdict: {
      safe: 'Safe to finish: for more than an hour only the new secret was in use. If something runs less often, wait for it first.',
      unused: 'Not yet safe to finish: the new secret has got no token so far. Give it to your service.',
      early:
        'Not yet safe to finish: the new secret must still get tokens more than an hour after it was made. A test alone is not enough.',
      inUse: (when: string) =>
        `Not yet safe to finish: the old secret was used ${when}. It must go unused for a day while the new one gets tokens.`,
    },
    finishTitle: 'Finish the rotation?',
    finishText: 'The old secret is deleted. Whatever still has it gets no new token.',
    finished: 'The rotation is finished.',
    cancelTitle: 'Cancel the rotation?',
    cancelText:
      'The new secret is deleted, and the old one goes on. Whatever has the new one gets no new token.',
    cancelled: 'The rotation was cancelled.',
    tokens: 'Tokens that were issued already live until they expire. This can’t be undone.',
    endUsed: (when: string) => `It was last used ${when}.`,
    endUnused: 'It was never used, as far as is known.',
    end: 'Delete the secret',
    ending: 'Deleting the secret…',
  },
  remove: {
    title: (name: string) => `Delete “${name}”?`,
    used: (when: string) =>
      `It last asked for a token ${when}. Whatever uses it gets no new token from now on.`,
    unused: 'It never asked for a token, as far as is known. Should something use it, it gets no new token.',
    tokens:
      'Tokens that it has already are refused where your API is told of the deletion. Elsewhere they live until they expire.',
    /** A key that the application was to take over from; end null: it gets none. */
    moving: (key: string, end: string | null) =>
      `The key “${key}” is being moved to this application. Deleting it cancels that: the key goes on ${end === null ? 'without an end, as before' : `and ends on ${end}, as before`}.`,
    final: 'This can’t be undone.',
    submit: 'Delete',
    submitting: 'Deleting…',
    done: (name: string) => `“${name}” was deleted.`,
  },
}
