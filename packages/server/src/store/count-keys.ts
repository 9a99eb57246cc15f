import type { ApiKeyStatus } from '@keydesk/contract'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from './engine.ts'
import { type LiveStatus, soonAfter, whereLive, whereStatus } from './key-status.ts'
import { apiKeys } from './schema.ts'

/** The keys of one organization, and the instant that their states are derived from. */
interface CountQuery {
  organizationId: string
  now: Date
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
