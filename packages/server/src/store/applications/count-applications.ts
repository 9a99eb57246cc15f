import type { M2MApplicationAttention } from '@keydesk/contract'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../engine.ts'
import { m2mApplications } from '../schema.ts'
import { type ApplicationAttentionRules, whereApplicationAttention } from './application-attention.ts'

/** How many applications of the organization are not deleted, and how many of them there is each reason to look at. */
export const countApplications = async (
  tx: Tx,
  { organizationId, now, rules }: { organizationId: string; now: Date; rules: ApplicationAttentionRules },
): Promise<{ live: number; attention: Record<M2MApplicationAttention, number> }> => {
  const countIf = (attention: M2MApplicationAttention) =>
    sql<number>`count(*) filter (where ${whereApplicationAttention([attention], now, rules)})`.mapWith(Number)
  const [counts] = await tx
    .select({
      live: sql<number>`count(*)`.mapWith(Number),
      orphaned: countIf('orphaned'),
      idle: countIf('idle'),
      never_used: countIf('never_used'),
      review_overdue: countIf('review_overdue'),
      secret_overdue: countIf('secret_overdue'),
    })
    .from(m2mApplications)
    .where(and(eq(m2mApplications.organizationId, organizationId), isNull(m2mApplications.deletedAt)))
  const { live, ...attention } = { ...none, ...counts }
  return { live, attention }
}

const none = { live: 0, orphaned: 0, idle: 0, never_used: 0, review_overdue: 0, secret_overdue: 0 }
