import { firstOf } from './first-of.ts'

/** Keeps work alive beyond the request that began it, where a runtime would end it with that request. */
export type WaitUntil = (work: Promise<unknown>) => void

/** Work that is done once for all who ask for the same at a time. */
export interface SingleFlight<Result> {
  /** Joins the work of this name, or begins it. Whoever leaves does not end it for the others. */
  join(name: string, begin: () => Promise<Result>): Promise<Result>
  /** Begins the work of this name for nobody in particular, unless it is running. */
  ensure(name: string, begin: () => Promise<Result>): void
  /** Whether the work of this name is running, and has been for so many milliseconds. */
  isRunning(name: string, forMs?: number): boolean
}

/**
 * Makes it. Work that was ended with its request never settles: after `lifeMs` milliseconds nobody waits for it any longer, and the
 * next to ask begins anew.
 */
export const createSingleFlight = <Result>({
  lifeMs,
  lost,
  waitUntil,
}: {
  lifeMs: number
  /** What those are given who waited for work that never ended. */
  lost: () => Result
  waitUntil: WaitUntil
}): SingleFlight<Result> => {
  const running = new Map<string, { work: Promise<Result>; begunAt: number }>()
  const find = (name: string, forMs = 0): Promise<Result> | null => {
    const known = running.get(name)
    if (known === undefined) return null
    const age = performance.now() - known.begunAt
    return age < forMs || age > lifeMs ? null : known.work
  }
  const outlive = async (work: Promise<Result>): Promise<Result> => {
    const done = await firstOf(
      work.then(result => ({ result })),
      lifeMs,
    )
    return done === null ? lost() : done.result
  }
  const start = (name: string, begin: () => Promise<Result>): Promise<Result> => {
    const work = begin().finally(() => {
      if (running.get(name)?.work === work) running.delete(name)
    })
    running.set(name, { work, begunAt: performance.now() })
    waitUntil(work)
    return work
  }
  return {
    join: (name, begin) => {
      const known = find(name)
      return known === null ? start(name, begin) : outlive(known)
    },
    ensure: (name, begin) => {
      // Nobody waits for it, so nobody else hears that it failed.
      if (find(name) === null) start(name, begin).catch(() => {})
    },
    isRunning: (name, forMs) => find(name, forMs) !== null,
  }
}
