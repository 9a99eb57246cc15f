import type { AuditAction } from '@keydesk/contract'
import { isKeydeskError, KeydeskError } from '../keydesk-error.ts'
import {
  type FactsOfKey,
  holdIdempotent,
  type NewIntent,
  openIntentWithinQuota,
  type StoredKey,
  type Tx,
} from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { endKey } from './end-key.ts'
import { mintingActions } from './intended-key.ts'
import { knowKeys } from './mirror.ts'
import { toActor } from './record.ts'
import { recordOrUndo, settleAs, tooLate, undoMs } from './record-or-undo.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** A key to be made. */
export interface KeyToMint {
  /** Also the intent's id, and WorkOS's idempotency key. */
  runId: string
  action: (typeof mintingActions)[number]
  /** The key that is rotated. */
  subjectId: string | null
  name: string
  permissions: readonly string[]
  expiresAt: Date | null
  facts: FactsOfKey
  auditAction: AuditAction
  /**
   * What else belongs into the transaction that records the key; what it throws undoes everything. Gives what the audit event says of
   * before.
   */
  alongside: (tx: Tx, key: StoredKey) => Promise<Record<string, unknown> | null>
}

/**
 * Makes a key: writes the intent, asks WorkOS, then records key, audit event and outcome in one transaction. If that fails the key
 * is deleted at WorkOS and nothing is shown; what a crash leaves is settled from the intent.
 */
export const mintKey = async (
  context: ServiceContext,
  call: ServiceCall,
  key: KeyToMint,
): Promise<{ stored: StoredKey; value: string }> => {
  const { requestId, signal, deadlineAt } = call
  const intent = await openMint(context, call, key)
  const { organizationId } = intent
  const { apiKey: made, value } = await makeAtWorkos(context, call, key, intent)
  const stored = await recordOrUndo(context, { key, made, intent, signal })
  if (!signal.aborted) return { stored, value }
  // The deadline passed during the commit: the client has its answer, and it was not this value.
  await endKey(context, {
    organizationId,
    key: stored,
    actor: { type: 'system' },
    requestId,
    deadlineAt,
    signal: AbortSignal.timeout(undoMs),
    reason: 'never reached its reader',
  })
  throw tooLate()
}

/** Writes down that a key is about to be made; throws `quota_exceeded`, or `conflict` while the same key is being rotated. */
const openMint = async (
  context: ServiceContext,
  { actor, requestId, signal, deadlineAt }: ServiceCall,
  { runId, action, subjectId, name, permissions, expiresAt }: KeyToMint,
): Promise<NewIntent> => {
  const { store, now, settings } = context
  const organizationId = actor.organization.id
  const quota = settings.policy.apiKeys.maxPerOrganization
  const intent = {
    id: runId,
    organizationId,
    action,
    subjectId,
    actor: toActor(actor.person),
    requestId,
    payload: { name, permissions, expiresAt: expiresAt?.toISOString() ?? null },
    startedAt: now(),
    deadlineAt,
  }
  // The quota counts every key, wherever it was made.
  await knowKeys(context, organizationId, signal)
  const opened = await store.transaction(async tx => {
    // Whoever took this run for dead runs in its place.
    if (!(await holdIdempotent(tx, { organizationId, runId }))) throw tooLate()
    return openIntentWithinQuota(tx, intent, { quota, countedActions: mintingActions })
  })
  if (opened === 'over_quota') throw overQuota(quota)
  if (opened === 'busy')
    throw new KeydeskError({ code: 'conflict', detail: 'This key is being rotated already.' })
  return intent
}

const makeAtWorkos = async (
  { store, workos, now }: ServiceContext,
  { signal }: ServiceCall,
  { name, permissions, expiresAt }: KeyToMint,
  intent: NewIntent,
) => {
  const { organizationId, id: idempotencyKey } = intent
  try {
    return await workos.createApiKey({
      organizationId,
      name,
      permissions,
      expiresAt,
      idempotencyKey,
      signal,
    })
  } catch (error) {
    // Only a plain no is certain; everything else may have made a key, and the intent stays open for whoever settles it.
    if (isPlainNo(error)) await settleAs(store, intent, { outcome: 'refused', at: now() }).catch(() => {})
    throw error
  }
}

/** Whether an answer of WorkOS says for certain that nothing was done. */
export const isPlainNo = (error: unknown): boolean =>
  error instanceof WorkosRefusal || (isKeydeskError(error) && error.code === 'upstream_rate_limited')

const overQuota = (most: number) =>
  new KeydeskError({
    code: 'quota_exceeded',
    detail: `The organization has ${most} keys, which is as many as it may have. Revoke one that is not needed.`,
  })
