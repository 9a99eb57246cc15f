/** Counted since the gate was made. */
export interface KeyCounters {
  /** Answered from memory. */
  hits: number
  /** Answered by a stale answer. */
  staleHits: number
  /** Answered no from memory. */
  unknownHits: number
  /** Answered by the cache shared with other processes. */
  sharedHits: number
  /** Had to ask, or to wait for somebody who asked. */
  misses: number
  /** Calls upstream. */
  upstreamCalls: number
  /** Refused unasked, for want of budget or behind an open breaker. */
  unasked: number
  /** Answers thrown away because the key was evicted while they were on their way. */
  outdated: number
}

/** Counters that start at nothing. */
export const createKeyCounters = (): KeyCounters => ({
  hits: 0,
  staleHits: 0,
  unknownHits: 0,
  sharedHits: 0,
  misses: 0,
  upstreamCalls: 0,
  unasked: 0,
  outdated: 0,
})
