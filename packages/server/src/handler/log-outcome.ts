import { errors, routes } from '@keydesk/contract'
import type { Log } from '../log.ts'
import { redact } from '../redact.ts'
import type { Outcome } from './create-handler.ts'

/** Writes the one line of a request, and a second, loud one where the operator must act. Never a URL, a header or a body. */
export const logOutcome = (log: Log, outcome: Outcome): void => {
  const { trace, response, failure, isWhole } = outcome
  const { requestId, operation } = trace
  try {
    const fields = Object(
      redact({
        requestId,
        method: trace.method,
        route: operation && routes[operation].path,
        // Sent before the answer broke off, it would tell of a success that was none.
        status: isWhole ? response.status : undefined,
        durationMs: Math.round(outcome.durationMs * 10) / 10,
        organizationId: trace.actor?.organization.id,
        personId: trace.actor?.person.id,
        ...(failure && { code: failure.code, cause: failure.cause }),
      }),
    )
    const hint = failure?.operatorHint ?? trace.operatorHint
    if (hint) log.error({ requestId }, hint)
    if (failure && errors[failure.code].status >= 500)
      log.error(fields, isWhole ? 'request failed' : 'answer broken off')
    else if (!isWhole) log.info(fields, 'answer broken off by its reader')
    else log.info(fields, failure ? 'request refused' : 'request served')
  } catch {
    // A line that cannot be written must not change the answer.
  }
}
