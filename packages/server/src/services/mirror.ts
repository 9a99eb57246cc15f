import { setTimeout as sleep } from 'node:timers/promises'
import {
  abandonRefresh,
  beginRefresh,
  finishRefresh,
  getKey,
  isDeletedOrganization,
  listOpenIntents,
  type MirrorState,
  markRevoked,
  readMirrorState,
  type Tx,
  takeInKeys,
} from '../store/index.ts'
import { upstreamTimeout } from '../workos/upstream-error.ts'
import type { WorkosApiKey } from '../workos/wire.ts'
import { isIntended } from './intended-key.ts'
import { type RecordContext, record } from './record.ts'
import type { ServiceContext } from './service-context.ts'
import { tellGates } from './tell-gates.ts'

/** A list older than this is refreshed when it is read; every page of keys at WorkOS adds as much again. */
const boundMs = 1_000

const leaseMs = 60_000

/** How long a reader waits at most for news of keys that are known already. */
const patienceMs = 1_000

/** How often somebody who needs another's refresh looks whether it is done. */
export const lookMs = 100

/** Who did what nobody did here. */
export const workosItself = { type: 'workos' } as const

/** Whether what is known of an organization's keys is from not too long ago, or somebody is at it already. */
export const isFresh = ({ ageMs, keyCount, isRefreshing }: MirrorState): boolean =>
  ageMs !== null && (ageMs < boundOf(keyCount) || isRefreshing)

/** How old what is known of so many keys may be, in milliseconds. */
export const boundOf = (keyCount: number): number => boundMs * pagesOf(keyCount)

/** How many calls to WorkOS bring all keys. */
const pagesOf = (keyCount: number): number => Math.max(1, Math.ceil(keyCount / 100))

/**
 * Makes sure that an organization's keys are known, and not from too long ago. Whoever is first waits; later an old list is
 * given as it is while one refresh runs for everybody, unless it is so short that one call to WorkOS brings all of it.
 */
export const freshen = async (
  context: ServiceContext,
  organizationId: string,
  signal: AbortSignal,
  known?: MirrorState,
): Promise<void> => {
  const mirror = known ?? (await context.store.query(tx => readMirrorState(tx, organizationId)))
  if (isFresh(mirror)) return
  if (mirror.ageMs === null) return knowKeys(context, organizationId, signal)
  // What is known is better than no answer at all.
  const tolerated = shareRefresh(context, organizationId).done.catch(() => {})
  const patience = Math.min(patienceMs, Math.ceil(context.settings.upstreamTimeoutMs / 2))
  if (pagesOf(mirror.keyCount) === 1)
    await Promise.race([tolerated, sleep(patience, undefined, { ref: false })])
}

/** Makes sure that an organization's keys were read once. Many who need it at the same time wait for one of them. */
export const knowKeys = async (
  context: ServiceContext,
  organizationId: string,
  signal: AbortSignal,
): Promise<void> => {
  const isKnown = async () =>
    (await context.store.query(tx => readMirrorState(tx, organizationId))).ageMs !== null
  while (!(await isKnown())) {
    if (await shareRefresh(context, organizationId).done) break
    await sleep(lookMs, undefined, { signal })
  }
  if (signal.aborted) throw upstreamTimeout()
}

/** A refresh that this process runs for everybody in it. */
interface SharedRefresh {
  /** By `performance.now()`. */
  beganAt: number
  /** False when another process is at it. */
  done: Promise<boolean>
}

/** Whoever needs a refresh that runs here waits for it instead of asking the store again and again. */
const running = new WeakMap<ServiceContext['store'], Map<string, SharedRefresh>>()

/** When the last refresh that this process finished began, by `performance.now()`. */
const lastBeganAt = new WeakMap<ServiceContext['store'], Map<string, number>>()

/** Whether a refresh that began at this time or later, by `performance.now()`, was finished here. */
export const hasRefreshedSince = (context: ServiceContext, organizationId: string, since: number): boolean =>
  (lastBeganAt.get(context.store)?.get(organizationId) ?? Number.NEGATIVE_INFINITY) >= since

