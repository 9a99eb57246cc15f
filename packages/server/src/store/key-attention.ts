import type { ApiKeyAttention } from '@keydesk/contract'
import { and, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { apiKeys } from './schema.ts'

const dayMs = 86_400_000

/** The condition on `api_keys` that any of the reasons to look at a key fits; only a key that still works needs looking at. */
export const whereAttention = (attentions: readonly ApiKeyAttention[], now: Date): SQL | undefined => {
  if (attentions.length === 0) return undefined
  const { expiresAt, sortExpiresAt, lastUsedAt, createdAt, replacedBy } = apiKeys
  const inDays = (days: number) => new Date(now.getTime() + days * dayMs)
  const conditions: Record<ApiKeyAttention, SQL | undefined> = {
    never_expires: isNull(expiresAt),
    idle: lte(sql`coalesce(${lastUsedAt}, ${createdAt})`, sql.param(inDays(-90), createdAt)),
    // One that was replaced is meant to end.
    expiring_week: and(lte(sortExpiresAt, inDays(7)), isNull(replacedBy)),
    never_used: and(isNull(lastUsedAt), lte(createdAt, inDays(-30))),
    undelivered: and(eq(apiKeys.origin, 'keydesk'), isNull(apiKeys.deliveredAt), isNull(lastUsedAt)),
    orphaned: or(isNull(apiKeys.ownerId), isNotNull(apiKeys.ownerGoneAt)),
  }
  return and(
    isNull(apiKeys.revokedAt),
    gt(sortExpiresAt, now),
    or(...attentions.map(attention => conditions[attention])),
  )
}
