import {
  changeKey,
  getKey,
  isRevoked,
  markRevoked,
  noteKeyOfIntent,
  type OpenIntent,
} from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { isIntended } from './intended-key.ts'
import { belongsTo, keyFreshness } from './mirror.ts'
import type { ServiceContext } from './service-context.ts'
import { graceMs, type Settlement } from './settlement.ts'
import { tellGates } from './tell-gates.ts'

/** Finishes at WorkOS what an open intent was to do to a key, or undoes what it made and nobody saw. */
export const settleKeyIntent = async (
  context: ServiceContext,
  intent: OpenIntent,
  signal: AbortSignal,
): Promise<Settlement> => {
  const { organizationId, subjectId, action, actor, requestId } = intent
  const { workos, now } = context
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
  const name = typeof intent.payload.name === 'string' ? intent.payload.name : ''
  const credential = keyId === null ? null : { id: keyId, name }
  return {
    ...{ outcome, keyId, credential, after },
    take: async tx => {
      // A refresh may have taken it for a key made elsewhere.
      if (action !== 'expire' && keyId !== null)
        await markRevoked(tx, { organizationId, ids: [keyId], at: now() })
    },
    told:
      action === 'revoke'
        ? [{ organizationId, actor, requestId, credential, after, action: 'api_key.revoked' }]
        : [],
  }
}

const finishExpiry = async (
  context: ServiceContext,
  { organizationId, payload }: OpenIntent,
  id: string,
  signal: AbortSignal,
): Promise<string> => {
  const { workos, store } = context
  const key = await store.query(tx => getKey(tx, { organizationId, id }))
  if (!key || isRevoked(key)) return 'the key is gone'
  const { expiresAt } = payload
  const end =
    typeof expiresAt === 'string' && expiresAt !== 'now'
      ? new Date(expiresAt)
      : expiresAt === null
        ? null
        : 'now'
  const done = await workos.expireApiKey({ id, expiresAt: end, signal })
  if (!done.ok) {
    // The key has ended, or is gone, with nobody left to hear of it: what is known here is not so.
    await keyFreshness.refreshNow(context, organizationId, signal)
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
