import type { AuditAction } from '@keydesk/contract'
import { KeydeskError } from '../keydesk-error.ts'
import {
  type CredentialFacts,
  getKey,
  type NewIntent,
  recordCreatedKey,
  type StoredKey,
  type Tx,
} from '../store/index.ts'
import { upstreamInvalid } from '../workos/upstream-error.ts'
import type { WorkosApiKey } from '../workos/wire.ts'
import { endKey } from './end-key.ts'
import { mintingActions } from './intended-key.ts'
import { keyFreshness } from './mirror.ts'
import { attempt, openMint } from './open-mint.ts'
import { record } from './record.ts'
import { recordOrUndo } from './record-or-undo.ts'
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
  facts: CredentialFacts
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
  const { workos } = context
  const { signal } = call
  const { name, permissions, expiresAt } = key
  const intent = await openMintOfKey(context, call, key)
  const { organizationId, id: idempotencyKey } = intent
  const { apiKey: made, value } = await attempt(context, intent, () =>
    workos.createApiKey({ organizationId, name, permissions, expiresAt, idempotencyKey, signal }),
  )
  const place = { organizationId, id: made.id }
  const stored = await recordOrUndo(context, {
    id: made.id,
    intent,
    signal,
    mirror: keyFreshness.mirror,
    record: tx => recordMade(context, tx, { key, made, intent }),
    find: async tx => {
      const known = await getKey(tx, place)
      return known?.origin === 'keydesk' && known.revokedAt === null ? known : null
    },
    remove: until => workos.deleteApiKey({ id: made.id, signal: until }),
    end: (key, ending) => endKey(context, { ...ending, organizationId, key }),
  })
  return { stored, value }
}

/** Writes down that a key is about to be made; throws `quota_exceeded`, or `conflict` while the same key is being rotated. */
const openMintOfKey = async (
  context: ServiceContext,
  call: ServiceCall,
  { runId, action, subjectId, name, permissions, expiresAt }: KeyToMint,
): Promise<NewIntent> => {
  const quota = context.settings.policy.apiKeys.maxPerOrganization
  const { opened, intent } = await openMint(context, call, {
    runId,
    action,
    subjectId,
    payload: { name, permissions, expiresAt: expiresAt?.toISOString() ?? null },
    freshness: keyFreshness,
    quota,
    countedActions: mintingActions,
  })
  if (opened === 'over_quota') throw overQuota(quota)
  if (opened === 'busy')
    throw new KeydeskError({ code: 'conflict', detail: 'This key is being rotated already.' })
  return intent
}

const recordMade = async (
  context: ServiceContext,
  tx: Tx,
  { key, made, intent }: { key: KeyToMint; made: WorkosApiKey; intent: NewIntent },
): Promise<StoredKey> => {
  const { organizationId, actor, requestId, payload } = intent
  if (made.owner.id !== organizationId)
    throw upstreamInvalid(new Error('the new key belongs to somebody else'))
  await recordCreatedKey(tx, { organizationId, key: made, facts: key.facts })
  const stored = await getKey(tx, { organizationId, id: made.id })
  if (!stored || stored.revokedAt !== null)
    throw upstreamInvalid(new Error('the new key was revoked at once'))
  const before = await key.alongside(tx, stored)
  const { name, permissions, expiresAt } = payload
  const { owner, choice } = key.facts
  const after = { name, permissions, expiresAt, owner: owner.id, ...(choice && { choice }) }
  const told = { organizationId, actor, requestId, action: key.auditAction, credential: stored }
  await record(context, tx, [{ ...told, before, after }])
  return stored
}

const overQuota = (most: number) =>
  new KeydeskError({
    code: 'quota_exceeded',
    detail: `The organization has ${most} keys, which is as many as it may have. Revoke one that is not needed.`,
  })
