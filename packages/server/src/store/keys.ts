import type { Person } from '@keydesk/contract'
import { aliasedTable, and, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { type CredentialFacts, toFactColumns } from './credential-facts.ts'
import type { Tx } from './engine.ts'
import { isMoving } from './is-moving.ts'
import { rememberPeople } from './people.ts'
import { apiKeys, people } from './schema.ts'
import { separator, toStorable } from './storable.ts'

/** A key as WorkOS tells it. */
export interface KeyOfWorkos {
  id: string
  name: string
  obfuscatedValue: string
  permissions: readonly string[]
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  /** Null where it is not told; what is told later then always counts as newer. */
  updatedAt?: Date | null | undefined
}

/** A key with its owner, its creator, and whether it is on its way out. */
export type StoredKey = Omit<
  typeof apiKeys.$inferSelect,
  'kind' | 'nameLower' | 'searchText' | 'sortExpiresAt' | 'sortLastUsedAt' | 'seenAt' | 'expiryToldAt'
> & {
  owner: Person | null
  createdBy: Person | null
  /** A plan runs that moves it to an application. */
  isMoving: boolean
}

/** What taking in WorkOS's word changed. */
export interface TakenIn {
  /** Keys that were not known at all. */
  discovered: string[]
  /** Keys that WorkOS tells of although they are revoked here; they stay revoked. */
  tombstoned: string[]
  /** Keys that an earlier list was without, and that are alive after all. */
  revived: string[]
}

/**
 * Takes in keys of an organization as WorkOS tells them. A revoked key stays revoked, and older news never replaces newer. A key
 * that was only missing from a list is alive again when `isCurrent`: WorkOS was asked just now, and this is no old news.
 */
export const takeInKeys = async (
  tx: Tx,
  {
    organizationId,
    keys,
    isCurrent = false,
  }: { organizationId: string; keys: readonly KeyOfWorkos[]; isCurrent?: boolean },
): Promise<TakenIn> => {
  const taken: TakenIn = { discovered: [], tombstoned: [], revived: [] }
  // One order for everybody, so that two who take in the same keys wait for each other instead of locking up.
  const sorted = [...new Map(keys.map(key => [key.id, key])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (let at = 0; at < sorted.length; at += batchSize) {
    if (isCurrent) {
      const ids = sorted.slice(at, at + batchSize).map(({ id }) => id)
      taken.revived.push(...(await reviveMissing(tx, { organizationId, ids })))
    }
    const rows = await tx
      .insert(apiKeys)
      .values(
        sorted.slice(at, at + batchSize).map(key => ({
          ...toRow(organizationId, key),
          issuedPermissions: key.permissions.map(toStorable),
          origin: 'elsewhere' as const,
        })),
      )
      .onConflictDoUpdate({ target: apiKeys.id, set: news, setWhere: isSameTenant })
      .returning({ id: apiKeys.id, revokedAt: apiKeys.revokedAt, isNew: sql<boolean>`xmax = 0` })
    for (const { id, revokedAt, isNew } of rows) {
      if (isNew) taken.discovered.push(id)
      if (revokedAt !== null) taken.tombstoned.push(id)
    }
  }
  return taken
}

/**
 * Records a key made here with everything known of it. WorkOS's own word of it may have come first; the facts are added then, if
 * an intent is settled as having made it, and a revocation that came first stays.
 */
export const recordCreatedKey = async (
  tx: Tx,
  { organizationId, key, facts }: { organizationId: string; key: KeyOfWorkos; facts: CredentialFacts },
): Promise<void> => {
  await rememberPeople(tx, [facts.owner, facts.createdBy])
  const ours = {
    issuedPermissions: key.permissions.map(toStorable),
    ...toFactColumns(facts),
  }
  await tx
    .insert(apiKeys)
    .values({ ...toRow(organizationId, key), ...ours })
    .onConflictDoUpdate({ target: apiKeys.id, set: { ...news, ...ours }, setWhere: isSameTenant })
}

/** The organization's keys with these ids, revoked ones included. */
export const getKeys = async (
  tx: Tx,
  { organizationId, ids }: { organizationId: string; ids: readonly string[] },
): Promise<StoredKey[]> => {
  const rows = await selectKeys(tx).where(
    and(eq(apiKeys.organizationId, organizationId), inArray(apiKeys.id, ids.map(toStorable))),
  )
  return rows.map(toStoredKey)
}

/** The organization's key with this id, revoked ones included, or null. */
export const getKey = async (
  tx: Tx,
  place: { organizationId: string; id: string },
): Promise<StoredKey | null> => {
  const [row] = await selectKeys(tx).where(isKey(place))
  return row ? toStoredKey(row) : null
}

/**
 * The organization's key as `getKey` gives it; whoever else would change it waits until this transaction ends. Locked by a
 * statement of its own: a join that waited would give the key of now with the people of before.
 */
export const lockKey = async (
  tx: Tx,
  place: { organizationId: string; id: string },
): Promise<StoredKey | null> => {
  const [row] = await tx.select({ id: apiKeys.id }).from(apiKeys).where(isKey(place)).for('update')
  return row ? getKey(tx, place) : null
}

/** Brings back keys that a list was without; nobody ever said that they were revoked. */
const reviveMissing = async (
  tx: Tx,
  { organizationId, ids }: { organizationId: string; ids: readonly string[] },
): Promise<string[]> => {
  const missing = tx
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(areMissing({ organizationId, ids }))
    .orderBy(apiKeys.id)
    .for('update')
  const rows = await tx
    .update(apiKeys)
    .set({ revokedAt: null, missingAt: null })
    .where(inArray(apiKeys.id, missing))
    .returning({ id: apiKeys.id })
  return rows.map(({ id }) => id)
}

const areMissing = ({ organizationId, ids }: { organizationId: string; ids: readonly string[] }) =>
  and(isMissing(organizationId), inArray(apiKeys.id, ids.map(toStorable)))

/**
 * Marks keys of the organization as revoked, for good, those among them that were only missing; gives the ids of those that
 * were not marked yet.
 */
export const markRevoked = async (
  tx: Tx,
  { organizationId, ids, at }: { organizationId: string; ids: readonly string[]; at: Date },
): Promise<string[]> => {
  if (ids.length === 0) return []
  await tx.update(apiKeys).set({ missingAt: null }).where(areMissing({ organizationId, ids }))
  const rows = await tx
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(
      and(
        eq(apiKeys.organizationId, organizationId),
        inArray(apiKeys.id, ids.map(toStorable)),
        isNull(apiKeys.revokedAt),
      ),
    )
    .returning({ id: apiKeys.id })
  return rows.map(({ id }) => id)
}

/** Marks every key of the organization as revoked, for good. */
export const markAllRevoked = async (
  tx: Tx,
  { organizationId, at }: { organizationId: string; at: Date },
): Promise<void> => {
  await tx.update(apiKeys).set({ missingAt: null }).where(isMissing(organizationId))
  await tx.update(apiKeys).set({ revokedAt: at }).where(isLive(organizationId))
}

/** The ids of the organization's keys that are not revoked. */
export const listLiveKeyIds = async (tx: Tx, organizationId: string): Promise<string[]> => {
  const rows = await tx.select({ id: apiKeys.id }).from(apiKeys).where(isLive(organizationId))
  return rows.map(({ id }) => id)
}

const isLive = (organizationId: string) =>
  and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt))

const isMissing = (organizationId: string) =>
  and(eq(apiKeys.organizationId, organizationId), isNotNull(apiKeys.missingAt))

/** Of these ids, those that are known as keys of another organization than this one. */
export const findOfOthers = async (
  tx: Tx,
  { organizationId, ids }: { organizationId: string; ids: readonly string[] },
): Promise<string[]> => {
  const rows = await tx
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(inArray(apiKeys.id, ids.map(toStorable)), ne(apiKeys.organizationId, organizationId)))
  return rows.map(({ id }) => id)
}

