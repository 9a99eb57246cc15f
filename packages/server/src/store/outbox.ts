import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { toStoredEvent } from './audit.ts'
import type { StoredAuditEvent } from './audit-event.ts'
import type { Tx } from './engine.ts'
import { auditEvents, auditOutbox } from './schema.ts'
import { toStorable } from './storable.ts'

/** An event to forward, and how often it has failed. */
export interface OutboxEntry {
  event: StoredAuditEvent
  attempts: number
}

/** What waits in the outbox. */
export interface OutboxState {
  waiting: number
  /** Milliseconds since the oldest that waits happened; null when none does. */
  oldestMs: number | null
  /** Events that were refused for good; they wait for somebody to mend what is wrong. */
  parked: number
}

/**
 * Takes the first events of one organization whose turn it is, in their order. Nobody else gets an event of that organization until
 * all of these are done or `leaseMs` has passed; so an event may be forwarded twice after a crash, and is never lost or overtaken.
 */
export const claimOutbox = async (
  tx: Tx,
  { now, leaseMs, limit }: { now: Date; leaseMs: number; limit: number },
): Promise<OutboxEntry[]> => {
  const [head] = await tx
    .select({ organizationId: auditOutbox.organizationId, seq: auditOutbox.seq })
    .from(auditOutbox)
    .where(
      and(
        isNull(auditOutbox.parkedAt),
        sql`${auditOutbox.nextAttemptAt} <= ${now.toISOString()}::timestamptz`,
        sql`not exists (select 1 from keydesk.audit_outbox earlier
          where earlier.organization_id = ${auditOutbox.organizationId}
          and earlier.seq < ${auditOutbox.seq} and earlier.parked_at is null)`,
      ),
    )
    .orderBy(asc(auditOutbox.nextAttemptAt))
    .limit(1)
    .for('update', { skipLocked: true })
  if (!head) return []
  const { organizationId } = head
  const rows = await tx
    .select({ event: auditEvents, attempts: auditOutbox.attempts })
    .from(auditOutbox)
    .innerJoin(
      auditEvents,
      and(eq(auditEvents.organizationId, auditOutbox.organizationId), eq(auditEvents.seq, auditOutbox.seq)),
    )
    .where(and(eq(auditOutbox.organizationId, organizationId), isNull(auditOutbox.parkedAt)))
    .orderBy(asc(auditOutbox.seq))
    .limit(limit)
  const seqs = rows.map(({ event }) => event.seq)
  await tx
    .update(auditOutbox)
    .set({ nextAttemptAt: new Date(now.getTime() + leaseMs) })
    .where(and(eq(auditOutbox.organizationId, organizationId), inArray(auditOutbox.seq, seqs)))
  return rows.map(({ event, attempts }) => ({ event: toStoredEvent(event), attempts }))
}

/** Takes an event out of the outbox: it has arrived. */
export const completeOutbox = async (tx: Tx, entry: OutboxPlace): Promise<void> => {
  await tx.delete(auditOutbox).where(isEntry(entry))
}

/** Puts an event off until a later instant, because it failed; the organization's later ones wait behind it. */
export const putOffOutbox = async (
  tx: Tx,
  { until, ...entry }: OutboxPlace & { until: Date },
): Promise<void> => {
  await tx
    .update(auditOutbox)
    .set({ nextAttemptAt: until, attempts: sql`${auditOutbox.attempts} + 1` })
    .where(isEntry(entry))
}

/** Ends the lease of an organization's events from `seq` on: whoever took them will not get to them. */
export const returnOutbox = async (
  tx: Tx,
  { organizationId, seq, now }: OutboxPlace & { now: Date },
): Promise<void> => {
  await tx
    .update(auditOutbox)
    .set({ nextAttemptAt: now })
    .where(and(eq(auditOutbox.organizationId, organizationId), sql`${auditOutbox.seq} >= ${seq}`))
}

/** Sets an event aside that was refused for what it says, so that the later ones may pass. */
export const parkOutbox = async (
  tx: Tx,
  { problem, at, ...entry }: OutboxPlace & { problem: string; at: Date },
): Promise<void> => {
  await tx
    .update(auditOutbox)
    .set({ parkedAt: at, problem: toStorable(problem) })
    .where(isEntry(entry))
}

/** Lets the parked events of every organization have another turn; gives how many. */
export const unparkOutbox = async (tx: Tx): Promise<number> => {
  const rows = await tx
    .update(auditOutbox)
    .set({ parkedAt: null, problem: null, attempts: 0 })
    .where(isNotNull(auditOutbox.parkedAt))
    .returning({ seq: auditOutbox.seq })
  return rows.length
}

/** What waits, of every organization. */
export const readOutboxState = async (tx: Tx, now: Date): Promise<OutboxState> => {
  const [row] = await tx
    .select({
      waiting: sql<number>`count(*) filter (where ${auditOutbox.parkedAt} is null)`.mapWith(Number),
      parked: sql<number>`count(*) filter (where ${auditOutbox.parkedAt} is not null)`.mapWith(Number),
      oldestMs: sql<
        number | null
      >`extract(epoch from ${now.toISOString()}::timestamptz - min(${auditEvents.at}) filter (where ${auditOutbox.parkedAt} is null)) * 1000`.mapWith(
        Number,
      ),
    })
    .from(auditOutbox)
    .innerJoin(
      auditEvents,
      and(eq(auditEvents.organizationId, auditOutbox.organizationId), eq(auditEvents.seq, auditOutbox.seq)),
    )
  return row ?? { waiting: 0, oldestMs: null, parked: 0 }
}

interface OutboxPlace {
  organizationId: string
  seq: number
}

const isEntry = ({ organizationId, seq }: OutboxPlace) =>
  and(eq(auditOutbox.organizationId, organizationId), eq(auditOutbox.seq, seq))
