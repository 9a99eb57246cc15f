/** A map that never holds more than it was told. */
export interface BoundedMap<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
  delete(key: string): void
  clear(): void
  /** How many entries it holds. */
  readonly size: number
}

/**
 * Makes a map of at most `max` entries that forgets those unused the longest.
 * Two halves: entries are written to the young one, read ones move there, and a full young half becomes the old one. It
 * costs no memory per entry beyond the map's own, where a list of uses would cost more than the key.
 */
export const createBoundedMap = <Value>(max: number): BoundedMap<Value> => {
  const half = Math.max(1, Math.floor(max / 2))
  let young = new Map<string, Value>()
  let old = new Map<string, Value>()
  const set = (key: string, value: Value) => {
    young.set(key, value)
    if (young.size < half) return
    old = young
    young = new Map()
  }
  return {
    get: key => {
      const value = young.get(key)
      if (value !== undefined) return value
      const aged = old.get(key)
      if (aged === undefined) return undefined
      old.delete(key)
      set(key, aged)
      return aged
    },
    set: (key, value) => {
      old.delete(key)
      set(key, value)
    },
    delete: key => {
      young.delete(key)
      old.delete(key)
    },
    clear: () => {
      young.clear()
      old.clear()
    },
    get size() {
      return young.size + old.size
    },
  }
}
