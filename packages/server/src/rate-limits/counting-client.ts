import type { Log } from '../log.ts'
import { redact } from '../redact.ts'
import { runStatement, type Statement, type Store, StoreUnavailable } from '../store/index.ts'

const countsAlone = 'rate limits are counted by this instance alone: the store cannot count'

/**
 * The store as the limiter's library wants its client to be. Throws `StoreUnavailable` rather than keep a request waiting: longer than
 * `patienceMs` (default 500) once, and then at all until the store was left alone for `pauseMs` (default 5,000).
 */
export const createCountingClient = (
  store: Store,
  log: Log,
  { patienceMs = 500, pauseMs = 5_000 }: { patienceMs?: number; pauseMs?: number } = {},
) => {
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
