import type { Tx } from './engine.ts'
import { isStoreUnavailable } from './store-error.ts'

/** Work that waits for the database to answer again. */
export interface Later {
  /** Puts a transaction off until the database answers; what is put off runs in the order it was given. */
  later(work: (tx: Tx) => Promise<void>): void
  /** Waits for what was put off, at most `timeoutMs`, and gives how much of it is still waiting then. */
  drain(options: { timeoutMs: number }): Promise<number>
}

/** Makes the queue of what the database must be told once it is back. It lives as long as the process. */
export const createLater = (
  transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>,
  { retryMs = 1_000 }: { retryMs?: number } = {},
): Later => {
  const waiting: ((tx: Tx) => Promise<void>)[] = []
  let running: Promise<void> | null = null

  const run = async () => {
    for (let work = waiting[0]; work; work = waiting[0]) {
      try {
        await transaction(work)
        waiting.shift()
      } catch (error) {
        // What fails for another reason would fail for ever, and hold up the rest.
        if (!isStoreUnavailable(error)) waiting.shift()
        else await new Promise(resolve => setTimeout(resolve, retryMs).unref())
      }
    }
    running = null
  }

  return {
    later: work => {
      waiting.push(work)
      running ??= run()
    },
    drain: async ({ timeoutMs }) => {
      const { promise: late, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, timeoutMs)
      await Promise.race([running, late])
      clearTimeout(timer)
      return waiting.length
    },
  }
}

/** Runs work in a transaction now or, where the store cannot be asked, once it can. For what is true already and has only to be told. */
export const runOrPutOff = async (
  store: Pick<Later, 'later'> & { transaction: (work: (tx: Tx) => Promise<void>) => Promise<void> },
  work: (tx: Tx) => Promise<void>,
): Promise<void> => {
  try {
    await store.transaction(work)
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error
    store.later(work)
  }
}
