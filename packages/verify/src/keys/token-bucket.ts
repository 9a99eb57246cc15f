/** Says how often something may happen. */
export interface TokenBucket {
  /** Takes one, if there is one. */
  take(now: number): boolean
  /** Seconds until there is one again. */
  wait(now: number): number
}

/** Makes a bucket of `burst` that fills again at `perSecond`. Times are in milliseconds. */
export const createTokenBucket = ({
  burst,
  perSecond,
}: {
  burst: number
  perSecond: number
}): TokenBucket => {
  let tokens = burst
  let filledAt: number | null = null
  const fill = (now: number) => {
    const passed = filledAt === null ? 0 : now - filledAt
    // A clock that was set back fills nothing and starts anew from there.
    if (passed > 0) tokens = Math.min(burst, tokens + (passed * perSecond) / 1000)
    filledAt = now
  }
  return {
    take: now => {
      fill(now)
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    wait: now => {
      fill(now)
      return tokens >= 1 ? 0 : (1 - tokens) / perSecond
    },
  }
}
