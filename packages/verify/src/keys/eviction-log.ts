/** Remembers which keys were evicted and when, so that no answer older than its key's eviction is believed. */
export interface EvictionLog {
  /** The number of evictions so far. An answer is dated with what this was before it was asked for. */
  readonly generation: number
  /** Whether an answer about this key, dated so, is older than the key's last eviction. */
  isOutdated(id: string, generation: number): boolean
  /** Whether this key was evicted after another process got its answer. Clocks may differ by five seconds. */
  isNewer(id: string, checkedAt: number): boolean
  /** `at`: by the clock on the wall; `agedAt`: by the one that answers are aged by. */
  evict(ids: readonly string[], at: number, agedAt: number): void
  evictAll(at: number): void
}

const clockSkewMs = 5_000

/**
 * Makes the log. It replaces an index from id to entry: an eviction is noted once, whether the answer it makes worthless is
 * already remembered or still on its way.
 * @param keepMs How long any answer may be used, in milliseconds; older evictions are forgotten.
 * @param max More evictions than this within that time count as the eviction of everything.
 */
export const createEvictionLog = ({
  keepMs,
  max = 100_000,
}: {
  keepMs: number
  max?: number
}): EvictionLog => {
  let generation = 0
  let floor = { generation: 0, at: Number.NEGATIVE_INFINITY }
  const evicted = new Map<string, { generation: number; at: number; agedAt: number }>()
  const evictAll = (at: number) => {
    generation += 1
    floor = { generation, at }
    evicted.clear()
  }
  return {
    get generation() {
      return generation
    },
    isOutdated: (id, dated) => {
      if (dated < floor.generation) return true
      if (evicted.size === 0) return false
      const last = evicted.get(id)
      return last !== undefined && dated < last.generation
    },
    isNewer: (id, checkedAt) => checkedAt < (evicted.get(id) ?? floor).at + clockSkewMs,
    evict: (ids, at, agedAt) => {
      generation += 1
      for (const id of ids) {
        // Deleted first, so that the oldest stay in front.
        evicted.delete(id)
        evicted.set(id, { generation, at, agedAt })
      }
      for (const [id, entry] of evicted) {
        // By the clock that answers are aged by: what one that is set would forget, it could make young again.
        if (agedAt - entry.agedAt <= keepMs) break
        evicted.delete(id)
      }
      if (evicted.size > max) evictAll(at)
    },
    evictAll,
  }
}
