import { KeydeskError } from '../keydesk-error.ts'
import {
  getKey,
  isDeletedOrganization,
  isStoreUnavailable,
  type NewIntent,
  noteKeyOfIntent,
  recordCreatedKey,
  type Store,
  type StoredKey,
  settleIntent,
  type Tx,
} from '../store/index.ts'
import { upstreamInvalid } from '../workos/upstream-error.ts'
import type { WorkosApiKey } from '../workos/wire.ts'
import type { KeyToMint } from './mint-key.ts'
import { record } from './record.ts'
import type { ServiceContext } from './service-context.ts'

/** A key that WorkOS has made, what was asked for, and the intent that says so. */
export interface MadeKey {
  key: KeyToMint
  made: WorkosApiKey
  intent: NewIntent
  /** The request's deadline: nothing is recorded past it. */
  signal: AbortSignal
}

/**
 * Records a key that WorkOS has made, its audit event and its intent's outcome in one transaction; where that fails the key is deleted
 * at WorkOS, and the reason thrown. What cannot be deleted either is settled from its intent.
 */
export const recordOrUndo = async (context: ServiceContext, minted: MadeKey): Promise<StoredKey> => {
  const { store, workos, now } = context
  const { made, intent } = minted
  try {
    return await store.transaction(tx => recordMade(context, tx, minted))
  } catch (error) {
    const recorded = isStoreUnavailable(error) ? await findRecorded(store, intent, made.id) : null
    if (recorded !== null) return recorded
    // Nobody will ever see this key's value, so it must not live.
    await workos
      .deleteApiKey({ id: made.id, signal: AbortSignal.timeout(undoMs) })
      .then(() => settleAs(store, intent, { outcome: 'undone', at: now() }))
      .catch(() => {})
    throw error
  }
}

/** Closes the intent to make a key, of which nothing has come. */
export const settleAs = (
  store: Store,
  { organizationId, id }: NewIntent,
  { outcome, at }: { outcome: 'refused' | 'undone'; at: Date },
): Promise<void> =>
  store.transaction(async tx => void (await settleIntent(tx, { organizationId, id, outcome, at })))

const recordMade = async (
  context: ServiceContext,
  tx: Tx,
  { key, made, intent, signal }: MadeKey,
): Promise<StoredKey> => {
  const { id, organizationId, actor, requestId, payload } = intent
  if (made.owner.id !== organizationId)
    throw upstreamInvalid(new Error('the new key belongs to somebody else'))
  // Whoever marks the keys of a deleted organization waits until this one is there to be marked, or has done so before it is.
  if (await isDeletedOrganization(tx, organizationId))
    throw upstreamInvalid(new Error('the organization was deleted meanwhile'))
  // Before the key, as whoever settles leftovers takes them; and a key that WorkOS told of before is ours by its intent alone.
  const settled = await settleIntent(tx, {
    organizationId,
    id,
    outcome: 'made',
    keyId: made.id,
    at: context.now(),
  })
  // Somebody took this run for a leftover and revoked its key.
  if (!settled) throw tooLate()
  await recordCreatedKey(tx, { organizationId, key: made, facts: key.facts })
  const stored = await getKey(tx, { organizationId, id: made.id })
  if (!stored || stored.revokedAt !== null)
    throw upstreamInvalid(new Error('the new key was revoked at once'))
  const before = await key.alongside(tx, stored)
  const { name, permissions, expiresAt } = payload
  const after = { name, permissions, expiresAt, owner: key.facts.owner.id }
  const told = { organizationId, actor, requestId, action: key.auditAction, credential: stored }
  await record(context, tx, [{ ...told, before, after }])
  if (signal.aborted) throw tooLate()
  return stored
}

/** The key, where only the answer to its commit was lost; null where it is not recorded, or the store does not say. */
const findRecorded = (
  store: Store,
  { organizationId, id }: NewIntent,
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

/** For a key whose time is up before it is recorded and shown: it does not stay. */
export const tooLate = (): KeydeskError =>
  new KeydeskError({ code: 'upstream_timeout', detail: 'This took too long, and was undone.' })

/** How long taking a key back may last, past the deadline of the request. */
export const undoMs = 5_000
