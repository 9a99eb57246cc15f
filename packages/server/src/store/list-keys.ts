import type { ApiKeyAttention, ApiKeyStatus } from '@keydesk/contract'
import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Tx } from './engine.ts'
import { whereAttention } from './key-attention.ts'
import { whereStatus } from './key-status.ts'
import { type StoredKey, selectKeys, toSortedName, toStoredKey } from './keys.ts'
import { apiKeys } from './schema.ts'
import { toStorable } from './storable.ts'

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
}

/** Gives a page of an organization's keys. Every page costs the same, however deep. */
export const listKeys = async (tx: Tx, query: KeyQuery): Promise<KeyPage> => {
  const { position, limit, sort } = query
  const isBackward = position !== undefined && 'before' in position
  const place = position && ('before' in position ? position.before : position.after)
  const [counted] = await selectTotal(tx, query)
  const rows = await selectPage(tx, query, { place, isBackward, limit: limit + 1 })
  const keys = rows.slice(0, limit).map(toStoredKey)
  if (isBackward) keys.reverse()
  const [first, last] = [keys[0], keys.at(-1)]
  const hasMore = rows.length > limit
  // The key at the place itself may be gone by now, so whether anything lies behind is asked, not assumed.
  const edge = isBackward ? last : first
  const behind = place && (edge ? toPosition(edge, sort) : place)
  const hasBehind =
    behind !== undefined &&
    (await selectPage(tx, query, { place: behind, isBackward: !isBackward, limit: 1 })).length > 0
  const [hasPrevious, hasNext] = isBackward ? [hasMore, hasBehind] : [hasBehind, hasMore]
  const start = first ? toPosition(first, sort) : (place ?? null)
  const end = last ? toPosition(last, sort) : (place ?? null)
  return {
    keys,
    next: hasNext ? end : null,
    previous: hasPrevious ? start : null,
    total: counted?.total ?? 0,
  }
}

/** The query that counts what a list holds on all its pages. */
export const selectTotal = (tx: Tx, query: KeyQuery) =>
  tx
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(apiKeys)
    .where(whereKeys(query))

/** The query for the keys next to a place, the nearest first. */
export const selectPage = (
  tx: Tx,
  query: KeyQuery,
  from: { place: KeyPosition | undefined; isBackward: boolean; limit: number },
) => {
  const { sort, descending } = query
  const isDescending = descending !== from.isBackward
  const { column } = sorts[sort]
  const order = isDescending ? desc : asc
  return selectKeys(tx)
    .where(and(whereKeys(query), from.place && whereBeyond(sort, from.place, isDescending)))
    .orderBy(order(column), order(apiKeys.id))
    .limit(from.limit)
}

/** Tells whether a place read from outside can be one of a list sorted so. */
export const isKeyPosition = (sort: KeySort, { value, id }: KeyPosition): boolean => {
  if (/[\0\uFFFF]/.test(id)) return false
  if (value === null) return sort === 'expiresAt' || sort === 'lastUsedAt'
  if (sort === 'name') return value.isWellFormed() && !/[\0\uFFFF]/.test(value)
  return instantPattern.test(value) && !Number.isNaN(Date.parse(value))
}

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

const sorts = {
  name: { column: apiKeys.nameLower, valueOf: (key: StoredKey) => toSortedName(key.name) },
  createdAt: { column: apiKeys.createdAt, valueOf: (key: StoredKey) => key.createdAt },
  expiresAt: { column: apiKeys.sortExpiresAt, valueOf: (key: StoredKey) => key.expiresAt },
  lastUsedAt: { column: apiKeys.sortLastUsedAt, valueOf: (key: StoredKey) => key.lastUsedAt },
}

const toPosition = (key: StoredKey, sort: KeySort): KeyPosition => {
  const value = sorts[sort].valueOf(key)
  return { value: value instanceof Date ? value.toISOString() : value, id: key.id }
}

const whereBeyond = (sort: KeySort, { value, id }: KeyPosition, isDescending: boolean): SQL => {
  const { column } = sorts[sort]
  const end = sort === 'lastUsedAt' ? '-infinity' : 'infinity'
  const edge = sort === 'name' ? sql`${value}` : sql`${value ?? end}::timestamptz`
  return sql`(${column}, ${apiKeys.id}) ${sql.raw(isDescending ? '<' : '>')} (${edge}, ${id})`
}

const whereKeys = (query: KeyQuery) => {
  const { organizationId, search, statuses = [], ownerIds = [], attentions = [], now } = query
  return and(
    eq(apiKeys.organizationId, organizationId),
    whereStatus(statuses, now),
    whereAttention(attentions, now),
    ownerIds.length > 0 ? inArray(apiKeys.ownerId, ownerIds.map(toStorable)) : undefined,
    search ? sql`${apiKeys.searchText} like ${toPattern(search)}` : undefined,
  )
}

const toPattern = (search: string): string =>
  `%${toStorable(search)
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`
