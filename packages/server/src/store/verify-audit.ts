import { and, asc, eq, gt } from 'drizzle-orm'
import { toStoredEvent } from './audit.ts'
import { chainStart, hashAuditEvent } from './audit-event.ts'
import type { Tx } from './engine.ts'
import type { Store } from './open-store.ts'
import { auditEvents, auditHeads } from './schema.ts'

/** Where a chain first breaks, and how. */
export interface BrokenAuditRow {
  organizationId: string
  seq: number
  /** Null where the row itself is missing. */
  eventId: string | null
  reason: 'missing' | 'altered' | 'unchained' | 'not_the_last'
}

/** The outcome of reading every chain from its start to its head. */
export type AuditVerdict =
  | { ok: true; organizations: number; events: number }
  | { ok: false; broken: BrokenAuditRow }

/** Reads the chain of every organization and names the first row that was altered, removed or added beside it. */
export const verifyAudit = (store: Store): Promise<AuditVerdict> =>
  // One state of the database: events that are appended meanwhile would otherwise look like a break.
  store.transaction(async tx => {
    const heads = await tx.select().from(auditHeads)
    const chained = await tx.selectDistinct({ organizationId: auditEvents.organizationId }).from(auditEvents)
    const organizations = new Set([...heads, ...chained].map(({ organizationId }) => organizationId))
    let events = 0
    for (const organizationId of [...organizations].sort()) {
      const head = heads.find(candidate => candidate.organizationId === organizationId)
      const verdict = await verifyChain(tx, organizationId, head ?? { seq: 0, hash: chainStart })
      if (typeof verdict !== 'number') return { ok: false, broken: verdict }
      events += verdict
    }
    return { ok: true, organizations: organizations.size, events }
  }, 'snapshot')

const batchSize = 500

/** How many events a chain has, or the first row that breaks it. */
const verifyChain = async (
  tx: Tx,
  organizationId: string,
  head: { seq: number; hash: string },
): Promise<number | BrokenAuditRow> => {
  let seq = 0
  let prevHash = chainStart
  for (;;) {
    const rows = await tx
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.organizationId, organizationId), gt(auditEvents.seq, seq)))
      .orderBy(asc(auditEvents.seq))
      .limit(batchSize)
    for (const event of rows.map(toStoredEvent)) {
      seq += 1
      const at = { organizationId, seq, eventId: event.id }
      if (event.seq !== seq) return { ...at, eventId: null, reason: 'missing' }
      if (hashAuditEvent(event) !== event.hash) return { ...at, reason: 'altered' }
      if (event.prevHash !== prevHash) return { ...at, reason: 'unchained' }
      if (seq > head.seq) return { ...at, reason: 'not_the_last' }
      prevHash = event.hash
    }
    if (rows.length < batchSize) break
  }
  if (seq < head.seq) return { organizationId, seq: seq + 1, eventId: null, reason: 'missing' }
  return prevHash === head.hash ? seq : { organizationId, seq, eventId: null, reason: 'unchained' }
}
