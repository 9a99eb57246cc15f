import type { ApiKeyAttention, ApiKeyStatus } from '@keydesk/contract'
import { cutPage, type From, isPlace, type Position } from './cut-page.ts'
import type { Queries } from './engine.ts'
import type { AttentionRules } from './key-attention.ts'
import { type KeyJson, readKeyJson } from './key-json.ts'
import { type StoredKey, toSortedName } from './keys.ts'
import { type MirrorState, unknownMirror } from './mirror.ts'
import { writeKeyListing } from './write-key-listing.ts'

/** What keys can be sorted by. */
export const keySorts = ['name', 'createdAt', 'expiresAt', 'lastUsedAt'] as const

/** What keys are sorted by. */
export type KeySort = (typeof keySorts)[number]

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
  position?: From | undefined
  /** The instant that states and reasons are derived from, and the rules. */
  now: Date
  rules: AttentionRules
}

/** A page of keys, and the places its neighbours start from. */
export interface KeyPage {
  keys: StoredKey[]
  /** For `after`; null on the last page. */
  next: Position | null
  /** For `before`; null on the first page. */
  previous: Position | null
  /** Of all pages together. */
  total: number
  /** How fresh what it was read from is. */
  mirror: MirrorState
}

/** Gives a page of an organization's keys, by one statement. Every page costs the same, however deep. */
export const listKeys = async ({ run }: Queries, query: KeyQuery): Promise<KeyPage> => {
  const { position, limit, sort } = query
  const { rows } = await run<Listing>(writeKeyListing(query))
  const { keys: found, behind, total, mirror } = rows[0] ?? nothing
  const { items, ...neighbours } = cutPage({
    found: found.map(readKeyJson),
    behind,
    limit,
    from: position,
    toPosition: key => toPosition(key, sort),
  })
  return { keys: items, ...neighbours, total, mirror: mirror ?? unknownMirror }
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
export const isKeyPosition = (sort: KeySort, place: Position): boolean => isPlace(place, places[sort])

const places = {
  name: 'name',
  createdAt: 'instant',
  expiresAt: 'instant or never',
  lastUsedAt: 'instant or never',
} as const

const sorted: Record<KeySort, (key: StoredKey) => string | Date | null> = {
  name: key => toSortedName(key.name),
  createdAt: key => key.createdAt,
  expiresAt: key => key.expiresAt,
  lastUsedAt: key => key.lastUsedAt,
}

const toPosition = (key: StoredKey, sort: KeySort): Position => {
  const value = sorted[sort](key)
  return { value: value instanceof Date ? value.toISOString() : value, id: key.id }
}
