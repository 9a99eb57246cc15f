import { and, asc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { StoredActor } from './audit-event.ts'
import type { Tx } from './engine.ts'
import type { Mirror } from './mirror.ts'
import { intents } from './schema.ts'
import { toStorableJson } from './storable.ts'

/** What is about to be done at WorkOS. The payload is what a leftover is recognised and settled by; never a secret. */
export interface NewIntent {
  id: string
  organizationId: string
  action: string
  /** The credential it is done to. Only one open intent per action and credential can be. */
  subjectId: string | null
  actor: StoredActor
  requestId: string
  payload: Record<string, unknown>
  startedAt: Date
  deadlineAt: Date
}

/** An intent that is still open. */
export interface OpenIntent extends NewIntent {
  /** The key, application or secret it made, where that is known. */
  keyId: string | null
}

/** Writes down what is about to be done; `busy` while the same is being done to the same credential. */
export const openIntent = async (tx: Tx, intent: NewIntent): Promise<'opened' | 'busy'> => {
  const rows = await tx
    .insert(intents)
    .values({ ...intent, payload: toStorableJson(intent.payload) as Record<string, unknown> })
    .onConflictDoNothing({
      target: [intents.organizationId, intents.action, intents.subjectId],
      where: sql`state = 'open' and subject_id is not null`,
    })
    .returning({ id: intents.id })
  return rows.length === 1 ? 'opened' : 'busy'
}

/**
 * Writes down that a credential is about to be made, unless the organization's live ones of its kind and those being made reach `quota`.
 * Creates of one organization pass here one after the other, so that many at once cannot exceed it: call it in a short
 * transaction of its own.
 */
export const openIntentWithinQuota = async (
  tx: Tx,
  intent: NewIntent,
  {
    quota,
    countedActions,
    mirror,
  }: {
    quota: number
    countedActions: readonly string[]
    mirror: Pick<Mirror<unknown>, 'hold' | 'countLive'>
  },
): Promise<'opened' | 'busy' | 'over_quota'> => {
  const { organizationId } = intent
  await mirror.hold(tx, organizationId)
  const [open] = await tx
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(intents)
    .where(
      and(
        eq(intents.organizationId, organizationId),
        eq(intents.state, 'open'),
        inArray(intents.action, [...countedActions]),
      ),
    )
  const taken = (await mirror.countLive(tx, organizationId)) + (open?.count ?? 0)
  return taken >= quota ? 'over_quota' : openIntent(tx, intent)
}

/** Notes what an open intent made, before it is settled. */
export const noteKeyOfIntent = async (
  tx: Tx,
  { organizationId, id, keyId }: { organizationId: string; id: string; keyId: string },
): Promise<void> => {
  await tx.update(intents).set({ keyId }).where(isOpenIntent({ organizationId, id }))
}

/** Closes an intent with what came of it; false when somebody else has done so already. */
export const settleIntent = async (
  tx: Tx,
  {
    organizationId,
    id,
    outcome,
    keyId,
    at,
  }: { organizationId: string; id: string; outcome: string; keyId?: string | null; at: Date },
): Promise<boolean> => {
  const rows = await tx
    .update(intents)
    .set({ state: 'settled', outcome, settledAt: at, ...(keyId && { keyId }), leaseUntil: null })
    .where(isOpenIntent({ organizationId, id }))
    .returning({ id: intents.id })
  return rows.length === 1
}

/**
 * Takes open intents of every organization whose deadline has passed, each for one settler at a time and for at most
 * `leaseMs`, the oldest first.
 */
export const claimLeftovers = async (
  tx: Tx,
  {
    dueBefore,
    now,
    holder,
    leaseMs,
    limit,
  }: { dueBefore: Date; now: Date; holder: string; leaseMs: number; limit: number },
): Promise<OpenIntent[]> => {
  const due = tx
    .select({ id: intents.id })
    .from(intents)
    .where(
      and(
        eq(intents.state, 'open'),
        lt(intents.deadlineAt, dueBefore),
        or(isNull(intents.leaseUntil), lt(intents.leaseUntil, now)),
      ),
    )
    .orderBy(asc(intents.deadlineAt))
    .limit(limit)
    .for('update', { skipLocked: true })
  const rows = await tx
    .update(intents)
    .set({ leaseHolder: holder, leaseUntil: new Date(now.getTime() + leaseMs) })
    .where(inArray(intents.id, due))
    .returning()
  return rows.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime()).map(toOpenIntent)
}

/** The open intents of an organization, oldest first: a new key may be what one of them is making. */
export const listOpenIntents = async (tx: Tx, organizationId: string): Promise<OpenIntent[]> => {
  const rows = await tx
    .select()
    .from(intents)
    .where(and(eq(intents.organizationId, organizationId), eq(intents.state, 'open')))
    .orderBy(asc(intents.startedAt))
  return rows.map(toOpenIntent)
}

/** How many intents of all organizations are open. */
export const countOpenIntents = async (tx: Tx): Promise<number> => {
  const [row] = await tx
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(intents)
    .where(eq(intents.state, 'open'))
  return row?.count ?? 0
}

const isOpenIntent = ({ organizationId, id }: { organizationId: string; id: string }) =>
  and(eq(intents.organizationId, organizationId), eq(intents.id, id), eq(intents.state, 'open'))

const toOpenIntent = (row: typeof intents.$inferSelect): OpenIntent => ({
  id: row.id,
  organizationId: row.organizationId,
  action: row.action,
  subjectId: row.subjectId,
  actor: row.actor,
  requestId: row.requestId,
  payload: row.payload,
  startedAt: row.startedAt,
  deadlineAt: row.deadlineAt,
  keyId: row.keyId,
})
