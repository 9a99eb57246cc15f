import { isKeydeskError } from '../keydesk-error.ts'
import type { WorkosGateway } from './gateway.ts'

/** Whether everything the broker stands on answers; if not, which part fails and why, in words fit for an operator. */
export type Readiness = { ready: true } | { ready: false; failing: 'workos'; reason: string }

/** Asks WorkOS one cheap question with our key, within `timeoutMs` (2,000 by default). Never throws. */
export const checkReadiness = async ({
  workos,
  timeoutMs = 2000,
}: {
  workos: WorkosGateway
  timeoutMs?: number
}): Promise<Readiness> => {
  try {
    await workos.ping({ signal: AbortSignal.timeout(timeoutMs) })
    return { ready: true }
  } catch (error) {
    const reason = isKeydeskError(error) ? (error.operatorHint ?? error.code) : 'upstream_invalid'
    return { ready: false, failing: 'workos', reason }
  }
}
