import { isKeydeskError } from './keydesk-error.ts'
import { isStoreSetupError, readOldestMirrorAge, type Store } from './store/index.ts'
import type { WorkosGateway } from './workos/gateway.ts'

/**
 * Whether everything the broker stands on answers; if not, which part fails and why, in words fit for an operator.
 * `oldestMirrorSeconds` is the age of the organization's list that was read from WorkOS longest ago; null where there is none,
 * or where the store cannot say.
 */
export type Readiness = { oldestMirrorSeconds: number | null } & (
  | { ready: true }
  | { ready: false; failing: 'workos' | 'store'; reason: string }
)

/** Asks store and WorkOS one cheap question each; of WorkOS with our key, within `timeoutMs` (2,000 by default). Never throws. */
export const checkReadiness = async ({
  workos,
  store,
  timeoutMs = 2000,
}: {
  workos: WorkosGateway
  store: Store
  timeoutMs?: number
}): Promise<Readiness> => {
  let oldestMirrorSeconds: number | null = null
  try {
    // The first question opens the embedded database, which takes seconds.
    await store.ready()
    await store.ping({ timeoutMs })
    oldestMirrorSeconds = await readOldestMirrorSeconds(store)
  } catch (error) {
    const isSetup = error instanceof Error && isStoreSetupError(error)
    const reason = isSetup ? error.message : 'store_unavailable'
    return { ready: false, failing: 'store', reason, oldestMirrorSeconds }
  }
  try {
    await workos.ping({ signal: AbortSignal.timeout(timeoutMs) })
    return { ready: true, oldestMirrorSeconds }
  } catch (error) {
    const reason = isKeydeskError(error) ? (error.operatorHint ?? error.code) : 'upstream_invalid'
    return { ready: false, failing: 'workos', reason, oldestMirrorSeconds }
  }
}

/** Whole seconds since the oldest mirror of an organization was read, or null. */
export const readOldestMirrorSeconds = async (store: Store): Promise<number | null> => {
  const ageMs = await store.query(readOldestMirrorAge)
  return ageMs === null ? null : Math.round(ageMs / 1000)
}
