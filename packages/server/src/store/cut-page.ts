/** A place in a sorted list: of a name its sorted form, of an instant RFC 3339 text; null is never. */
export interface Position {
  value: string | null
  id: string
}

/** Where a page starts from: behind a place, or before one. */
export type From = { after: Position } | { before: Position }

/** A page of a list, and the places its neighbours start from. */
export interface CutPage<Item> {
  items: Item[]
  /** For `after`; null on the last page. */
  next: Position | null
  /** For `before`; null on the first page. */
  previous: Position | null
}

/**
 * Cuts a page out of what was found next to a place, the nearest first and one more than the page holds, and tells its neighbours.
 * `behind` are the ids of up to two on the other side of the place, the one at the place itself included.
 */
export const cutPage = <Item>({
  found,
  behind,
  limit,
  from,
  toPosition,
}: {
  found: readonly Item[]
  behind: readonly string[]
  limit: number
  from: From | undefined
  toPosition: (item: Item) => Position
}): CutPage<Item> => {
  const isBackward = from !== undefined && 'before' in from
  const place = from && ('before' in from ? from.before : from.after)
  const items = found.slice(0, limit)
  if (isBackward) items.reverse()
  const [first, last] = [items[0], items.at(-1)]
  const hasMore = found.length > limit
  // From an empty page the way back is to what lies behind its place, and what is at the place would be passed over.
  const hasBehind = behind.some(id => first !== undefined || id !== place?.id)
  const [hasPrevious, hasNext] = isBackward ? [hasMore, hasBehind] : [hasBehind, hasMore]
  const start = first === undefined ? (place ?? null) : toPosition(first)
  const end = last === undefined ? (place ?? null) : toPosition(last)
  return { items, next: hasNext ? end : null, previous: hasPrevious ? start : null }
}

/** Tells whether an instant or an id read from outside can be one of a place. */
export const isPlace = ({ value, id }: Position, kind: 'name' | 'instant' | 'instant or never'): boolean => {
  if (/[\0\uFFFF]/.test(id)) return false
  if (value === null) return kind === 'instant or never'
  if (kind === 'name') return value.isWellFormed() && !/[\0\uFFFF]/.test(value)
  return instantPattern.test(value) && !Number.isNaN(Date.parse(value))
}

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
