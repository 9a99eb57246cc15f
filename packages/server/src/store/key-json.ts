import { getTableColumns, sql } from 'drizzle-orm'
import { isMoving } from './is-moving.ts'
import { creator, owner, type StoredKey } from './keys.ts'
import { apiKeys } from './schema.ts'

/** A key as `keyJson` tells it: its instants are milliseconds since 1970. */
export type KeyJson = {
  [Name in keyof StoredKey]: StoredKey[Name] extends Date
    ? number
    : StoredKey[Name] extends Date | null
      ? Exclude<StoredKey[Name], Date> | number
      : StoredKey[Name]
}

const {
  kind: _kind,
  nameLower: _lower,
  searchText: _search,
  sortExpiresAt: _expiry,
  sortLastUsedAt: _use,
  seenAt: _seen,
  expiryToldAt: _told,
  ...columns
} = getTableColumns(apiKeys)

const personJson = (person: typeof owner) =>
  sql`case when ${person.id} is not null then json_build_object('id', ${person.id}, 'name', ${person.name}, 'email', ${person.email}) end`

/**
 * A key with its owner and creator as one value, for queries that join both. A page of them costs the process that reads it
 * half of what as many rows of two dozen columns each do.
 */
export const keyJson = sql<KeyJson>`json_build_object(${sql.join(
  Object.entries(columns).map(([name, column]) => {
    const value = column.dataType === 'date' ? sql`(extract(epoch from ${column}) * 1000)::bigint` : column
    return sql`${sql.raw(`'${name}'`)}, ${value}`
  }),
  sql`, `,
)}, 'owner', ${personJson(owner)}, 'createdBy', ${personJson(creator)}, 'isMoving', ${isMoving})`

/** Reads what `keyJson` has written. */
export const readKeyJson = (key: KeyJson): StoredKey => ({
  ...key,
  createdAt: new Date(key.createdAt),
  expiresAt: toDate(key.expiresAt),
  lastUsedAt: toDate(key.lastUsedAt),
  workosUpdatedAt: toDate(key.workosUpdatedAt),
  ownerGoneAt: toDate(key.ownerGoneAt),
  reviewedAt: toDate(key.reviewedAt),
  deliveredAt: toDate(key.deliveredAt),
  revokedAt: toDate(key.revokedAt),
  missingAt: toDate(key.missingAt),
})

const toDate = (milliseconds: number | null): Date | null =>
  milliseconds === null ? null : new Date(milliseconds)
