import { type Span, SpanStatusCode, trace } from '@opentelemetry/api'
import { isKeydeskError } from '../keydesk-error.ts'

/** What a span says of its work: ids, names and numbers, never a secret, a name of a person or an address. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>

/** The name under which all spans and metrics of the broker are made. */
export const instrumentationScope = '@keydesk/server'

/**
 * Runs `work` inside a span, which ends with it; spans begun meanwhile become its children. `work` may add attributes.
 * A failure marks the span with its error code and is thrown on. Without a tracer, `work` simply runs.
 */
export const withSpan = <Result>(
  name: string,
  attributes: SpanAttributes,
  work: (span: Pick<Span, 'setAttributes' | 'setStatus' | 'updateName'>) => Promise<Result>,
): Promise<Result> =>
  trace.getTracer(instrumentationScope).startActiveSpan(name, { attributes }, async span => {
    try {
      return await work(span)
    } catch (error) {
      // The message stays in the log: what others' errors quote is not known.
      span.setAttributes({ 'error.type': errorType(error) })
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })

const errorType = (error: unknown): string => {
  if (isKeydeskError(error)) return error.code
  return error instanceof Error ? error.name : 'unknown'
}