/** The refresh of an organization that runs in this process now, if one does. */
export const findRefresh = (context: ServiceContext, organizationId: string): SharedRefresh | undefined =>
  running.get(context.store)?.get(organizationId)

/** The refresh of an organization that runs in this process, begun now if none does. */
export const shareRefresh = (context: ServiceContext, organizationId: string): SharedRefresh => {
  const known = findRefresh(context, organizationId)
  if (known) return known
  const ours = running.get(context.store) ?? new Map<string, SharedRefresh>()
  running.set(context.store, ours)
  const beganHere = lastBeganAt.get(context.store) ?? new Map<string, number>()
  lastBeganAt.set(context.store, beganHere)
  const beganAt = performance.now()
  // Not by the deadline of whoever came first: others wait for it as well.
  const done = refreshMirror(context, organizationId, AbortSignal.timeout(leaseMs))
    .then(isDone => {
      if (isDone) beganHere.set(organizationId, beganAt)
      return isDone
    })
    .finally(() => ours.delete(organizationId))
  const refresh = { beganAt, done }
  ours.set(organizationId, refresh)
  return refresh
}

/**
 * Takes in every key of an organization from WorkOS, unless somebody else is at it: false then. Keys WorkOS no longer has are
 * marked as revoked; unknown ones were made elsewhere.
 */
export const refreshMirror = async (
  context: ServiceContext,
  organizationId: string,
  signal: AbortSignal,
): Promise<boolean> => {
  const { store, workos, now, id } = context
  const holder = id()
  if (!(await store.query(tx => beginRefresh(tx, { organizationId, holder, leaseMs })))) return false
  try {
    for await (const page of workos.listAllApiKeys({ organizationId, signal })) {
      const keys = page.filter(key => belongsTo(key, organizationId))
      await store.transaction(tx =>
        takeIn(context, tx, { organizationId, keys, requestId: holder, isCurrent: true }),
      )
    }
    const gone = await store.transaction(async tx => {
      const finished = await finishRefresh(tx, { organizationId, holder, at: now() })
      for (const goneId of finished?.gone ?? []) {
        const credential = await getKey(tx, { organizationId, id: goneId })
        const told = { organizationId, actor: workosItself, requestId: holder, credential }
        await record(context, tx, [{ ...told, action: 'api_key.revoked', reason: 'gone at WorkOS' }])
      }
      return finished?.gone ?? []
    })
    await tellGates(context, { apiKeyIds: gone, reason: 'revoked' })
    return true
  } catch (error) {
    await store.query(tx => abandonRefresh(tx, { organizationId, holder })).catch(() => {})
    throw error
  }
}

/**
 * Takes in keys as WorkOS tells them, and records those that nobody knew of; one that is being made here is told of by whoever makes
 * it. With `isCurrent`, WorkOS was asked just now, and a key that an earlier list was without is alive again.
 */
export const takeIn = async (
  context: RecordContext,
  tx: Tx,
  {
    organizationId,
    keys,
    requestId,
    isCurrent = false,
  }: {
    organizationId: string
    keys: readonly WorkosApiKey[]
    requestId: string
    isCurrent?: boolean
  },
): Promise<void> => {
  const { discovered, revived } = await takeInKeys(tx, { organizationId, keys, isCurrent })
  const alive = [...discovered, ...revived]
  if (alive.length === 0) return
  if (await isDeletedOrganization(tx, organizationId))
    await markRevoked(tx, { organizationId, ids: alive, at: context.now() })
  const intents = await listOpenIntents(tx, organizationId)
  const unknown = keys.filter(
    key => discovered.includes(key.id) && !intents.some(intent => isIntended(intent, key)),
  )
  const told = { organizationId, actor: workosItself, requestId, action: 'api_key.discovered' as const }
  await record(
    context,
    tx,
    unknown.map(credential => ({ ...told, credential })),
  )
  const back = keys.filter(key => revived.includes(key.id))
  await record(
    context,
    tx,
    back.map(credential => ({ ...told, credential, reason: 'there again at WorkOS' })),
  )
}

/** WorkOS's word that a key is this organization's. */
export const belongsTo = ({ owner }: WorkosApiKey, organizationId: string): boolean =>
  owner.type === 'organization' && owner.id === organizationId
