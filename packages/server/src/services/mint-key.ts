import type { AuditAction } from '@keydesk/contract'
import { isKeydeskError, KeydeskError } from '../keydesk-error.ts'
import {
  type FactsOfKey,
  getKey,
  holdIdempotent,
  isStoreUnavailable,
  noteKeyOfIntent,
  openIntentWithinQuota,
  recordCreatedKey,
  type Store,
  type StoredKey,
  settleIntent,
  type Tx,
} from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { upstreamInvalid } from '../workos/upstream-error.ts'
import { endKey } from './end-key.ts'
import { mintingActions } from './intended-key.ts'
import { knowKeys } from './mirror.ts'
import { record, toActor } from './record.ts'
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
  /** What the audit event says of before. */
  before?: Record<string, unknown>
  /** What else belongs into the transaction that records the key; what it throws undoes everything. */
  alongside: (tx: Tx, key: StoredKey) => Promise<void>
}

/**
 * Makes a key: writes the intent, asks WorkOS, then records key, audit event and outcome in one transaction. If that fails the key
 * is deleted at WorkOS and nothing is shown; what a crash leaves is settled from the intent.
 */
export const mintKey = async (
  context: ServiceContext,
  { actor, requestId, signal, deadlineAt }: ServiceCall,
  key: KeyToMint,
): Promise<{ stored: StoredKey; value: string }> => {
  const { store, workos, now, settings } = context
  const organizationId = actor.organization.id
  const { runId: id, action, subjectId, name, permissions, expiresAt, facts } = key
  const intent = {
    id,
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
    if (!(await holdIdempotent(tx, { organizationId, runId: id }))) throw tooLate()
    return openIntentWithinQuota(tx, intent, {
      quota: settings.limits.keysPerOrganization,
      countedActions: mintingActions,
    })
  })
  if (opened === 'over_quota') throw overQuota(settings.limits.keysPerOrganization)
  if (opened === 'busy')
    throw new KeydeskError({ code: 'conflict', detail: 'This key is being rotated already.' })

  const settle = (outcome: string) =>
    store.transaction(async tx => void (await settleIntent(tx, { organizationId, id, outcome, at: now() })))

  let made: Awaited<ReturnType<typeof workos.createApiKey>>
  try {
    made = await workos.createApiKey({
      organizationId,
      name,
      permissions,
      expiresAt,
      idempotencyKey: id,
      signal,
    })
  } catch (error) {
    // Only a plain no is certain; everything else may have made a key, and the intent stays open for whoever settles it.
    if (isPlainNo(error)) await settle('refused').catch(() => {})
    throw error
  }
  let stored: StoredKey
  try {
    if (made.apiKey.owner.id !== organizationId)
      throw upstreamInvalid(new Error('the new key belongs to somebody else'))
    stored = await store.transaction(async tx => {
      // First, as whoever settles leftovers takes them; and a key that WorkOS told of before is ours by its intent alone.
      const settled = await settleIntent(tx, {
        organizationId,
        id,
        outcome: 'made',
        keyId: made.apiKey.id,
        at: now(),
      })
      // Somebody took this run for a leftover and revoked its key.
      if (!settled) throw tooLate()
      await recordCreatedKey(tx, { organizationId, key: made.apiKey, facts })
      const row = await getKey(tx, { organizationId, id: made.apiKey.id })
      if (!row || row.revokedAt !== null) throw upstreamInvalid(new Error('the new key was revoked at once'))
      await key.alongside(tx, row)
      await record(context, tx, [
        {
          organizationId,
          actor: intent.actor,
          requestId,
          action: key.auditAction,
          credential: row,
          before: key.before ?? null,
          after: { name, permissions, expiresAt: intent.payload.expiresAt, owner: facts.owner.id },
        },
      ])
      if (signal.aborted) throw tooLate()
      return row
    })
  } catch (error) {
    const recorded = isStoreUnavailable(error) ? await findRecorded(store, intent, made.apiKey.id) : null
    if (recorded === null) {
      // Nobody will ever see this key's value, so it must not live.
      await workos
        .deleteApiKey({ id: made.apiKey.id, signal: AbortSignal.timeout(undoMs) })
        .then(() => settle('undone'))
        .catch(() => {})
      throw error
    }
    stored = recorded
  }
  if (!signal.aborted) return { stored, value: made.value }
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

/** The key, where only the answer to its commit was lost; null where it is not recorded, or the store does not say. */
const findRecorded = (
  store: Store,
  { organizationId, id }: { organizationId: string; id: string },
  keyId: string,
): Promise<StoredKey | null> =>
  store
    .transaction(async tx => {
      // Waits for a commit that is still under way: it holds the intent.
      await noteKeyOfIntent(tx, { organizationId, id, keyId })
      const key = await getKey(tx, { organizationId, id: keyId })
      return key?.origin === 'keydesk' && key.revokedAt === null ? key : null
    })
    .catch(() => null)

const tooLate = () =>
  new KeydeskError({ code: 'upstream_timeout', detail: 'This took too long, and was undone.' })

const undoMs = 5_000

/** Whether an answer of WorkOS says for certain that nothing was done. */
export const isPlainNo = (error: unknown): boolean =>
  error instanceof WorkosRefusal || (isKeydeskError(error) && error.code === 'upstream_rate_limited')

const overQuota = (most: number) =>
  new KeydeskError({
    code: 'quota_exceeded',
    detail: `The organization has ${most} keys, which is as many as it may have. Revoke one that is not needed.`,
  })
