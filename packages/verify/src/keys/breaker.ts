/** Keeps from asking a service that is down. Times are in milliseconds. */
export interface Breaker {
  /** Seconds for which nobody should ask; 0: ask. When the time is over, the first to hear 0 is the probe that the others wait for. */
  wait(now: number): number
  succeeded(): void
  /** `retryAfter`: seconds the service asked for. */
  failed(now: number, retryAfter?: number): void
}

const longestPause = 30_000
const longestAsked = 60_000

/**
 * Makes a breaker that opens after `failures` in a row, or at once where the service says how long to wait. It stays open for a
 * second, then twice as long each time a probe fails, 30 seconds at most.
 */
export const createBreaker = ({ failures = 5 }: { failures?: number } = {}): Breaker => {
  let inARow = 0
  let openedAt = 0
  let pause = 0
  let probeUntil = 0
  return {
    wait: now => {
      // A clock that was set back must not keep it open.
      const left = now < openedAt ? 0 : openedAt + pause - now
      if (left > 0) return left / 1000
      if (pause === 0) return 0
      if (now >= openedAt && now < probeUntil) return (probeUntil - now) / 1000
      probeUntil = now + 2_000
      return 0
    },
    succeeded: () => {
      inARow = 0
      pause = 0
      probeUntil = 0
    },
    failed: (now, retryAfter) => {
      inARow += 1
      const asked = Math.min(longestAsked, (retryAfter ?? 0) * 1000)
      if (inARow < failures && asked === 0) return
      // Those that were already on their way when it opened make it no longer.
      if (pause > 0 && now >= openedAt && now < openedAt + pause && probeUntil === 0) return
      pause = Math.max(asked, pause === 0 ? 1_000 : Math.min(longestPause, pause * 2))
      openedAt = now
      probeUntil = 0
    },
  }
}
