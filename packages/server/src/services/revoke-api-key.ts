import type { BulkRevokeResult } from '@keydesk/contract'
import { isKeydeskError, type KeydeskError, notFound, validationFailed } from '../keydesk-error.ts'
import { readFields } from '../schemas/field-errors.ts'
import { bulkRevokeSchema } from '../schemas/requests.ts'
import {
  isStoreUnavailable,
  listOpenIntents,
  markRevoked,
  openIntent,
  type StoredActor,
  settleIntent,
  type Tx,
} from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { upstreamTimeout } from '../workos/upstream-error.ts'
import { findKey } from './api-keys.ts'
import { belongsTo } from './mirror.ts'
import { type Happening, record, toActor } from './record.ts'
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
  try {
    const key = await findKey(context, call, id)
    const { actor, requestId, deadlineAt, signal } = call
    const organizationId = actor.organization.id
    // One that is marked may still be owed its end at WorkOS.
    if (key.revokedAt !== null && !(await findRevocation(context, organizationId, id))) return
    await endKey(context, {
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
    await revokeWithoutStore(context, call, id)
  }
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
  const results = new Map<string, BulkRevokeResult>()
  const waiting = [...fields.value.ids]
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      results.set(id, await revokeOne(context, { ...call, signal }, id))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { results: fields.value.ids.flatMap(id => results.get(id) ?? []) }
}

const atOnce = 8

const revokeOne = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<BulkRevokeResult> => {
  try {
    if (call.signal.aborted) throw upstreamTimeout()
    await revokeApiKey(context, call, id)
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

/** A key to be ended, and on whose word. */
export interface Ending {
  organizationId: string
  key: { id: string; name: string }
  actor: StoredActor
  requestId: string
  deadlineAt: Date
  signal: AbortSignal
  reason: string | null
}

/** Ends a key towards dead: marks it first, deletes it at WorkOS, and tells of it afterwards. A crash between is finished from the intent. */
export const endKey = async (context: ServiceContext, ending: Ending): Promise<void> => {
  const { store, workos, now, id, later } = context
  const { organizationId, key, actor, requestId, deadlineAt, signal, reason } = ending
  const intentId = id()
  const opened = await store.transaction(async tx => {
    await markRevoked(tx, { organizationId, ids: [key.id], at: now() })
    return openIntent(tx, {
      id: intentId,
      organizationId,
      action: 'revoke',
      subjectId: key.id,
      actor,
      requestId,
      payload: { name: key.name, reason },
      startedAt: now(),
      deadlineAt,
    })
  })
  await workos.deleteApiKey({ id: key.id, signal })
  const tell = async (tx: Tx) => {
    // Of several who end the same key, whoever closes the intent tells of it.
    const open = opened === 'opened' ? intentId : await readRevocation(tx, organizationId, key.id)
    if (open === undefined) return
    const at = now()
    const settled = await settleIntent(tx, {
      organizationId,
      id: open,
      outcome: 'revoked',
      keyId: key.id,
      at,
    })
    if (settled) await record(context, tx, [toHappening(ending)])
  }
  try {
    await store.transaction(tell)
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error
    // The key is dead already, so this succeeds, and its event follows.
    later(tell)
  }
}

/** The open intent to end this key, if there is one. */
const findRevocation = (context: ServiceContext, organizationId: string, id: string) =>
  context.store.query(tx => readRevocation(tx, organizationId, id))

const readRevocation = async (tx: Tx, organizationId: string, keyId: string): Promise<string | undefined> => {
  const open = await listOpenIntents(tx, organizationId)
  return open.find(({ action, subjectId }) => action === 'revoke' && subjectId === keyId)?.id
}

const toHappening = ({
  organizationId,
  key,
  actor,
  requestId,
  reason,
}: Omit<Ending, 'signal' | 'deadlineAt'>): Happening => ({
  organizationId,
  actor,
  requestId,
  action: 'api_key.revoked',
  credential: key,
  reason,
})

/** WorkOS deletes by id alone, of whatever organization: with nothing remembered, whose it is must be proven there first. */
const revokeWithoutStore = async (
  context: ServiceContext,
  { actor, signal, requestId }: ServiceCall,
  id: string,
): Promise<void> => {
  const { workos, later } = context
  const organizationId = actor.organization.id
  for await (const page of workos.listAllApiKeys({ organizationId, signal })) {
    const key = page.find(candidate => candidate.id === id && belongsTo(candidate, organizationId))
    if (!key) continue
    await workos.deleteApiKey({ id, signal })
    const happening = toHappening({
      organizationId,
      key,
      actor: toActor(actor.person),
      requestId,
      reason: null,
    })
    later(async tx => {
      const at = context.now()
      await markRevoked(tx, { organizationId, ids: [id], at })
      // The intent may have been written all the same; left open, it would be told of once more.
      const open = await readRevocation(tx, organizationId, id)
      if (open !== undefined)
        await settleIntent(tx, { organizationId, id: open, outcome: 'revoked', keyId: id, at })
      await record(context, tx, [happening])
    })
    return
  }
  throw notFound()
}
