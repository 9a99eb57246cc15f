import { isKeydeskError } from '../keydesk-error.ts'
import { createInstruments, type UpstreamOutcome } from '../telemetry/instruments.ts'
import { withSpan } from '../telemetry/with-span.ts'
import { WorkosRefusal } from './refusal.ts'

/** Runs one call to WorkOS, by the gateway's verb, with a span and a measurement of its own; of a walk, each page is one. */
export type Observe = <Result>(call: string, work: () => Promise<Result>) => Promise<Result>

/** Makes what measures the calls of a gateway; without telemetry it only runs them. */
export const observeCalls = (): Observe => {
  const instruments = createInstruments()
  return async (call, work) => {
    const started = performance.now()
    let outcome: UpstreamOutcome = 'ok'
    try {
      const result = await withSpan(`WorkOS ${call}`, {}, work)
      if (isRefusal(result)) outcome = 'refused'
      return result
    } catch (error) {
      outcome = outcomeOf(error)
      throw error
    } finally {
      instruments.recordUpstreamCall({ call, outcome, durationMs: performance.now() - started })
    }
  }
}

const isRefusal = (result: unknown): boolean =>
  typeof result === 'object' && result !== null && 'ok' in result && result.ok === false

const outcomeOf = (error: unknown): UpstreamOutcome => {
  if (error instanceof WorkosRefusal) return 'refused'
  const known = isKeydeskError(error) ? outcomes.get(error.code) : undefined
  return known ?? 'invalid'
}

const outcomes = new Map<string, UpstreamOutcome>([
  ['upstream_timeout', 'timeout'],
  ['upstream_rate_limited', 'rate_limited'],
  ['upstream_unavailable', 'unavailable'],
])
