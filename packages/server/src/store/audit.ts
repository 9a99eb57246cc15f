import { and, desc, eq, gt, lt, sql } from 'drizzle-orm'
import { chainStart, hashAuditEvent, type NewAuditEvent, type StoredAuditEvent } from './audit-event.ts'
import type { Tx } from './engine.ts'
import { auditEvents, auditHeads, auditOutbox } from './schema.ts'
import { toStorable, toStorableJson } from './storable.ts'

/**
 * Adds events to the chain of an organization, in the transaction of what they tell of. Until it ends, others of the same
 * organization wait; so append last. With `forward`, each is put into the outbox too.
 */
export const appendAuditEvents = async (
  tx: Tx,
  {
    organizationId,
    events,
    forward,
  }: { organizationId: string; events: readonly NewAuditEvent[]; forward: boolean },
): Promise<StoredAuditEvent[]> => {
  if (events.length === 0) return []
  let { seq, hash } = await lockHead(tx, organizationId)
  const chained = events.map(event => {
    seq += 1
    const link = { ...toStorableEvent(event), organizationId, seq, prevHash: hash }
    hash = hashAuditEvent(link)
    return { ...link, hash }
  })
  await tx.insert(auditEvents).values(chained)
  await tx.update(auditHeads).set({ seq, hash }).where(eq(auditHeads.organizationId, organizationId))
  if (forward) {
    await tx
      .insert(auditOutbox)
      .values(chained.map(event => ({ organizationId, seq: event.seq, nextAttemptAt: event.at })))
  }
  return chained
}

/** A page of an organization's events, newest first, of one credential where one is given; `next` goes into `before`. */
export const listAuditEvents = async (
  tx: Tx,
  {
    organizationId,
    credentialId,
    before,
    limit,
  }: {
    organizationId: string
    credentialId?: string | undefined
    /** The number of the event that the page comes after. */
    before?: number | undefined
    limit: number
  },
): Promise<{ events: StoredAuditEvent[]; next: number | null }> => {
  const rows = await tx
    .select()
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.organizationId, organizationId),
        credentialId === undefined ? undefined : eq(auditEvents.credentialId, toStorable(credentialId)),
        before === undefined ? undefined : lt(auditEvents.seq, before),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(limit + 1)
  const events = rows.slice(0, limit).map(toStoredEvent)
  return { events, next: rows.length > limit ? (events.at(-1)?.seq ?? null) : null }
}

/** The latest event of one action on a credential, or null. */
export const findAuditEvent = async (
  tx: Tx,
  { organizationId, credentialId, action }: { organizationId: string; credentialId: string; action: string },
): Promise<StoredAuditEvent | null> => {
  const [row] = await tx
    .select()
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.organizationId, organizationId),
        eq(auditEvents.credentialId, toStorable(credentialId)),
        eq(auditEvents.action, action),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(1)
  return row ? toStoredEvent(row) : null
}

/**
 * Whether a person was audited for an action on a credential after an instant. Others of the organization wait from here on until
 * the transaction ends, so what is appended upon the answer is appended once.
 */
export const wasAuditedSince = async (
  tx: Tx,
  {
    organizationId,
    action,
    actorId,
    credentialId,
    after,
  }: { organizationId: string; action: string; actorId: string; credentialId: string; after: Date },
): Promise<boolean> => {
  await lockHead(tx, organizationId)
  const rows = await tx
    .select({ seq: auditEvents.seq })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.organizationId, organizationId),
        eq(auditEvents.credentialId, toStorable(credentialId)),
        eq(auditEvents.action, action),
        sql`${auditEvents.actor} ->> 'id' = ${toStorable(actorId)}`,
        gt(auditEvents.at, after),
      ),
    )
    .limit(1)
  return rows.length === 1
}

/** A row as an event. */
export const toStoredEvent = ({
  credentialId: _id,
  ...event
}: typeof auditEvents.$inferSelect): StoredAuditEvent => event

const lockHead = async (tx: Tx, organizationId: string): Promise<{ seq: number; hash: string }> => {
  await tx.insert(auditHeads).values({ organizationId, seq: 0, hash: chainStart }).onConflictDoNothing()
  const [head] = await tx
    .select({ seq: auditHeads.seq, hash: auditHeads.hash })
    .from(auditHeads)
    .where(eq(auditHeads.organizationId, organizationId))
    .for('update')
  if (!head) throw new Error('The head of the audit chain is missing.')
  return head
}

/** What is hashed must be what is stored, to the letter. */
const toStorableEvent = (event: NewAuditEvent): NewAuditEvent => ({
  id: event.id,
  at: event.at,
  actor: toStorableJson(event.actor) as NewAuditEvent['actor'],
  action: event.action,
  credential: toStorableJson(event.credential) as NewAuditEvent['credential'],
  requestId: toStorable(event.requestId),
  before: toStorableJson(event.before),
  after: toStorableJson(event.after),
  reason: event.reason === null ? null : toStorable(event.reason),
})
