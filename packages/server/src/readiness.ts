import { isKeydeskError } from './keydesk-error.ts'
import { isStoreSetupError, type Store } from './store/index.ts'
import type { WorkosGateway } from './workos/gateway.ts'

/** Whether everything the broker stands on answers; if not, which part fails and why, in words fit for an operator. */
export type Readiness = { ready: true } | { ready: false; failing: 'workos' | 'store'; reason: string }

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
  try {
    // The first question opens the embedded database, which takes seconds.
    await store.ready()
    await store.ping({ timeoutMs })
  } catch (error) {
    const isSetup = error instanceof Error && isStoreSetupError(error)
    return { ready: false, failing: 'store', reason: isSetup ? error.message : 'store_unavailable' }
  }
  try {
    await workos.ping({ signal: AbortSignal.timeout(timeoutMs) })
    return { ready: true }
  } catch (error) {
    const reason = isKeydeskError(error) ? (error.operatorHint ?? error.code) : 'upstream_invalid'
    return { ready: false, failing: 'workos', reason }
  }
}
