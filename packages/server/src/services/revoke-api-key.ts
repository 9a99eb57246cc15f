import type { BulkRevokeResult } from '@keydesk/contract'
import { isKeydeskError, type KeydeskError, notFound, validationFailed } from '../keydesk-error.ts'
import { readFields } from '../schemas/field-errors.ts'
import { bulkRevokeSchema } from '../schemas/requests.ts'
import {
  isRevoked,
  isStoreUnavailable,
  markRevoked,
  type StoredKey,
  settleIntent,
  type Tx,
} from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { upstreamTimeout } from '../workos/upstream-error.ts'
import { type EndedKey, endAtWorkos, readRevocation, tellOfEnded, toRevocation } from './end-key.ts'
import { findKey, findKeys, type KeysById, readKeys } from './find-keys.ts'
import { createKeyWalk, type KeyWalk } from './key-walk.ts'
import { toActor } from './record.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/**
 * Revokes the organization's key with this id, for good and at once; `not_found` when it never had one, and nothing more to do
 * when it is revoked already. With the store down the key dies all the same, and its audit event follows.
 */
export const revokeApiKey = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<undefined> => {
  const ended = await end(context, call, id, {
    find: id => findKey(context, call, id),
    walk: walkFor(context, call),
  })
  if (ended) await tellOfEnded(context, [ended])
}

/** Revokes keys, a few at a time; one that fails does not keep the others, and what time is too short for has failed. */
export const bulkRevokeApiKeys = async (
  context: ServiceContext,
  call: ServiceCall,
  body: unknown,
): Promise<{ results: BulkRevokeResult[] }> => {
  const fields = readFields(bulkRevokeSchema, body)
  if (!fields.ok) throw validationFailed(fields.errors)
  const left = call.deadlineAt.getTime() - context.now().getTime()
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(Math.max(1, Math.ceil(left * 0.8)))])
  const bounded = { ...call, signal }
  const results = new Map<string, BulkRevokeResult>()
  const ended: EndedKey[] = []
  const walk = walkFor(context, bounded)
  const endAll = async (ids: readonly string[], keys: Promise<KeysById>) => {
    // Whoever asks for a key hears of a failure; it may be that nobody comes to ask.
    keys.catch(() => {})
    const find = async (id: string) => (await keys).get(id) ?? null
    const waiting = [...ids]
    const unknown: string[] = []
    const work = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const result = await endOne(context, bounded, id, { find, walk }, ended)
        if (result) results.set(id, result)
        else unknown.push(id)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    return unknown
  }
  // Keys that are known die first: looking for the others can take all the time there is.
  const { ids } = fields.value
  const unknown = await endAll(ids, readKeys(context, bounded, ids))
  if (unknown.length > 0) {
    for (const id of await endAll(unknown, findKeys(context, bounded, unknown)))
      results.set(id, { id, outcome: 'not_found' })
  }
  // One push for all: a gate that is slow is waited for once.
  await tellOfEnded(context, ended).catch(error => {
    const code = codeOf(error, call.signal)
    for (const { id } of ended) results.set(id, { id, outcome: 'failed', code })
  })
  return { results: ids.flatMap(id => results.get(id) ?? []) }
}

const atOnce = 8

/** Where a key is looked for: in the store and, with the store down, in WorkOS's own list. */
interface Places {
  find: (id: string) => Promise<StoredKey | null>
  walk: KeyWalk
}

const walkFor = ({ workos }: ServiceContext, { actor, signal }: ServiceCall): KeyWalk =>
  createKeyWalk(workos, { organizationId: actor.organization.id, signal })

/** What became of one key; null when it was not found where it was looked for. */
const endOne = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
  places: Places,
  ended: EndedKey[],
): Promise<BulkRevokeResult | null> => {
  try {
    if (call.signal.aborted) throw upstreamTimeout()
    const key = await end(context, call, id, places)
    if (key === undefined) return null
    if (key) ended.push(key)
    return { id, outcome: 'revoked' }
  } catch (error) {
    const code = codeOf(error, call.signal)
    return code === 'not_found' ? { id, outcome: 'not_found' } : { id, outcome: 'failed', code }
  }
}

const codeOf = (error: unknown, signal: AbortSignal): KeydeskError['code'] => {
  if (isKeydeskError(error)) return error.code
  if (signal.aborted) return 'upstream_timeout'
  return error instanceof WorkosRefusal ? 'upstream_invalid' : 'internal'
}

/** Ends the organization's key at WorkOS; null when there was nothing left to end, undefined when no key was found. */
const end = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
  { find, walk }: Places,
): Promise<EndedKey | null | undefined> => {
  try {
    const key = await find(id)
    if (!key) return undefined
    const { actor, requestId, deadlineAt, signal } = call
    const organizationId = actor.organization.id
    // One that is marked may still be owed its end at WorkOS, and one that a list was without may be alive there.
    const isOver =
      isRevoked(key) &&
      (await context.store.query(tx => readRevocation(tx, organizationId, id))) === undefined
    if (isOver) return null
    return await endAtWorkos(context, {
      organizationId,
      key,
      actor: toActor(actor.person),
      requestId,
      deadlineAt,
      signal,
      reason: null,
    })
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error
    return endWithoutStore(context, call, id, walk)
  }
}

/** WorkOS deletes by id alone, of whatever organization: with nothing remembered, whose it is must be proven there first. */
const endWithoutStore = async (
  { workos, now }: ServiceContext,
  { actor, signal, requestId }: ServiceCall,
  id: string,
  walk: KeyWalk,
): Promise<EndedKey> => {
  const organizationId = actor.organization.id
  const key = await walk(id)
  if (!key) throw notFound()
  await workos.deleteApiKey({ id, signal })
  const revocation = toRevocation({
    organizationId,
    key,
    actor: toActor(actor.person),
    requestId,
    reason: null,
  })
  const settle = async (tx: Tx) => {
    const at = now()
    await markRevoked(tx, { organizationId, ids: [id], at })
    // The intent may have been written all the same; left open, it would be told of once more.
    const open = await readRevocation(tx, organizationId, id)
    if (open !== undefined)
      await settleIntent(tx, { organizationId, id: open, outcome: 'revoked', keyId: id, at })
    return revocation
  }
  return { id, revocation, settle }
}
