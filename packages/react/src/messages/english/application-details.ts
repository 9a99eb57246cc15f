import type { AuditAction } from '@keydesk/contract'
import type { Formats } from '../formats.ts'

/** The details of one application, where they say something else than those of a key. */
export const applicationDetails = {
  loading: 'Loading the application',
  goneTitle: 'This application is not here',
  gone: 'It does not exist, or it belongs to another organization.',
  failed: 'The application could not be loaded',
  answers: 'The application in short',
  owner: 'Who owns it',
  orphan: 'Nobody. There is no one to ask about it.',
  ability: 'What it can do',
  /** What stands before and after what its tokens can do. */
  can: () => ({ before: 'Its tokens can ', after: '.' }),
  canNothing: 'Its tokens can do nothing.',
  end: 'How it ends',
  endHere: 'With this button. It gets no new tokens, and those it has live until they expire.',
  endElsewhere: 'Anyone here who may change applications can delete it.',
  deleted: 'It is deleted and gets no tokens.',
  remove: 'Delete…',
  lastUsed: (when: string) => `It last asked for a token ${when}.`,
  neverUsed: 'It never asked for a token, as far as is known.',
  about: 'About this application',
  scopes: (count: number, { number, plural }: Formats) =>
    `${number(count)} ${plural(count) === 'one' ? 'scope' : 'scopes'}`,
  request: 'Token request',
  actions: {
    'm2m_application.created': 'Created',
    'm2m_application.updated': 'Changed',
    'm2m_application.reviewed': 'Reviewed',
    'm2m_application.revoked': 'Deleted',
    'm2m_application.discovered': 'Found: it was made elsewhere',
    'client_secret.created': 'Secret made',
    'client_secret.deleted': 'Secret deleted',
  } satisfies Partial<Record<AuditAction, string>>,
  /** What an event tells of. */
  changes: { name: 'Name', description: 'Description', scopes: 'Scopes', secret: 'Secret' },
}