/** Starts a query for keys with all that belongs to them. */
export const selectKeys = (tx: Tx) =>
  tx
    .select({ key: apiKeys, owner, creator, isMoving })
    .from(apiKeys)
    .leftJoin(owner, eq(owner.id, apiKeys.ownerId))
    .leftJoin(creator, eq(creator.id, apiKeys.createdById))

/** A row of `selectKeys` as a key. */
export const toStoredKey = (row: Awaited<ReturnType<typeof selectKeys>>[number]): StoredKey => {
  const {
    kind: _kind,
    nameLower: _lower,
    searchText: _search,
    sortExpiresAt: _expiry,
    sortLastUsedAt: _use,
    seenAt: _seen,
    expiryToldAt: _told,
    ...key
  } = row.key
  return { ...key, owner: row.owner, createdBy: row.creator, isMoving: row.isMoving }
}

/** One key of one organization. */
export const isKey = ({ organizationId, id }: { organizationId: string; id: string }): SQL | undefined =>
  and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.id, toStorable(id)))

/** The person who owns a key, and the one who made it, as a query joins them. */
export const [owner, creator] = [aliasedTable(people, 'owner'), aliasedTable(people, 'creator')]

const batchSize = 500

/** An index holds 2,704 bytes at most; a name made elsewhere may be longer than any order needs. */
const sortedLength = 400

/**
 * A name as it is sorted by, in binary order. In JavaScript, not in SQL: what is a small letter must not depend on the
 * locale of a server.
 */
export const toSortedName = (name: string): string => name.toLowerCase().slice(0, sortedLength).toWellFormed()

const toRow = (organizationId: string, key: KeyOfWorkos) => {
  const name = toStorable(key.name)
  const obfuscatedValue = toStorable(key.obfuscatedValue)
  const lower = name.toLowerCase()
  return {
    id: key.id,
    organizationId,
    name,
    nameLower: toSortedName(name),
    searchText: `${lower}${separator}${obfuscatedValue.toLowerCase()}`,
    obfuscatedValue,
    permissions: key.permissions.map(toStorable),
    createdAt: key.createdAt,
    expiresAt: key.expiresAt,
    lastUsedAt: key.lastUsedAt,
    workosUpdatedAt: key.updatedAt ?? null,
  }
}

const isSameTenant = sql`${apiKeys.organizationId} = excluded.organization_id`

const isNewer = sql`${apiKeys.revokedAt} is null and (excluded.workos_updated_at is null or ${apiKeys.workosUpdatedAt} is null or excluded.workos_updated_at >= ${apiKeys.workosUpdatedAt})`

const ifNewer = (column: string) =>
  sql
    .raw(`case when `)
    .append(isNewer)
    .append(sql.raw(` then excluded.${column} else api_keys.${column} end`))

const news = {
  name: ifNewer('name'),
  nameLower: ifNewer('name_lower'),
  searchText: ifNewer('search_text'),
  obfuscatedValue: ifNewer('obfuscated_value'),
  permissions: ifNewer('permissions'),
  expiresAt: ifNewer('expires_at'),
  // A use is not an update at WorkOS, and never taken back. `greatest` passes over nulls.
  lastUsedAt: sql`greatest(${apiKeys.lastUsedAt}, excluded.last_used_at)`,
  workosUpdatedAt: sql`greatest(${apiKeys.workosUpdatedAt}, excluded.workos_updated_at)`,
  seenAt: sql`clock_timestamp()`,
}
