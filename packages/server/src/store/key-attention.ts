import { type ApiKeyAttention, type ApiKeyPolicy, apiKeyAttentions } from '@keydesk/contract'
import { and, eq, gt, isNotNull, isNull, lte, not, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { isMoving } from './is-moving.ts'
import { statusOf } from './key-status.ts'
import type { StoredKey } from './keys.ts'
import { apiKeys } from './schema.ts'

const dayMs = 86_400_000

/** The rules of the host that some of the reasons follow from. */
export type AttentionRules = Pick<ApiKeyPolicy, 'reviewIntervalDays'>

/** The instants that the reasons are derived from, or what stands for them in a statement that is written once. */
export type AttentionInstants = { [Name in keyof ReturnType<typeof attentionInstants>]: Date | Placeholder }

/** The instants as they are at one moment. */
export const attentionInstants = (now: Date, { reviewIntervalDays }: AttentionRules) => {
  const inDays = (days: number) => new Date(now.getTime() + days * dayMs)
  return {
    now,
    weekAhead: inDays(7),
    monthAgo: inDays(-30),
    quarterAgo: inDays(-90),
    reviewedBefore: inDays(-reviewIntervalDays),
  }
}

/** When a key is to be looked at: so long after it was made or last reviewed. */
export const keyReviewDueAt = (
  { createdAt, reviewedAt }: Pick<StoredKey, 'createdAt' | 'reviewedAt'>,
  { reviewIntervalDays }: AttentionRules,
): Date => new Date((reviewedAt ?? createdAt).getTime() + reviewIntervalDays * dayMs)

/** The reasons to look at a key at an instant; only one that still works needs looking at. */
export const keyAttentionOf = (key: StoredKey, now: Date, rules: AttentionRules): ApiKeyAttention[] => {
  const status = statusOf(key, now)
  if (status === 'revoked' || status === 'expired') return []
  const { weekAhead, monthAgo, quarterAgo } = attentionInstants(now, rules)
  const { createdAt, expiresAt, lastUsedAt } = key
  const fits: Record<ApiKeyAttention, boolean> = {
    never_expires: expiresAt === null,
    idle: (lastUsedAt ?? createdAt) <= quarterAgo,
    // One that was replaced, or moves to an application, is meant to end.
    expiring_week: expiresAt !== null && expiresAt <= weekAhead && key.replacedBy === null && !key.isMoving,
    never_used: lastUsedAt === null && createdAt <= monthAgo,
    undelivered: key.origin === 'keydesk' && key.deliveredAt === null && lastUsedAt === null,
    orphaned: key.owner === null || key.ownerGoneAt !== null,
    review_overdue: keyReviewDueAt(key, rules) <= now,
  }
  return apiKeyAttentions.filter(attention => fits[attention])
}

/** The same as a condition on `api_keys`: any of the reasons fits. */
export const whereAttention = (
  attentions: readonly ApiKeyAttention[],
  { now, weekAhead, monthAgo, quarterAgo, reviewedBefore }: AttentionInstants,
): SQL | undefined => {
  if (attentions.length === 0) return undefined
  const { expiresAt, sortExpiresAt, lastUsedAt, createdAt, replacedBy, reviewedAt } = apiKeys
  const orCreation = (column: typeof lastUsedAt, bound: Date | Placeholder) =>
    lte(sql`coalesce(${column}, ${createdAt})`, bound instanceof Date ? sql.param(bound, createdAt) : bound)
  const conditions: Record<ApiKeyAttention, SQL | undefined> = {
    never_expires: isNull(expiresAt),
    idle: orCreation(lastUsedAt, quarterAgo),
    expiring_week: and(lte(sortExpiresAt, weekAhead), isNull(replacedBy), not(isMoving)),
    never_used: and(isNull(lastUsedAt), lte(createdAt, monthAgo)),
    undelivered: and(eq(apiKeys.origin, 'keydesk'), isNull(apiKeys.deliveredAt), isNull(lastUsedAt)),
    orphaned: or(isNull(apiKeys.ownerId), isNotNull(apiKeys.ownerGoneAt)),
    review_overdue: orCreation(reviewedAt, reviewedBefore),
  }
  return and(
    isNull(apiKeys.revokedAt),
    gt(sortExpiresAt, now),
    or(...attentions.map(attention => conditions[attention])),
  )
}
