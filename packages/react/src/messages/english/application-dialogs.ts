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
      copyFailed:
        'Your browser did not allow copying. The client secret is selected: copy it with your keyboard.',
      keyHint:
        'Anyone who has it can get tokens for this application. Keep it in a secret store, not in code.',
      gate: {
        title: 'You won’t see this client secret again',
        text: 'The client secret has not been copied. Once this closes, nobody can read it any more.',
        back: 'Go back',
        leave: 'Close without copying',
      },
    },
    create: {
      lost: {
        title: 'The application exists, but its secret is lost',
        text: (name: string) =>
          `“${name}” was created, but the answer with its secret was lost. Delete the application and create it again.`,
        done: 'Close',
      },
    },
  },
  secret: 'Client secret',
  create: {
    title: 'New application',
    description: 'Description',
    /** Owner null: the reader. */
    line: (owner: string | null) => `Owned by ${owner ?? 'you'} · no purpose given`,
    changeLabel: 'Change owner or purpose',
    submit: 'Create application',
    submitting: 'Creating…',
    unknown: 'The application may exist. Should it be in the list, its secret is lost: delete it.',
    done: (name: string) => `“${name}” was created.`,
  },
  remove: {
    title: (name: string) => `Delete “${name}”?`,
    used: (when: string) =>
      `It last asked for a token ${when}. Whatever uses it gets no new token from now on.`,
    unused: 'It never asked for a token, as far as is known. Should something use it, it gets no new token.',
    tokens:
      'Tokens that it has already are refused where your API is told of the deletion. Elsewhere they live until they expire.',
    final: 'This can’t be undone.',
    submit: 'Delete',
    submitting: 'Deleting…',
    done: (name: string) => `“${name}” was deleted.`,
  },
}
