import { isStoreUnavailable, type Store, type Tx } from '../store/index.ts'

/** Puts work off until the store answers again; it runs in the order it was given. */
export type Later = (work: (tx: Tx) => Promise<void>) => void

/** Makes the queue of what the store must be told once it is back. It lives as long as the process. */
export const createLater = (store: Store, { retryMs = 1_000 }: { retryMs?: number } = {}): Later => {
  const waiting: ((tx: Tx) => Promise<void>)[] = []
  let isRunning = false

  const run = async () => {
    isRunning = true
    for (let work = waiting[0]; work; work = waiting[0]) {
      try {
        await store.transaction(work)
        waiting.shift()
      } catch (error) {
        // What fails for another reason would fail for ever, and hold up the rest.
        if (!isStoreUnavailable(error)) waiting.shift()
        else await new Promise(resolve => setTimeout(resolve, retryMs).unref())
      }
    }
    isRunning = false
  }

  return work => {
    waiting.push(work)
    if (!isRunning) void run()
  }
}

/** Runs work in a transaction now or, where the store cannot be asked, once it can. For what is true already and has only to be told. */
export const runOrPutOff = async (
  { store, later }: { store: Store; later: Later },
  work: (tx: Tx) => Promise<void>,
): Promise<void> => {
  try {
    await store.transaction(work)
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error
    later(work)
  }
}
