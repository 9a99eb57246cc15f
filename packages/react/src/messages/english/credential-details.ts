import type { ApiKey, AuditAction } from '@keydesk/contract'
import type { Formats } from '../formats.ts'

/** What the details of both kinds of credentials say, and what happened to one. */
export const credentialDetails = {
  giveOwner: 'Give it an owner…',
  created: 'Created',
  createdBy: 'Created by',
  notKnown: 'Not known',
  origin: 'Origin',
  origins: { keydesk: 'Made here', elsewhere: 'Made elsewhere' } satisfies Record<ApiKey['origin'], string>,
  reviewed: 'Last reviewed',
  reviewDue: 'Review due',
  overdue: 'Overdue',
  review: 'Mark as reviewed',
  reviewDone: 'Marked as reviewed.',
  id: 'Id',
  copy: 'Copy',
  copyId: 'Copy the id',
  copied: 'Copied',
  copyFailed: 'Your browser did not allow copying. The id is selected: copy it by keyboard.',
  metadata: 'Metadata',
  activity: 'Activity',
  noActivity: 'Nothing is recorded yet.',
  loadingActivity: 'Loading the activity',
  more: 'Show more',
  /** What can happen to either kind; what only one knows is with its own words. */
  actions: {
    'access.refused': 'Asked for, and refused',
    'intent.settled': 'A change that was cut short was settled',
    'organization.deleted': 'The organization was deleted',
  } satisfies Partial<Record<AuditAction, string>>,
  /** Why it happened, by what the broker says. */
  reasons: {
    rotated: 'Another key replaced it.',
    'gates told': 'The gates that check keys were told of the change.',
    'the owner is gone': 'The owner left the organization.',
    'the owner is a member again': 'The owner is back in the organization.',
    'gone at WorkOS': 'It was gone at WorkOS.',
    'there again at WorkOS': 'It was there again at WorkOS.',
    'never reached its reader': 'Its secret never reached its reader.',
    'of another organization': 'It belongs to another organization.',
    'the key was revoked': 'The key was revoked.',
    'the key has expired': 'The key has expired.',
    'the application was deleted': 'The application was deleted.',
  },
  you: 'You',
  nobody: 'Nobody',
  change: (what: string, before: string, after: string) => `${what}: ${before} → ${after}`,
  fact: (what: string, value: string) => `${what}: ${value}`,
  /** A value that was or is not there. */
  none: 'none',
  gates: (confirmed: number, all: number, { number }: Formats) =>
    `Gates that confirmed: ${number(confirmed)} of ${number(all)}`,
}
