import { KeydeskError } from '../keydesk-error.ts'
import {
  isStoreUnavailable,
  type Mirror,
  type NewIntent,
  noteKeyOfIntent,
  type Store,
  type StoredActor,
  settleIntent,
  type Tx,
} from '../store/index.ts'
import { upstreamInvalid } from '../workos/upstream-error.ts'
import type { ServiceContext } from './service-context.ts'

/** What WorkOS has made, and the intent that says so. */
export interface Made<Stored> {
  /** The id that WorkOS gave it. */
  id: string
  intent: NewIntent
  /** The request's deadline: nothing is recorded past it. */
  signal: AbortSignal
  /** The mirror that it will be in. */
  mirror: Pick<Mirror<unknown>, 'isOrganizationDeleted'>
  /** Writes it down with its audit event, and all that belongs with them. What it throws undoes everything. */
  record: (tx: Tx) => Promise<Stored>
  /** It as recorded here and alive, or null. */
  find: (tx: Tx) => Promise<Stored | null>
  /** Deletes it at WorkOS. */
  remove: (signal: AbortSignal) => Promise<void>
  /** Ends it, recorded as it is, and tells of it. */
  end: (stored: Stored, ending: TakingBack) => Promise<void>
}

/** On whose word something is ended that nobody heard of, and until when. */
export interface TakingBack {
  actor: StoredActor
  requestId: string
  deadlineAt: Date
  signal: AbortSignal
  reason: string
}

/**
 * Records what WorkOS has made, its audit event and its intent's outcome in one transaction; where that fails it is deleted at
 * WorkOS, and the reason thrown. What cannot be deleted either is settled from its intent. What was recorded too late to be shown is ended.
 */
export const recordOrUndo = async <Stored>(context: ServiceContext, made: Made<Stored>): Promise<Stored> => {
  const { intent, signal, end } = made
  const stored = await recordElseUndo(context, made)
  if (!signal.aborted) return stored
  // The deadline passed during the commit: the client has its answer, and there is no secret in it.
  await end(stored, {
    actor: { type: 'system' },
    requestId: intent.requestId,
    deadlineAt: intent.deadlineAt,
    signal: AbortSignal.timeout(undoMs),
    reason: 'never reached its reader',
  })
  throw tooLate()
}

const recordElseUndo = async <Stored>(context: ServiceContext, made: Made<Stored>): Promise<Stored> => {
  const { store } = context
  try {
    return await store.transaction(tx => recordMade(context, tx, made))
  } catch (error) {
    const recorded = isStoreUnavailable(error) ? await findRecorded(store, made) : null
    if (recorded !== null) return recorded
    // Nobody will ever see its secret, so it must not live.
    await undo(context, made)
    throw error
  }
}

/** Deletes at WorkOS what was made and must not live, and closes its intent; what cannot be deleted now is settled from its intent. */
export const undo = async (
  { store, now }: ServiceContext,
  { intent, remove }: Pick<Made<unknown>, 'intent' | 'remove'>,
): Promise<void> =>
  remove(AbortSignal.timeout(undoMs))
    .then(() => settleAs(store, intent, { outcome: 'undone', at: now() }))
    .catch(() => {})

/** Closes an intent of which nothing has come. */
export const settleAs = (
  store: Store,
  { organizationId, id }: NewIntent,
  { outcome, at }: { outcome: 'refused' | 'undone'; at: Date },
): Promise<void> =>
  store.transaction(async tx => void (await settleIntent(tx, { organizationId, id, outcome, at })))

const recordMade = async <Stored>(
  context: ServiceContext,
  tx: Tx,
  { id: keyId, intent, signal, mirror, record }: Made<Stored>,
): Promise<Stored> => {
  const { id, organizationId } = intent
  // Whoever marks what a deleted organization had waits until this one is there to be marked, or has done so before it is.
  if (await mirror.isOrganizationDeleted(tx, organizationId))
    throw upstreamInvalid(new Error('the organization was deleted meanwhile'))
  // Before the rest, as whoever settles leftovers takes them; and what WorkOS told of before is ours by its intent alone.
  const settled = await settleIntent(tx, { organizationId, id, outcome: 'made', keyId, at: context.now() })
  // Somebody took this run for a leftover and deleted what it made.
  if (!settled) throw tooLate()
  const stored = await record(tx)
  if (signal.aborted) throw tooLate()
  return stored
}

/** What was recorded, where only the answer to its commit was lost; null where it was not, or the store does not say. */
const findRecorded = <Stored>(
  store: Store,
  { id: keyId, intent, find }: Made<Stored>,
): Promise<Stored | null> =>
  store
    .transaction(async tx => {
      // Waits for a commit that is still under way: it holds the intent.
      await noteKeyOfIntent(tx, { organizationId: intent.organizationId, id: intent.id, keyId })
      return find(tx)
    })
    .catch(() => null)

/** For what is made when its time is up before it is recorded and shown: it does not stay. */
export const tooLate = (): KeydeskError =>
  new KeydeskError({ code: 'upstream_timeout', detail: 'This took too long, and was undone.' })

/** How long taking something back may last, past the deadline of the request. */
const undoMs = 5_000
