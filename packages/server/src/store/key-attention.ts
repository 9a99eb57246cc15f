import type { ApiKeyAttention } from '@keydesk/contract'
import { and, eq, gt, isNotNull, isNull, lte, or, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { apiKeys } from './schema.ts'

const dayMs = 86_400_000

/** The instants that the reasons are derived from, or what stands for them in a statement that is written once. */
export interface AttentionInstants {
  now: Date | Placeholder
  weekAhead: Date | Placeholder
  monthAgo: Date | Placeholder
  quarterAgo: Date | Placeholder
}

/** The instants as they are at one moment. */
export const attentionInstants = (now: Date) => {
  const inDays = (days: number) => new Date(now.getTime() + days * dayMs)
  return { now, weekAhead: inDays(7), monthAgo: inDays(-30), quarterAgo: inDays(-90) }
}

/** The condition on `api_keys` that any of the reasons to look at a key fits; only a key that still works needs looking at. */
export const whereAttention = (
  attentions: readonly ApiKeyAttention[],
  { now, weekAhead, monthAgo, quarterAgo }: AttentionInstants,
): SQL | undefined => {
  if (attentions.length === 0) return undefined
  const { expiresAt, sortExpiresAt, lastUsedAt, createdAt, replacedBy } = apiKeys
  const conditions: Record<ApiKeyAttention, SQL | undefined> = {
    never_expires: isNull(expiresAt),
    idle: lte(
      sql`coalesce(${lastUsedAt}, ${createdAt})`,
      quarterAgo instanceof Date ? sql.param(quarterAgo, createdAt) : quarterAgo,
    ),
    // One that was replaced is meant to end.
    expiring_week: and(lte(sortExpiresAt, weekAhead), isNull(replacedBy)),
    never_used: and(isNull(lastUsedAt), lte(createdAt, monthAgo)),
    undelivered: and(eq(apiKeys.origin, 'keydesk'), isNull(apiKeys.deliveredAt), isNull(lastUsedAt)),
    orphaned: or(isNull(apiKeys.ownerId), isNotNull(apiKeys.ownerGoneAt)),
  }
  return and(
    isNull(apiKeys.revokedAt),
    gt(sortExpiresAt, now),
    or(...attentions.map(attention => conditions[attention])),
  )
}
