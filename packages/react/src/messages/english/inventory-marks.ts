import type { ApiKeyAttention, M2MApplicationAttention } from '@keydesk/contract'

/** Why one credential needs looking at, and what to do about it. What a mark means is said per kind. */
export const inventoryMarks = {
  apiKey: {
    orphaned: { text: 'Nobody owns it', act: 'Give it an owner' },
    undelivered: { text: 'Nobody saw its secret', act: 'Replace it' },
    expiring_week: { text: 'It ends this week', act: 'Rotate it' },
    review_overdue: { text: 'Its review is overdue', act: 'Mark as reviewed' },
    never_expires: { text: 'It never expires', act: 'Set an end' },
    idle: { text: 'Not used for 90 days', act: 'Revoke it' },
    never_used: { text: 'Never used since it was made', act: 'Revoke it' },
  } satisfies Record<ApiKeyAttention, { text: string; act: string }>,
  m2mApplication: {
    orphaned: { text: 'Nobody owns it', act: 'Give it an owner' },
    secret_overdue: { text: 'Its secret is too old', act: 'Rotate the secret' },
    review_overdue: { text: 'Its review is overdue', act: 'Mark as reviewed' },
    idle: { text: 'No token for 90 days', act: 'Delete it' },
    never_used: { text: 'It never asked for a token', act: 'Delete it' },
  } satisfies Record<M2MApplicationAttention, { text: string; act: string }>,
  /** A key that is on its way to becoming an application. */
  moving: {
    text: (application: string, end: string) => `Moving to “${application}”, the key ends ${end}`,
    act: 'See the plan',
    /** Where the key is about to be revoked. */
    revoking: (application: string) => `This also finishes its move to “${application}”.`,
  },
}
