import type { Log } from '../log.ts'
import { redact } from '../redact.ts'
import { runStatement, type Statement, type Store, StoreUnavailable } from '../store/index.ts'

/** How long a request waits for the store to count it: a fraction of what it may take itself. */
const patienceMs = 500

/** How long the store is left alone after it could not count. */
const pauseMs = 5_000

const countsAlone = 'rate limits are counted by this instance alone: the store cannot count'

/** The store as the limiter's library wants its client to be. Throws `StoreUnavailable` rather than keep a request waiting. */
export const createCountingClient = (store: Store, log: Log) => {
  let pausedUntil = 0
  return {
    query: async (statement: Statement): Promise<unknown> => {
      if (performance.now() < pausedUntil) throw new StoreUnavailable(new Error('The store could not count.'))
      const { promise: late, reject } = Promise.withResolvers<never>()
      const timer = setTimeout(
        () => reject(new StoreUnavailable(new Error('The store did not count in time.'))),
        patienceMs,
      )
      try {
        return await Promise.race([store.query(tx => runStatement(tx, statement)), late])
      } catch (error) {
        const isFirst = performance.now() >= pausedUntil
        pausedUntil = performance.now() + pauseMs
        // Two limits ask at once; one line is enough.
        if (isFirst) log.error(Object(redact({ cause: error })), countsAlone)
        throw error
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
