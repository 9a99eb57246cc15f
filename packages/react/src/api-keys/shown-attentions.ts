import type { ApiKeyAttention } from '@keydesk/contract'

/** The reasons to look at keys that have a card above the list. */
export const shownAttentions = [
  'never_expires',
  'idle',
  'expiring_week',
  'never_used',
  'undelivered',
  'orphaned',
] as const satisfies readonly ApiKeyAttention[]

/** A reason that has a card. */
export type ShownAttention = (typeof shownAttentions)[number]
