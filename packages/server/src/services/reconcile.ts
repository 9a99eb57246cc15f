import {
  claimLeftovers,
  findUndelivered,
  getKey,
  type OpenIntent,
  releaseIdempotent,
  settleIntent,
} from '../store/index.ts'
import { isMigrationIntent, settleMigrationIntent } from './credential-migrations/settle-migration-intent.ts'
import { type EndedKey, endAtWorkos, tellOfEnded } from './end-key.ts'
import { isApplicationIntent } from './m2m-applications/intended-application.ts'
import { settleApplicationIntent } from './m2m-applications/settle-application-intent.ts'
import { keyFreshness } from './mirror.ts'
import { record } from './record.ts'
import type { ServiceContext } from './service-context.ts'
import { settleKeyIntent } from './settle-key-intent.ts'
import { graceMs } from './settlement.ts'

/** What settling a leftover came to, for log and metrics. */
export interface Settled {
  organizationId: string
  intentId: string
  action: string
  outcome: string
}

/** What was settled, and why the rest could not be now: it is looked at again. */
export interface SettledLeftovers {
  settled: Settled[]
  failures: unknown[]
}

/** How many keys were revoked, and why others could not be now. */
export interface RevokedUndelivered {
  revoked: number
  failures: unknown[]
}

const leaseMs = 60_000

const system = { type: 'system' } as const

/**
 * Settles what crashes and outages left open, of every organization; safe on several instances at once. A credential that an open
 * intent made and nobody saw is ended; one that matches no intent, or several that match one, are never touched.
 */
export const settleLeftovers = async (
  context: ServiceContext,
  { limit = 50, signal }: { limit?: number; signal: AbortSignal },
): Promise<SettledLeftovers> => {
  const now = context.now()
  const holder = context.id()
  const dueBefore = new Date(now.getTime() - graceMs)
  const leftovers = await context.store.transaction(tx =>
    claimLeftovers(tx, { dueBefore, now, holder, leaseMs, limit }),
  )
  const round: SettledLeftovers = { settled: [], failures: [] }
  for (const intent of leftovers) {
    const { organizationId, id: intentId, action } = intent
    try {
      const outcome = await settle(context, intent, signal)
      if (outcome !== null) round.settled.push({ organizationId, intentId, action, outcome })
    } catch (error) {
      // One that cannot be settled now must not keep the others waiting.
      round.failures.push(error)
    }
  }
  return round
}

const settle = async (
  context: ServiceContext,
  intent: OpenIntent,
  signal: AbortSignal,
): Promise<string | null> => {
  const { store, now } = context
  const { organizationId, id, action } = intent
  const { outcome, keyId, credential, after, take, told } = await settlerOf(intent)(context, intent, signal)
  return store.transaction(async tx => {
    if (!(await settleIntent(tx, { organizationId, id, outcome, keyId, at: now() }))) return null
    await releaseIdempotent(tx, { organizationId, runId: id })
    await take(tx)
    const settled = { organizationId, actor: system, requestId: intent.requestId, credential, after }
    await record(context, tx, [
      { ...settled, action: 'intent.settled', reason: `${action}: ${outcome}` },
      ...told,
    ])
    return outcome
  })
}

const settlerOf = (intent: OpenIntent) =>
  isApplicationIntent(intent)
    ? settleApplicationIntent
    : isMigrationIntent(intent)
      ? settleMigrationIntent
      : settleKeyIntent

/** Keys whose secret reached nobody and that nobody used within a day are revoked. */
export const revokeUndelivered = async (
  context: ServiceContext,
  { limit = 50, signal }: { limit?: number; signal: AbortSignal },
): Promise<RevokedUndelivered> => {
  const { store, now } = context
  const createdBefore = new Date(now().getTime() - 24 * 3_600_000)
  const candidates = await store.query(tx => findUndelivered(tx, { createdBefore, limit }))
  const round: RevokedUndelivered = { revoked: 0, failures: [] }
  for (const organizationId of new Set(candidates.map(key => key.organizationId))) {
    const ids = candidates.filter(key => key.organizationId === organizationId).map(({ id }) => id)
    try {
      round.revoked += await revokeUnseen(context, { organizationId, ids, signal })
    } catch (error) {
      // An organization that cannot be asked now must not keep the others waiting.
      round.failures.push(error)
    }
  }
  return round
}

const revokeUnseen = async (
  context: ServiceContext,
  { organizationId, ids, signal }: { organizationId: string; ids: readonly string[]; signal: AbortSignal },
): Promise<number> => {
  const { store, now, id: newId } = context
  // What WorkOS knows of their use decides, and the mirror may be old.
  await keyFreshness.refreshNow(context, organizationId, signal)
  const ended: EndedKey[] = []
  try {
    for (const id of ids) {
      const key = await store.query(tx => getKey(tx, { organizationId, id }))
      if (!key || key.lastUsedAt !== null || key.deliveredAt !== null || key.revokedAt !== null) continue
      ended.push(
        await endAtWorkos(context, {
          organizationId,
          key,
          actor: system,
          requestId: newId(),
          deadlineAt: now(),
          signal,
          reason: 'never reached its reader',
        }),
      )
    }
  } finally {
    await tellOfEnded(context, ended)
  }
  return ended.length
}
