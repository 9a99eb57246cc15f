import type { AuditAction } from '@keydesk/contract'
import type { Formats } from '../formats.ts'

/** The details of one key, where they say something else than those of an application. */
export const detailsDialog = {
  loading: 'Loading the key',
  goneTitle: 'This key is not here',
  gone: 'It does not exist, or it belongs to another organization.',
  failed: 'The key could not be loaded',
  answers: 'The key in short',
  owner: 'Who owns it',
  orphan: 'Nobody. There is no one to ask about it.',
  ability: 'What it can do',
  /** What stands before and after what the key can do. */
  can: () => ({ before: 'It can ', after: '.' }),
  canNothing: 'It can say who it belongs to, and nothing else.',
  revoke: 'How it is revoked',
  revokeHere: 'With this button. Whatever uses it stops working at once.',
  revokeElsewhere: 'By anyone here who may change keys. It stops working at once.',
  revoked: 'It is revoked, and works nowhere.',
  about: 'About this key',
  secret: 'Secret',
  delivered: 'Reached its reader',
  undelivered: 'Never reached its reader',
  replaces: 'Replaces',
  replacedBy: 'Replaced by',
  permissions: (count: number, { number, plural }: Formats) =>
    `${number(count)} ${plural(count) === 'one' ? 'permission' : 'permissions'}`,
  takenAway: 'Taken away since it was made',
  actions: {
    'api_key.created': 'Created',
    'api_key.updated': 'Changed',
    'api_key.rotated': 'Made to replace another key',
    'api_key.revoked': 'Revoked',
    'api_key.expired': 'Stopped working',
    'api_key.acknowledged': 'Its secret was shown',
    'api_key.reviewed': 'Reviewed',
    'api_key.discovered': 'Found: it was made elsewhere',
    'migration.started': 'Moving to an application began',
    'migration.rescheduled': 'Date of the move changed',
    'migration.finished': 'Move finished',
    'migration.cancelled': 'Move cancelled',
  } satisfies Partial<Record<AuditAction, string>>,
  lost: 'Taken away',
  regained: 'Given back',
}
