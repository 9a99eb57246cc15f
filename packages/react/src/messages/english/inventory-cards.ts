import type { CredentialAttention } from '@keydesk/contract'

/** Why credentials of either kind need looking at, what that means, and what to do. */
export const inventoryCards = {
  orphaned: {
    label: 'Without an owner',
    text: 'Nobody answers for them any more. Give each an owner, or end it.',
  },
  undelivered: {
    label: 'Never reached anyone',
    text: 'Nobody saw the secret of these keys. Replace them or revoke them.',
  },
  secret_overdue: {
    label: 'Secret overdue',
    text: 'A secret is older than your rules allow. Rotate it.',
  },
  expiring_week: {
    label: 'Ending this week',
    text: 'These keys stop by themselves. Rotate what is still needed.',
  },
  review_overdue: {
    label: 'Review overdue',
    text: 'Nobody has checked them for a long time. Check what they may do, then mark them as reviewed.',
  },
  never_expires: {
    label: 'Never expires',
    text: 'A leaked key would work until somebody notices. Set an end.',
  },
  idle: {
    label: 'Idle 90+ days',
    text: 'Nothing has used them for 90 days. End what nobody needs.',
  },
  never_used: {
    label: 'Never used',
    text: 'Made 30 days ago or more, and never used. End what nobody needs.',
  },
} satisfies Record<CredentialAttention, { label: string; text: string }>
