import type { M2MApplication } from '@keydesk/contract'

/** The details of one application. */
export const applicationDetails = {
  loading: 'Loading the application',
  failed: 'The application could not be loaded',
  goneTitle: 'This application is not here',
  gone: 'It does not exist, or it belongs to another organization.',
  answers: 'The application in short',
  owner: 'Who owns it',
  orphan: 'Nobody. There is no one to ask about it.',
  giveOwner: 'Give it an owner…',
  ability: 'What it can do',
  /** What stands before and after what its tokens can do. */
  can: () => ({ before: 'Its tokens can ', after: '.' }),
  canNothing: 'Its tokens can do nothing.',
  end: 'How it ends',
  endHere: 'With this button: it gets no new token. Those it has live until they expire, at most.',
  endElsewhere:
    'By anyone here who may change applications. It then gets no new token; those it has live until they expire, at most.',
  deleted: 'It is deleted and gets no tokens.',
  lastUsed: (when: string) => `Last used ${when}.`,
  neverUsed: 'It never asked for a token, as far as is known.',
  about: 'About this application',
  description: 'Description',
  purpose: 'What it is for',
  clientId: 'Client id',
  secrets: 'Secrets',
  /** A secret by its last characters. */
  secret: (hint: string, when: string) => `…${hint}, made ${when}`,
  noSecrets: 'None, so it gets no tokens',
  created: 'Created',
  createdBy: 'Created by',
  notKnown: 'Not known',
  reviewed: 'Last reviewed',
  reviewDue: 'Review due',
  origin: 'Origin',
  origins: { keydesk: 'Made here', elsewhere: 'Made elsewhere' } satisfies Record<
    M2MApplication['origin'],
    string
  >,
}
