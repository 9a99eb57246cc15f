import { setTimeout as sleep } from 'node:timers/promises'
import { readMirrorState } from '../store/index.ts'
import { upstreamTimeout } from '../workos/upstream-error.ts'
import { findRefresh, hasRefreshedSince, lookMs, shareRefresh } from './mirror.ts'
import type { ServiceContext } from './service-context.ts'

/**
 * Makes sure that an organization's keys were all read by a refresh that began at `askedAt` or later: one that began before may
 * have passed what is looked for. Everybody who asks before a refresh begins shares it.
 */
export const refreshNow = async (
  context: ServiceContext,
  organizationId: string,
  signal: AbortSignal,
  askedAt = performance.now(),
): Promise<void> => {
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
}

/** Of other processes the store knows. The wait is measured here and the age there, so the clocks need not agree; the way to the store counts against it. */
const wasRefreshedSince = async (context: ServiceContext, organizationId: string, askedAt: number) => {
  if (hasRefreshedSince(context, organizationId, askedAt)) return true
  const waitedMs = performance.now() - askedAt
  const { ageMs } = await context.store.query(tx => readMirrorState(tx, organizationId))
  return ageMs !== null && ageMs < waitedMs
}

/** The outcome of what others wait for as well, unless one's own time is up first. */
const within = <Outcome>(signal: AbortSignal, shared: Promise<Outcome>): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const giveUp = () => reject(upstreamTimeout())
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp, { once: true })
    void shared.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
