import type { Tx } from './engine.ts'
import { isStoreUnavailable } from './store-error.ts'

/** An audit event that the database was not told of, as much of it as finds the request in the log. */
export interface Untold {
  action: string
  keyId: string | null
  /** Null for Keydesk itself and WorkOS. */
  actorId: string | null
  requestId: string
}

/** Told of events that the database refuses for good, and why. */
export type OnDropped = (untold: readonly Untold[], cause: unknown) => void

/** Work that waits for the database to answer again. */
export interface Later {
  /** Puts a transaction off until the database answers; what is put off runs in the order it was given. `untold` says what it tells. */
  later(work: (tx: Tx) => Promise<void>, untold: readonly Untold[]): void
  /** Waits for what was put off, at most `timeoutMs`, and gives what is untold still. */
  drain(options: { timeoutMs: number }): Promise<Untold[]>
}

/** Makes the queue of what the database must be told once it is back. It lives as long as the process. */
export const createLater = (
  transaction: (work: (tx: Tx) => Promise<void>) => Promise<void>,
  { retryMs = 1_000, onDropped }: { retryMs?: number; onDropped?: OnDropped | undefined } = {},
): Later => {
  const waiting: { work: (tx: Tx) => Promise<void>; untold: readonly Untold[] }[] = []
  let running: Promise<void> | null = null

  const run = async () => {
    for (let first = waiting[0]; first; first = waiting[0]) {
      try {
        await transaction(first.work)
        waiting.shift()
      } catch (error) {
        // What fails for another reason would fail for ever, and hold up the rest.
        if (!isStoreUnavailable(error)) {
          waiting.shift()
          onDropped?.(first.untold, error)
        } else await new Promise(resolve => setTimeout(resolve, retryMs).unref())
      }
    }
    running = null
  }

  return {
    later: (work, untold) => {
      waiting.push({ work, untold })
      running ??= run()
    },
    drain: async ({ timeoutMs }) => {
      const { promise: late, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, timeoutMs)
      await Promise.race([running, late])
      clearTimeout(timer)
      return waiting.flatMap(({ untold }) => untold)
    },
  }
}

/** Runs work in a transaction now or, where the store cannot be asked, once it can. For what is true already and has only to be told. */
export const runOrPutOff = async (
  store: Pick<Later, 'later'> & { transaction: (work: (tx: Tx) => Promise<void>) => Promise<void> },
  work: (tx: Tx) => Promise<void>,
  untold: readonly Untold[],
): Promise<void> => {
  try {
    await store.transaction(work)
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error
    store.later(work, untold)
  }
}
