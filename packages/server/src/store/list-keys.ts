import type { ApiKeyAttention, ApiKeyStatus } from '@keydesk/contract'
import type { Queries } from './engine.ts'
import { type KeyJson, readKeyJson } from './key-json.ts'
import { type StoredKey, toSortedName } from './keys.ts'
import { type MirrorState, unknownMirror } from './mirror.ts'
import { writeKeyListing } from './write-key-listing.ts'

/** What keys can be sorted by. */
export const keySorts = ['name', 'createdAt', 'expiresAt', 'lastUsedAt'] as const

/** What keys are sorted by. */
export type KeySort = (typeof keySorts)[number]

/** A place in a sorted list: of a name its sorted form, of an instant RFC 3339 text; null is never expiring, or never used. */
export interface KeyPosition {
  value: string | null
  id: string
}

/** Which keys of an organization, in which order, from where. */
export interface KeyQuery {
  organizationId: string
  /** A part of the name or of the obfuscated value, whatever its case. Every character stands for itself. */
  search?: string | undefined
  /** Without any: all but revoked. */
  statuses?: readonly ApiKeyStatus[] | undefined
  ownerIds?: readonly string[] | undefined
  /** Reasons to look at a key, any of which fits. */
  attentions?: readonly ApiKeyAttention[] | undefined
  sort: KeySort
  descending: boolean
  limit: number
  /** The page after a place or before one; the first page without. */
  position?: { after: KeyPosition } | { before: KeyPosition } | undefined
  /** The instant that states are derived from. */
  now: Date
}

/** A page of keys, and the places its neighbours start from. */
export interface KeyPage {
  keys: StoredKey[]
  /** For `after`; null on the last page. */
  next: KeyPosition | null
  /** For `before`; null on the first page. */
  previous: KeyPosition | null
  /** Of all pages together. */
  total: number
  /** How fresh what it was read from is. */
  mirror: MirrorState
}

/** Gives a page of an organization's keys, by one statement. Every page costs the same, however deep. */
export const listKeys = async ({ run }: Queries, query: KeyQuery): Promise<KeyPage> => {
  const { position, limit, sort } = query
  const isBackward = position !== undefined && 'before' in position
  const place = position && ('before' in position ? position.before : position.after)
  const { rows } = await run<Listing>(writeKeyListing(query))
  const { keys: found, behind, total, mirror } = rows[0] ?? nothing
  const keys = found.slice(0, limit).map(readKeyJson)
  if (isBackward) keys.reverse()
  const [first, last] = [keys[0], keys.at(-1)]
  const hasMore = found.length > limit
  // From an empty page the way back is to what lies behind its place, and the key at the place would be passed over.
  const hasBehind = behind.some(id => first !== undefined || id !== place?.id)
  const [hasPrevious, hasNext] = isBackward ? [hasMore, hasBehind] : [hasBehind, hasMore]
  const start = first ? toPosition(first, sort) : (place ?? null)
  const end = last ? toPosition(last, sort) : (place ?? null)
  return {
    keys,
    next: hasNext ? end : null,
    previous: hasPrevious ? start : null,
    total,
    mirror: mirror ?? unknownMirror,
  }
}

/** The one row that `writeKeyListing` asks for. */
type Listing = {
  keys: KeyJson[]
  behind: string[]
  total: number
  mirror: MirrorState | null
}

const nothing: Listing = { keys: [], behind: [], total: 0, mirror: null }

/** Tells whether a place read from outside can be one of a list sorted so. */
export const isKeyPosition = (sort: KeySort, { value, id }: KeyPosition): boolean => {
  if (/[\0\uFFFF]/.test(id)) return false
  if (value === null) return sort === 'expiresAt' || sort === 'lastUsedAt'
  if (sort === 'name') return value.isWellFormed() && !/[\0\uFFFF]/.test(value)
  return instantPattern.test(value) && !Number.isNaN(Date.parse(value))
}

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

const sorted: Record<KeySort, (key: StoredKey) => string | Date | null> = {
  name: key => toSortedName(key.name),
  createdAt: key => key.createdAt,
  expiresAt: key => key.expiresAt,
  lastUsedAt: key => key.lastUsedAt,
}

const toPosition = (key: StoredKey, sort: KeySort): KeyPosition => {
  const value = sorted[sort](key)
  return { value: value instanceof Date ? value.toISOString() : value, id: key.id }
}
