import {
  changeKey,
  claimLeftovers,
  findUndelivered,
  getKey,
  markRevoked,
  noteKeyOfIntent,
  type OpenIntent,
  releaseIdempotent,
  settleIntent,
} from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { type EndedKey, endAtWorkos, tellOfEnded } from './end-key.ts'
import { isIntended } from './intended-key.ts'
import { belongsTo, keyFreshness } from './mirror.ts'
import { record } from './record.ts'
import type { ServiceContext } from './service-context.ts'
import { tellGates } from './tell-gates.ts'

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

/** A leftover is looked at so long after its deadline: by then WorkOS has done what it was asked, or never will. */
const graceMs = 60_000

const leaseMs = 60_000

const system = { type: 'system' } as const

/**
 * Settles what crashes and outages left open, of every organization; safe on several instances at once. A key that an open intent
 * made and nobody saw is revoked; a key that matches no intent, or several keys that match one, are never touched.
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
  const { organizationId, id, subjectId, action } = intent
  const { workos, store, now } = context
  let outcome: string
  let keyId: string | null = subjectId
  if (action === 'revoke' && subjectId !== null) {
    await workos.deleteApiKey({ id: subjectId, signal })
    outcome = 'revoked'
  } else if (action === 'expire' && subjectId !== null) {
    outcome = await finishExpiry(context, intent, subjectId, signal)
  } else {
    const undone = await undoMint(context, intent, signal)
    outcome = undone.outcome
    keyId = undone.keyId
  }
  // A key that nobody saw is known to no gate.
  const after =
    subjectId !== null && (action === 'revoke' || action === 'expire')
      ? await tellGates(context, {
          apiKeyIds: [subjectId],
          reason: action === 'revoke' ? 'revoked' : 'expiry_changed',
        })
      : null
  return store.transaction(async tx => {
    if (!(await settleIntent(tx, { organizationId, id, outcome, keyId, at: now() }))) return null
    await releaseIdempotent(tx, { organizationId, runId: id })
    // A refresh may have taken it for a key made elsewhere.
    if (action !== 'expire' && keyId !== null)
      await markRevoked(tx, { organizationId, ids: [keyId], at: now() })
    const name = typeof intent.payload.name === 'string' ? intent.payload.name : ''
    const credential = keyId === null ? null : { id: keyId, name }
    const told = { organizationId, actor: system, requestId: intent.requestId, credential, after }
    await record(context, tx, [
      { ...told, action: 'intent.settled', reason: `${action}: ${outcome}` },
      ...(action === 'revoke' ? [{ ...told, actor: intent.actor, action: 'api_key.revoked' as const }] : []),
    ])
    return outcome
  })
}

const finishExpiry = async (
  context: ServiceContext,
  { organizationId, payload }: OpenIntent,
  id: string,
  signal: AbortSignal,
): Promise<string> => {
  const { workos, store } = context
  const key = await store.query(tx => getKey(tx, { organizationId, id }))
  if (!key || key.revokedAt !== null) return 'the key is gone'
  const { expiresAt } = payload
  const end =
    typeof expiresAt === 'string' && expiresAt !== 'now'
      ? new Date(expiresAt)
      : expiresAt === null
        ? null
        : 'now'
  const done = await workos.expireApiKey({ id, expiresAt: end, signal })
  if (!done.ok) {
    // It may have been done before with nobody left to hear of it, and then its end is not what is known here.
    if (done.code === 'already_expired') await keyFreshness.refreshNow(context, organizationId, signal)
    return `WorkOS says ${done.code}`
  }
  await store.transaction(async tx => {
    await changeKey(tx, { organizationId, id, changes: { expiresAt: done.apiKey.expiresAt } })
  })
  return 'expiry changed'
}

/** Deletes the one key that an intent made and nobody saw. */
const undoMint = async (
  context: ServiceContext,
  intent: OpenIntent,
  signal: AbortSignal,
): Promise<{ outcome: string; keyId: string | null }> => {
  const { workos, store } = context
  const { organizationId, id } = intent
  const { found, isNotedThere } = await findMade(context, intent, signal).catch(nothingLeft)
  const [keyId, ...others] = found
  if (others.length > 0) return { outcome: 'several keys match, none was touched', keyId: null }
  // Whoever noted a key was about to delete it, and may not have come to tell of it.
  const noted = isNotedThere ? null : intent.keyId
  if (keyId === undefined)
    return { outcome: noted === null ? 'nothing was made' : 'revoked what nobody saw', keyId: noted }
  // Once it is deleted, nothing at WorkOS tells that it ever was.
  await store.query(tx => noteKeyOfIntent(tx, { organizationId, id, keyId }))
  await workos.deleteApiKey({ id: keyId, signal })
  return { outcome: 'revoked what nobody saw', keyId }
}

/** What of an intent is found at WorkOS. */
interface Made {
  /** The ids of the keys that it may have made. */
  found: string[]
  /** Whether the key that was noted as made by it is there, made by it or not. */
  isNotedThere: boolean
}

/** An organization that is gone at WorkOS took its keys along. */
const nothingLeft = (error: unknown): Made => {
  if (error instanceof WorkosRefusal && error.status === 404) return { found: [], isNotedThere: false }
  throw error
}

/** Keys at WorkOS that can only be what this intent made: as it describes, made in its time, recorded nowhere, never used. */
const findMade = async (
  { workos, store }: ServiceContext,
  intent: OpenIntent,
  signal: AbortSignal,
): Promise<Made> => {
  const { organizationId, startedAt, deadlineAt } = intent
  const until = deadlineAt.getTime() + graceMs
  const made: Made = { found: [], isNotedThere: false }
  for await (const page of workos.listAllApiKeys({ organizationId, signal })) {
    for (const key of page) {
      if (key.id === intent.keyId) made.isNotedThere = true
      const madeAt = key.createdAt.getTime()
      if (!belongsTo(key, organizationId) || key.lastUsedAt !== null) continue
      if (madeAt < startedAt.getTime() || madeAt > until || !isIntended(intent, key)) continue
      const known = await store.query(tx => getKey(tx, { organizationId, id: key.id }))
      if (known?.origin !== 'keydesk') made.found.push(key.id)
    }
  }
  return made
}

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
