import { isKeydeskError } from './keydesk-error.ts'
import { isStoreSetupError, keyMirror, type Store } from './store/index.ts'
import { withinDeadline } from './within-deadline.ts'
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

/**
 * Asks store and WorkOS one cheap question each, of WorkOS with our key, and has an answer within `timeoutMs` (2,000 by default),
 * opening the store included. Never throws.
 */
export const checkReadiness = async ({
  workos,
  store,
  timeoutMs = 2000,
}: {
  workos: WorkosGateway
  store: Store
  timeoutMs?: number
}): Promise<Readiness> => {
  const deadline = AbortSignal.timeout(timeoutMs)
  // Both at once: a slow store leaves WorkOS no less time.
  const asked = workos.ping({ signal: deadline }).then(
    () => null,
    (error: unknown) => (isKeydeskError(error) ? (error.operatorHint ?? error.code) : 'upstream_invalid'),
  )
  let oldestMirrorSeconds: number | null = null
  try {
    oldestMirrorSeconds = await withinDeadline(askStore(store, timeoutMs), deadline)
  } catch (error) {
    const isSetup = error instanceof Error && isStoreSetupError(error)
    const reason = isSetup ? error.message : 'store_unavailable'
    return { ready: false, failing: 'store', reason, oldestMirrorSeconds }
  }
  const reason = await asked
  return reason === null
    ? { ready: true, oldestMirrorSeconds }
    : { ready: false, failing: 'workos', reason, oldestMirrorSeconds }
}

const askStore = async (store: Store, timeoutMs: number): Promise<number | null> => {
  // Opening goes on when the deadline has passed: the embedded database may take longer, and is open for the next question.
  await store.ready()
  await store.ping({ timeoutMs })
  return readOldestMirrorSeconds(store)
}

/** Whole seconds since the oldest mirror of an organization was read, or null. */
export const readOldestMirrorSeconds = async (store: Store): Promise<number | null> => {
  const ageMs = await store.query(keyMirror.readOldestAge)
  return ageMs === null ? null : Math.round(ageMs / 1000)
}
