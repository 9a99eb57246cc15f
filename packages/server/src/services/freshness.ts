import { setTimeout as sleep } from 'node:timers/promises'
import type { Mirror, MirrorState } from '../store/index.ts'
import { upstreamTimeout } from '../workos/upstream-error.ts'
import type { ServiceContext } from './service-context.ts'

/** What is mirrored, and how all of it is read. */
export interface Mirrored {
  mirror: Mirror<unknown>
  /** How many calls to WorkOS bring everything, where there are so many. */
  callsOf: (count: number) => number
  /** How many there can be for a reader to wait for news of them. */
  awaited: number
  /** Takes in everything that WorkOS has of an organization, and ends the refresh. */
  walk: (context: ServiceContext, refresh: Refresh) => Promise<void>
}

/** A refresh that is under way, under its holder's name. */
export interface Refresh {
  organizationId: string
  holder: string
  signal: AbortSignal
}

/** How what one kind of mirror knows is kept from being too old. */
export interface Freshness {
  mirror: Mirror<unknown>
  /** How old what is known of so many may be, in milliseconds. */
  boundOf: (count: number) => number
  /** Whether what is known of an organization is from not too long ago, or somebody is at it already. */
  isFresh: (state: MirrorState) => boolean
  /**
   * Makes sure that an organization was read, and not too long ago. Whoever is first waits; later an old list is given as it is
   * while one refresh runs for everybody, unless it is so short that it is read in no time.
   */
  freshen: (
    context: ServiceContext,
    organizationId: string,
    signal: AbortSignal,
    known?: MirrorState,
  ) => Promise<void>
  /** Makes sure that an organization was read once. Many who need it at the same time wait for one of them. */
  know: (context: ServiceContext, organizationId: string, signal: AbortSignal) => Promise<void>
  /**
   * Makes sure that all of an organization was read by a refresh that began at `askedAt` or later: one that began before may have
   * passed what is looked for. Everybody who asks before a refresh begins shares it.
   */
  refreshNow: (
    context: ServiceContext,
    organizationId: string,
    signal: AbortSignal,
    askedAt?: number,
  ) => Promise<void>
}

/** What is older than this is refreshed when it is read; every call it takes to WorkOS adds as much again. */
const boundMs = 1_000

const leaseMs = 60_000

/** How long a reader waits at most for news of what is known already. */
const patienceMs = 1_000

/** How often somebody who needs another's refresh looks whether it is done. */
const lookMs = 100

/** A refresh that this process runs for everybody in it. */
interface SharedRefresh {
  /** By `performance.now()`. */
  beganAt: number
  /** False when another process is at it. */
  done: Promise<boolean>
}

/** Makes what keeps one kind of mirror fresh. */
export const createFreshness = ({ mirror, callsOf, awaited, walk }: Mirrored): Freshness => {
  /** Whoever needs a refresh that runs here waits for it instead of asking the store again and again. */
  const running = new WeakMap<ServiceContext['store'], Map<string, SharedRefresh>>()

  /** When the last refresh that this process finished began, by `performance.now()`. */
  const lastBeganAt = new WeakMap<ServiceContext['store'], Map<string, number>>()

  const boundOf = (count: number) => boundMs * callsOf(count)

  const isFresh = ({ ageMs, count, isRefreshing }: MirrorState) =>
    ageMs !== null && (ageMs < boundOf(count) || isRefreshing)

  /** Reads everything, unless somebody else is at it: false then. */
  const refresh = async (context: ServiceContext, organizationId: string): Promise<boolean> => {
    const { store, id } = context
    // Not by the deadline of whoever came first: others wait for it as well.
    const signal = AbortSignal.timeout(leaseMs)
    const holder = id()
    if (!(await store.query(tx => mirror.begin(tx, { organizationId, holder, leaseMs })))) return false
    try {
      await walk(context, { organizationId, holder, signal })
      return true
    } catch (error) {
      await store.query(tx => mirror.abandon(tx, { organizationId, holder })).catch(() => {})
      throw error
    }
  }

  const findRefresh = (context: ServiceContext, organizationId: string) =>
    running.get(context.store)?.get(organizationId)

  /** The refresh of an organization that runs in this process, begun now if none does. */
  const shareRefresh = (context: ServiceContext, organizationId: string): SharedRefresh => {
    const known = findRefresh(context, organizationId)
    if (known) return known
    const ours = running.get(context.store) ?? new Map<string, SharedRefresh>()
    running.set(context.store, ours)
    const beganHere = lastBeganAt.get(context.store) ?? new Map<string, number>()
    lastBeganAt.set(context.store, beganHere)
    const beganAt = performance.now()
    const done = refresh(context, organizationId)
      .then(isDone => {
        if (isDone) beganHere.set(organizationId, beganAt)
        return isDone
      })
      .finally(() => ours.delete(organizationId))
    const shared = { beganAt, done }
    ours.set(organizationId, shared)
    return shared
  }

  const know: Freshness['know'] = async (context, organizationId, signal) => {
    const isKnown = async () =>
      (await context.store.query(tx => mirror.read(tx, organizationId))).ageMs !== null
    while (!(await isKnown())) {
      if (await shareRefresh(context, organizationId).done) break
      await sleep(lookMs, undefined, { signal })
    }
    if (signal.aborted) throw upstreamTimeout()
  }

  /** Of other processes the store knows. The wait is measured here and the age there, so the clocks need not agree; the way to the store counts against it. */
  const wasRefreshedSince = async (context: ServiceContext, organizationId: string, askedAt: number) => {
    const beganAt = lastBeganAt.get(context.store)?.get(organizationId)
    if (beganAt !== undefined && beganAt >= askedAt) return true
    const waitedMs = performance.now() - askedAt
    const { ageMs } = await context.store.query(tx => mirror.read(tx, organizationId))
    return ageMs !== null && ageMs < waitedMs
  }

  return {
    mirror,
    boundOf,
    isFresh,
    know,
    freshen: async (context, organizationId, signal, known) => {
      const state = known ?? (await context.store.query(tx => mirror.read(tx, organizationId)))
      if (isFresh(state)) return
      if (state.ageMs === null) return know(context, organizationId, signal)
      // What is known is better than no answer at all.
      const tolerated = shareRefresh(context, organizationId).done.catch(() => {})
      const patience = Math.min(patienceMs, Math.ceil(context.settings.upstreamTimeoutMs / 2))
      if (state.count <= awaited) await Promise.race([tolerated, sleep(patience, undefined, { ref: false })])
    },
    refreshNow: async (context, organizationId, signal, askedAt = performance.now()) => {
      for (;;) {
        const runs = findRefresh(context, organizationId)
        if (!runs && (await wasRefreshedSince(context, organizationId, askedAt))) return
        const { beganAt, done } = runs ?? shareRefresh(context, organizationId)
        const isNew = beganAt >= askedAt
        // How an older one ends is for those who wait for that one.
        const isDone = await within(signal, isNew ? done : done.catch(() => true))
        if (isNew && isDone) return
        if (!isDone) await sleep(lookMs, undefined, { signal })
      }
    },
  }
}

/** The outcome of what others wait for as well, unless one's own time is up first. */
const within = <Outcome>(signal: AbortSignal, shared: Promise<Outcome>): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const giveUp = () => reject(upstreamTimeout())
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    void shared.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
