import { setTimeout as sleep } from 'node:timers/promises'
import type { EvictionReason } from '../eviction/index.ts'
import { KeydeskError } from '../keydesk-error.ts'
import {
  lockKey,
  openIntent,
  type StoredActor,
  type StoredKey,
  settleIntent,
  type Tx,
} from '../store/index.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { type ToldGates, tellGates } from './tell-gates.ts'

/** A key whose end is to be moved. */
export interface MovingEnd {
  /** The intent that says so. */
  intentId: string
  key: StoredKey
  expiresAt: Date | 'now' | null
}

/** Writes down that the end of a key is owed: from here on, whoever finds the intent open sets it. Throws `conflict` while another is. */
export const oweEnd = async (
  { now }: ServiceContext,
  tx: Tx,
  { actor, requestId, deadlineAt }: { actor: StoredActor; requestId: string; deadlineAt: Date },
  { intentId, key, expiresAt }: MovingEnd,
): Promise<void> => {
  const opened = await openIntent(tx, {
    id: intentId,
    organizationId: key.organizationId,
    action: 'expire',
    subjectId: key.id,
    actor,
    requestId,
    payload: {
      name: key.name,
      expiresAt: expiresAt instanceof Date ? expiresAt.toISOString() : expiresAt,
    },
    startedAt: now(),
    deadlineAt,
  })
  if (opened === 'busy') {
    throw new KeydeskError({ code: 'conflict', detail: 'The expiry of this key is being changed already.' })
  }
}

/**
 * Sets an end that is owed: at WorkOS, then at the gates, then here, where `finish` gets who confirmed, and the end as WorkOS has it. Where WorkOS does not
 * know the key or has ended it, nothing is settled.
 */
export const moveEnd = async <Result>(
  context: ServiceContext,
  { intentId, key, expiresAt, reason, signal }: MovingEnd & { reason: EvictionReason; signal: AbortSignal },
  finish: (tx: Tx, gates: ToldGates, end: Date | null) => Promise<Result>,
): Promise<{ ok: true; result: Result } | { ok: false; code: 'not_found' | 'already_expired' }> => {
  const { store, workos, now } = context
  const { id, organizationId } = key
  const moved = await workos.expireApiKey({ id, expiresAt, signal })
  if (!moved.ok) return moved
  const gates = await tellGates(context, { apiKeyIds: [id], reason })
  const result = await store.transaction(async tx => {
    // The key first and then its intent, as everybody takes them.
    await lockKey(tx, { organizationId, id })
    await settleIntent(tx, { organizationId, id: intentId, outcome: 'expiry changed', keyId: id, at: now() })
    return finish(tx, gates, moved.apiKey.expiresAt)
  })
  return { ok: true, result }
}

/**
 * Sets an end that is owed while there is time left to answer, and tells the gates whatever comes of it: the store has the new end already.
 * What is not set now is set from its intent.
 */
export const moveEndSoon = async (
  context: ServiceContext,
  { signal, deadlineAt }: Pick<ServiceCall, 'signal' | 'deadlineAt'>,
  { reason, ...owed }: MovingEnd & { reason: EvictionReason },
  finish: (tx: Tx, gates: ToldGates, end: Date | null) => Promise<void>,
): Promise<void> => {
  const left = Math.max(1, deadlineAt.getTime() - context.now().getTime())
  const soon = AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(left / 2))])
  const moved = moveEnd(context, { ...owed, reason, signal: soon }, finish)
    .catch(() => ({ ok: false }))
    .then(({ ok }) => (ok ? null : tellGates(context, { apiKeyIds: [owed.key.id], reason })))
  await Promise.race([moved, sleep(left * 0.9, undefined, { ref: false })])
}
