import { and, asc, eq, lte, sql } from 'drizzle-orm'
import { toStoredEvent } from './audit.ts'
import type { StoredAuditEvent } from './audit-event.ts'
import type { Tx } from './engine.ts'
import { auditEvents, auditOutbox } from './schema.ts'

/** An event to forward, and how often it has been tried, this time included. */
export interface OutboxEntry {
  event: StoredAuditEvent
  attempts: number
}

/**
 * Takes events that are due, of every organization, the oldest first. What is neither done nor put off within `leaseMs` is due
 * again: an event may be forwarded twice, and is never lost.
 */
export const claimOutbox = async (
  tx: Tx,
  { now, leaseMs, limit }: { now: Date; leaseMs: number; limit: number },
): Promise<OutboxEntry[]> => {
  const due = tx
    .select({ organizationId: auditOutbox.organizationId, seq: auditOutbox.seq })
    .from(auditOutbox)
    .where(lte(auditOutbox.nextAttemptAt, now))
    .orderBy(asc(auditOutbox.nextAttemptAt), asc(auditOutbox.seq))
    .limit(limit)
    .for('update', { skipLocked: true })
  const claimed = await tx
    .update(auditOutbox)
    .set({
      nextAttemptAt: new Date(now.getTime() + leaseMs),
      attempts: sql`${auditOutbox.attempts} + 1`,
    })
    .where(sql`(${auditOutbox.organizationId}, ${auditOutbox.seq}) in ${due}`)
    .returning({
      organizationId: auditOutbox.organizationId,
      seq: auditOutbox.seq,
      attempts: auditOutbox.attempts,
    })
  const entries: OutboxEntry[] = []
  for (const { organizationId, seq, attempts } of claimed) {
    const [event] = await tx
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.organizationId, organizationId), eq(auditEvents.seq, seq)))
    if (event) entries.push({ event: toStoredEvent(event), attempts })
  }
  return entries.sort((a, b) => a.event.at.getTime() - b.event.at.getTime() || a.event.seq - b.event.seq)
}

/** Takes an event out of the outbox: it has arrived. */
export const completeOutbox = async (
  tx: Tx,
  { organizationId, seq }: { organizationId: string; seq: number },
): Promise<void> => {
  await tx
    .delete(auditOutbox)
    .where(and(eq(auditOutbox.organizationId, organizationId), eq(auditOutbox.seq, seq)))
}

/** Puts an event off until a later instant. */
export const putOffOutbox = async (
  tx: Tx,
  { organizationId, seq, until }: { organizationId: string; seq: number; until: Date },
): Promise<void> => {
  await tx
    .update(auditOutbox)
    .set({ nextAttemptAt: until })
    .where(and(eq(auditOutbox.organizationId, organizationId), eq(auditOutbox.seq, seq)))
}

/** How many events of all organizations are not forwarded yet. */
export const countOutbox = async (tx: Tx): Promise<number> => {
  const [row] = await tx.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(auditOutbox)
  return row?.count ?? 0
}
