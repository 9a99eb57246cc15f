import type { ApiKeyAttention, ApiKeyStatus } from '@keydesk/contract'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from './engine.ts'
import { type AttentionRules, attentionInstants, whereAttention } from './key-attention.ts'
import { type LiveStatus, soonAfter, whereLive, whereStatus } from './key-status.ts'
import { apiKeys } from './schema.ts'

/** The keys of one organization, and the instant that their states are derived from. */
interface CountQuery {
  organizationId: string
  now: Date
}

interface AttentionCountQuery extends CountQuery {
  rules: AttentionRules
}

/** How many keys of the organization are in each state. */
export const countKeys = async (tx: Tx, query: CountQuery): Promise<Record<ApiKeyStatus, number>> => {
  const [live] = await selectLiveCounts(tx, query)
  const [dead] = await selectRevokedCount(tx, query)
  return { revoked: 0, expired: 0, rotating: 0, expiring: 0, active: 0, ...live, ...dead }
}

/** The query that counts the states of keys that are not revoked; an index holds all it asks for. */
export const selectLiveCounts = (tx: Tx, { organizationId, now }: CountQuery) => {
  const countIf = (status: LiveStatus) =>
    sql<number>`count(*) filter (where ${whereLive(status, { now, soon: soonAfter(now) })})`.mapWith(Number)
  return tx
    .select({
      expired: countIf('expired'),
      rotating: countIf('rotating'),
      expiring: countIf('expiring'),
      active: countIf('active'),
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt)))
}

/** The query that counts the keys that are revoked. */
export const selectRevokedCount = (tx: Tx, { organizationId, now }: CountQuery) =>
  tx
    .select({ revoked: sql<number>`count(*)`.mapWith(Number) })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.organizationId, organizationId),
        whereStatus(['revoked'], { now, soon: soonAfter(now) }),
      ),
    )

/** How many keys of the organization there is each reason to look at. */
export const countAttention = async (
  tx: Tx,
  query: AttentionCountQuery,
): Promise<Record<ApiKeyAttention, number>> => {
  const [counts] = await selectAttentionCounts(tx, query)
  return { ...noAttention, ...counts }
}

const noAttention: Record<ApiKeyAttention, number> = {
  never_expires: 0,
  idle: 0,
  expiring_week: 0,
  never_used: 0,
  undelivered: 0,
  orphaned: 0,
  review_overdue: 0,
}

/** The query that counts the reasons, in one pass over the organization's live keys. */
export const selectAttentionCounts = (tx: Tx, { organizationId, now, rules }: AttentionCountQuery) => {
  const instants = attentionInstants(now, rules)
  const countIf = (attention: ApiKeyAttention) =>
    sql<number>`count(*) filter (where ${whereAttention([attention], instants)})`.mapWith(Number)
  return tx
    .select({
      never_expires: countIf('never_expires'),
      idle: countIf('idle'),
      expiring_week: countIf('expiring_week'),
      never_used: countIf('never_used'),
      undelivered: countIf('undelivered'),
      orphaned: countIf('orphaned'),
      review_overdue: countIf('review_overdue'),
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt)))
}
