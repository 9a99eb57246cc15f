import { and, eq, isNull, lte } from 'drizzle-orm'
import type { Tx } from './engine.ts'
import { idempotencyRecords, intents } from './schema.ts'
import { toStorableJson } from './storable.ts'

/** A request that may be sent twice. */
export interface IdempotentRequest {
  /** A hash over organization, person, route and the client's key. */
  scopeHash: string
  organizationId: string
  /** A hash over the body: the same key with another body is a mistake. */
  fingerprint: string
  /** Names this one run, for example its intent's id; only it can finish or release the record. */
  runId: string
}

/** Whether a request is the first, and what became of the first where it is not. */
export type IdempotencyOutcome =
  | { state: 'fresh' }
  | { state: 'running' }
  | { state: 'reused' }
  | { state: 'replay'; status: number; body: unknown }

/**
 * Takes the right to run a request; of many at once exactly one is `fresh`. A record that has expired is as good as none, and so is
 * one whose run was to end by `deadAfter` and has no intent open: it did nothing, and `holdIdempotent` keeps it from beginning now.
 * Call it in a transaction.
 */
export const beginIdempotent = async (
  tx: Tx,
  {
    now,
    deadAfter,
    ...request
  }: IdempotentRequest & { now: Date; deadlineAt: Date; deadAfter: Date; expiresAt: Date },
): Promise<IdempotencyOutcome> => {
  const taken = await tx
    .insert(idempotencyRecords)
    .values(request)
    .onConflictDoUpdate({
      target: idempotencyRecords.scopeHash,
      set: { ...request, status: null, body: null },
      setWhere: lte(idempotencyRecords.expiresAt, now),
    })
    .returning({ runId: idempotencyRecords.runId })
  if (taken.length === 1) return { state: 'fresh' }
  const { scopeHash, organizationId } = request
  const [first] = await tx
    .select()
    .from(idempotencyRecords)
    .where(
      and(eq(idempotencyRecords.scopeHash, scopeHash), eq(idempotencyRecords.organizationId, organizationId)),
    )
    .for('update')
  if (first && (await isDead(tx, first, deadAfter))) {
    await tx
      .update(idempotencyRecords)
      .set(request)
      .where(isRunning({ organizationId, runId: first.runId }))
    return { state: 'fresh' }
  }
  if (first && first.fingerprint !== request.fingerprint) return { state: 'reused' }
  // Released this very moment: whoever asks again will find it free.
  if (!first || first.status === null) return { state: 'running' }
  return { state: 'replay', status: first.status, body: first.body }
}

/** Makes sure that a run still has its record, until the transaction ends; false when it was given up for dead and taken over. */
export const holdIdempotent = async (
  tx: Tx,
  run: { organizationId: string; runId: string },
): Promise<boolean> => {
  const rows = await tx
    .select({ runId: idempotencyRecords.runId })
    .from(idempotencyRecords)
    .where(isRunning(run))
    .for('update')
  return rows.length === 1
}

/** Keeps the outcome of a run, its body without any secret; false when the record is no longer the run's. */
export const finishIdempotent = async (
  tx: Tx,
  {
    organizationId,
    runId,
    status,
    body,
  }: { organizationId: string; runId: string; status: number; body: unknown },
): Promise<boolean> => {
  const rows = await tx
    .update(idempotencyRecords)
    .set({ status, body: toStorableJson(body) })
    .where(isRunning({ organizationId, runId }))
    .returning({ runId: idempotencyRecords.runId })
  return rows.length === 1
}

/** Forgets a run that certainly had no effect, so that its request may be sent again. */
export const releaseIdempotent = async (
  tx: Tx,
  run: { organizationId: string; runId: string },
): Promise<void> => {
  await tx.delete(idempotencyRecords).where(isRunning(run))
}

/** Forgets the records that have expired, of every organization. */
export const forgetIdempotencyRecords = async (tx: Tx, now: Date): Promise<void> => {
  await tx.delete(idempotencyRecords).where(lte(idempotencyRecords.expiresAt, now))
}

/** A run past its time that has nothing under way at WorkOS. Asked with its record locked, so that it cannot begin meanwhile. */
const isDead = async (
  tx: Tx,
  { organizationId, runId, status, deadlineAt }: typeof idempotencyRecords.$inferSelect,
  deadAfter: Date,
): Promise<boolean> => {
  if (status !== null || deadlineAt === null || deadlineAt > deadAfter) return false
  const open = await tx
    .select({ id: intents.id })
    .from(intents)
    .where(and(eq(intents.organizationId, organizationId), eq(intents.id, runId), eq(intents.state, 'open')))
  return open.length === 0
}

const isRunning = ({ organizationId, runId }: { organizationId: string; runId: string }) =>
  and(
    eq(idempotencyRecords.organizationId, organizationId),
    eq(idempotencyRecords.runId, runId),
    isNull(idempotencyRecords.status),
  )
