import { errors, routes } from '@keydesk/contract'
import { type Span, SpanStatusCode } from '@opentelemetry/api'
import type { Instruments } from '../telemetry/index.ts'
import type { Outcome } from './create-handler.ts'

/** Counts a request by what the route table and the error table call it, so that callers cannot make series of their own. */
export const measureOutcome = (instruments: Instruments, outcome: Outcome): void => {
  const { trace, response, failure, durationMs } = outcome
  instruments.recordRequest({
    route: trace.operation && routes[trace.operation].path,
    method: trace.method,
    status: response.status,
    code: failure?.code ?? null,
    durationMs,
  })
  if (response.headers.has('Idempotent-Replayed')) instruments.countIdempotentReplay()
}

/** Writes on a request's span what it came to: the ids that its line in the log has, and never a person's. */
export const describeOutcome = (
  span: Pick<Span, 'setAttributes' | 'setStatus' | 'updateName'>,
  { trace, response, failure }: Pick<Outcome, 'trace' | 'response' | 'failure'>,
): void => {
  const { operation, requestId, actor } = trace
  span.updateName(operation ?? 'no such route')
  span.setAttributes({
    'keydesk.request.id': requestId,
    'http.response.status_code': response.status,
    ...(actor && { 'keydesk.organization.id': actor.organization.id }),
    ...(failure && { 'error.type': failure.code }),
  })
  if (failure && errors[failure.code].status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
}
