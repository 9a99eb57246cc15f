import { trace } from '@opentelemetry/api'
import { isKeydeskError } from '../keydesk-error.ts'
import { createInstruments, type StoreOutcome } from '../telemetry/instruments.ts'
import { withSpan } from '../telemetry/with-span.ts'
import { isStoreUnavailable } from './store-error.ts'

/** Runs one question to the database, with a span and a measurement of its own. */
export type Observe = <Result>(kind: 'query' | 'transaction', work: () => Promise<Result>) => Promise<Result>

/** Makes what measures a store; without telemetry it only runs the work. */
export const observeStore = (): Observe => {
  const instruments = createInstruments()
  return async (kind, work) => {
    const started = performance.now()
    let outcome: StoreOutcome = 'ok'
    try {
      // What nobody's request asks for, a page of metrics say, would be a trace of nothing else.
      if (trace.getActiveSpan() === undefined) return await work()
      return await withSpan(`store ${kind}`, {}, work)
    } catch (error) {
      outcome = outcomeOf(error)
      throw error
    } finally {
      instruments.recordStoreWork({ kind, outcome, durationMs: performance.now() - started })
    }
  }
}

/** What a rule of ours has refused inside a transaction is no fault of the database. */
const outcomeOf = (error: unknown): StoreOutcome => {
  if (isKeydeskError(error)) return 'ok'
  return isStoreUnavailable(error) ? 'unavailable' : 'failed'
}
