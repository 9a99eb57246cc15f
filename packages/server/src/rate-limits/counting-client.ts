import type { Log } from '../log.ts'
import { redact } from '../redact.ts'
import { type Statement, type Store, StoreUnavailable } from '../store/index.ts'
import { joinStatements } from './join-statements.ts'

const countsAlone = 'rate limits are counted by this instance alone: the store cannot count'

/** What the driver answers a statement. */
interface Answer {
  rows: Record<string, unknown>[]
}

/**
 * The store as the limiter's library wants its client to be. What is counted at the same moment, a request's person and its organization,
 * is counted by one statement. Throws `StoreUnavailable` rather than keep a request waiting: longer than `patienceMs` (default 500)
 * once, and then at all until the store was left alone for `pauseMs` (default 5,000).
 */
export const createCountingClient = (
  store: Store,
  log: Log,
  { patienceMs = 500, pauseMs = 5_000 }: { patienceMs?: number; pauseMs?: number } = {},
) => {
  let pausedUntil = 0
  const run = async (statement: Statement): Promise<Answer> => {
    if (performance.now() < pausedUntil) throw new StoreUnavailable(new Error('The store could not count.'))
    const { promise: late, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(
      () => reject(new StoreUnavailable(new Error('The store did not count in time.'))),
      patienceMs,
    )
    try {
      return await Promise.race([store.query(({ run }) => run<Record<string, unknown>>(statement)), late])
    } catch (error) {
      const isFirst = performance.now() >= pausedUntil
      pausedUntil = performance.now() + pauseMs
      // Several requests ask at once; one line is enough.
      if (isFirst) log.error(Object(redact({ cause: error })), countsAlone)
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  let waiting: Waiting[] = []
  const runWaiting = () => {
    const asked = waiting
    waiting = []
    for (const group of groupByKey(asked)) {
      run(joinStatements(group.map(({ statement }) => statement))).then(
        ({ rows }) => {
          for (const [index, { resolve }] of group.entries()) {
            resolve({ rows: rows.filter(({ statement }) => statement === index) })
          }
        },
        error => {
          for (const { reject } of group) reject(error)
        },
      )
    }
  }
  return {
    query: (statement: Statement): Promise<Answer> =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) process.nextTick(runWaiting)
        waiting.push({ statement, resolve, reject })
      }),
  }
}

interface Waiting {
  statement: Statement
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/**
 * One statement may count a key, which is the first value of each, no more than once; and all of them count their keys in one
 * order, so that two never wait for each other.
 */
const groupByKey = (waiting: readonly Waiting[]): Waiting[][] => {
  const groups: Map<unknown, Waiting>[] = []
  for (const one of waiting) {
    const key = one.statement.values[0]
    const group = groups.find(others => !others.has(key))
    if (group) group.set(key, one)
    else groups.push(new Map([[key, one]]))
  }
  return groups.map(group =>
    [...group].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)).map(([, one]) => one),
  )
}
