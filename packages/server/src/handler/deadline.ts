/** A request's one deadline for everything it waits for. */
export interface Deadline {
  signal: AbortSignal
  /** When it passes. */
  at: Date
  /** Gives the promise's outcome, or throws what `onTimeout` makes when the deadline passes first, whether or not the promise ever settles. */
  race<Result>(promise: Promise<Result>, onTimeout: () => Error): Promise<Result>
  /** Lets go of the timer. */
  clear(): void
}

/** Starts a deadline so many milliseconds from now. */
export const startDeadline = (milliseconds: number, now: Date): Deadline => {
  const controller = new AbortController()
  const timer = setTimeout(
    () => controller.abort(new DOMException('The deadline of the request has passed', 'TimeoutError')),
    milliseconds,
  )
  const { signal } = controller
  const passed = new Promise<'passed'>(resolve => {
    signal.addEventListener('abort', () => resolve('passed'), { once: true })
  })
  return {
    signal,
    at: new Date(now.getTime() + milliseconds),
    race: async (promise, onTimeout) => {
      const settled = promise.then(
        value => ({ ok: true as const, value }),
        error => ({ ok: false as const, error }),
      )
      const outcome = await Promise.race([settled, passed])
      if (outcome === 'passed') throw onTimeout()
      if (!outcome.ok) throw signal.aborted && isAbort(outcome.error) ? onTimeout() : outcome.error
      return outcome.value
    },
    clear: () => clearTimeout(timer),
  }
}

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
