import { isKeydeskError } from '../keydesk-error.ts'
import {
  claimOutbox,
  completeOutbox,
  type OutboxEntry,
  parkOutbox,
  putOffOutbox,
  returnOutbox,
} from '../store/index.ts'
import type { ServiceContext } from './service-context.ts'
import { toAuditLogEvent } from './to-audit-log-event.ts'

/** What a round of forwarding came to, for log and metrics. */
export interface Forwarding {
  forwarded: number
  /** Events that WorkOS refuses for what they say; they are set aside until somebody mends it. */
  parked: { organizationId: string; eventId: string; action: string; problem: string }[]
  /** Why events that stay in the outbox could not be forwarded now. */
  failures: unknown[]
}

const leaseMs = 60_000
const batchSize = 50
const atOnce = 4
const patienceMs = 8_000

/** After so many failures in one round WorkOS is taken to be in trouble itself. */
const mostFailures = 3

/**
 * Hands the events in the outbox to WorkOS's audit log: those of one organization in their order and by one sender at a time, on
 * however many instances. What fails for now is tried again later; what is refused for what it says no longer holds up the rest.
 */
export const forwardAuditEvents = async (
  context: ServiceContext,
  { signal }: { signal: AbortSignal },
): Promise<Forwarding> => {
  const round: Forwarding = { forwarded: 0, parked: [], failures: [] }
  const work = async () => {
    while (!signal.aborted && round.failures.length < mostFailures) {
      const now = context.now()
      const batch = await context.store.transaction(tx => claimOutbox(tx, { now, leaseMs, limit: batchSize }))
      if (batch.length === 0) return
      await forwardBatch(context, batch, round, signal)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return round
}

const forwardBatch = async (
  context: ServiceContext,
  batch: readonly OutboxEntry[],
  round: Forwarding,
  signal: AbortSignal,
): Promise<void> => {
  const { store, now } = context
  const started = performance.now()
  for (const entry of batch) {
    const { organizationId, seq } = entry.event
    // Whoever goes on after the lease would meet the next sender.
    const isLate = performance.now() - started > leaseMs - 2 * patienceMs
    const next = signal.aborted || isLate ? 'unsent' : await forward(context, entry, round, signal)
    if (next === 'unsent') await store.query(tx => returnOutbox(tx, { organizationId, seq, now: now() }))
    if (next !== 'done') return
  }
}

/** After `done` the next event of the organization may go; after `failed` this one is to be tried first. */
const forward = async (
  { store, workos, now }: ServiceContext,
  { event, attempts }: OutboxEntry,
  round: Forwarding,
  signal: AbortSignal,
): Promise<'done' | 'failed' | 'unsent'> => {
  const { organizationId, seq, id: eventId, action } = event
  const place = { organizationId, seq }
  let outcome: Awaited<ReturnType<typeof workos.createAuditLogEvent>>
  try {
    outcome = await workos.createAuditLogEvent({
      organizationId,
      event: toAuditLogEvent(event),
      idempotencyKey: eventId,
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    })
  } catch (error) {
    if (signal.aborted) return 'unsent'
    round.failures.push(error)
    const until = new Date(now().getTime() + backoffMs(attempts, error))
    await store.query(tx => putOffOutbox(tx, { ...place, until }))
    return 'failed'
  }
  if (outcome.ok) {
    await store.query(tx => completeOutbox(tx, place))
    round.forwarded += 1
  } else {
    const problem = `${outcome.code}: ${outcome.message}`
    await store.query(tx => parkOutbox(tx, { ...place, problem, at: now() }))
    round.parked.push({ organizationId, eventId, action, problem })
  }
  return 'done'
}

/** Twice as long after every failure, from 1 s to 5 min, and never before WorkOS would answer. */
const backoffMs = (attempts: number, error: unknown): number => {
  const asked = isKeydeskError(error) ? Number(error.headers['Retry-After'] ?? 0) : 0
  return Math.max(asked * 1000, Math.min(300_000, 1000 * 2 ** attempts))
}
