import { and, eq, isNull, lt, lte, notInArray } from 'drizzle-orm'
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

/** Takes the right to run a request; of many at once exactly one is `fresh`. A record that has expired is as good as none. */
export const beginIdempotent = async (
  tx: Tx,
  { now, expiresAt, ...request }: IdempotentRequest & { now: Date; expiresAt: Date },
): Promise<IdempotencyOutcome> => {
  const taken = await tx
    .insert(idempotencyRecords)
    .values({ ...request, expiresAt })
    .onConflictDoUpdate({
      target: idempotencyRecords.scopeHash,
      set: { ...request, expiresAt, status: null, body: null },
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
  if (first && first.fingerprint !== request.fingerprint) return { state: 'reused' }
  // Released this very moment: whoever asks again will find it free.
  if (!first || first.status === null) return { state: 'running' }
  return { state: 'replay', status: first.status, body: first.body }
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

/** Forgets runs without an outcome that would expire before an instant, unless an open intent tells what they were about: whoever ran them is gone. */
export const releaseAbandoned = async (tx: Tx, expiresBefore: Date): Promise<void> => {
  const open = tx.select({ id: intents.id }).from(intents).where(eq(intents.state, 'open'))
  await tx
    .delete(idempotencyRecords)
    .where(
      and(
        isNull(idempotencyRecords.status),
        lt(idempotencyRecords.expiresAt, expiresBefore),
        notInArray(idempotencyRecords.runId, open),
      ),
    )
}

/** Forgets the records that have expired, of every organization. */
export const forgetIdempotencyRecords = async (tx: Tx, now: Date): Promise<void> => {
  await tx.delete(idempotencyRecords).where(lte(idempotencyRecords.expiresAt, now))
}

const isRunning = ({ organizationId, runId }: { organizationId: string; runId: string }) =>
  and(
    eq(idempotencyRecords.organizationId, organizationId),
    eq(idempotencyRecords.runId, runId),
    isNull(idempotencyRecords.status),
  )
