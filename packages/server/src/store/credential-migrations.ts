import type { MigrationStatus, Person } from '@keydesk/contract'
import { and, asc, desc, eq, getTableColumns, inArray, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { cutPage, type From, isPlace, type Position } from './cut-page.ts'
import type { Tx } from './engine.ts'
import { rememberPeople } from './people.ts'
import { apiKeys, credentialMigrations, m2mApplications, people } from './schema.ts'
import { toStorable } from './storable.ts'

/** A plan to move from a key to an application, with who started it. */
export type StoredMigration = Omit<typeof credentialMigrations.$inferSelect, 'startedById'> & {
  startedBy: Person | null
}

/** Which plans of an organization, newest first, from where. */
export interface MigrationQuery {
  organizationId: string
  /** Without any: all. */
  statuses: readonly MigrationStatus[]
  /** Without any: of all keys. */
  apiKeyIds: readonly string[]
  limit: number
  /** The page after a place or before one; the first page without. */
  position?: From | undefined
}

/** A page of plans, and the places its neighbours start from. */
export interface MigrationPage {
  migrations: StoredMigration[]
  next: Position | null
  previous: Position | null
  /** Of all pages together. */
  total: number
}

/** Writes down a plan that runs from now on; false while one of the same key, or of the same application, runs already. */
export const insertMigration = async (
  tx: Tx,
  {
    startedBy,
    ...migration
  }: Pick<
    StoredMigration,
    'id' | 'organizationId' | 'apiKeyId' | 'applicationId' | 'endsAt' | 'formerEnd' | 'startedAt'
  > & { startedBy: Person },
): Promise<boolean> => {
  await rememberPeople(tx, [startedBy])
  const rows = await tx
    .insert(credentialMigrations)
    .values({ ...migration, startedById: startedBy.id })
    .onConflictDoNothing()
    .returning({ id: credentialMigrations.id })
  return rows.length === 1
}

/** The organization's plan with this id, or null. */
export const getMigration = async (
  tx: Tx,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<StoredMigration | null> =>
  (
    await selectMigrations(tx).where(and(isOf(organizationId), eq(credentialMigrations.id, toStorable(id))))
  )[0] ?? null

/** The plan that runs for a key or an application of the organization, or null. */
export const findRunningMigration = async (
  tx: Tx,
  { organizationId, ...of }: { organizationId: string } & ({ apiKeyId: string } | { applicationId: string }),
): Promise<StoredMigration | null> => {
  const isIts =
    'apiKeyId' in of
      ? eq(credentialMigrations.apiKeyId, toStorable(of.apiKeyId))
      : eq(credentialMigrations.applicationId, toStorable(of.applicationId))
  return (await selectMigrations(tx).where(and(isOf(organizationId), isRunning, isIts)))[0] ?? null
}

/** Moves the end of a plan that runs, and the one that its key gets back. */
export const changeMigrationEnd = async (
  tx: Tx,
  {
    organizationId,
    id,
    endsAt,
    formerEnd,
  }: Pick<StoredMigration, 'organizationId' | 'id' | 'endsAt' | 'formerEnd'>,
): Promise<void> => {
  await tx
    .update(credentialMigrations)
    .set({ endsAt, formerEnd })
    .where(and(isOf(organizationId), eq(credentialMigrations.id, id), isRunning))
}

/** Ends a plan that runs; false when it is over already. */
export const endMigration = async (
  tx: Tx,
  {
    organizationId,
    id,
    status,
    at,
  }: { organizationId: string; id: string; status: 'finished' | 'cancelled'; at: Date },
): Promise<boolean> => {
  const rows = await tx
    .update(credentialMigrations)
    .set({ status, endedAt: at })
    .where(and(isOf(organizationId), eq(credentialMigrations.id, id), isRunning))
    .returning({ id: credentialMigrations.id })
  return rows.length === 1
}

/** Gives a page of an organization's plans. Call it in a snapshot, so that its parts tell of one state. */
export const listMigrations = async (tx: Tx, query: MigrationQuery): Promise<MigrationPage> => {
  const { limit, position: from } = query
  const isBackward = from !== undefined && 'before' in from
  const place = from && ('before' in from ? from.before : from.after)
  const find = (isDown: boolean, beyond: SQL | undefined, most: number) =>
    selectMigrations(tx)
      .where(and(whereMigrations(query), beyond))
      .orderBy(...sorted.map(column => (isDown ? desc : asc)(column)))
      .limit(most)
  const found = await find(!isBackward, place && comparePlace(isBackward ? '>' : '<', place), limit + 1)
  const behind = place ? await find(isBackward, comparePlace(isBackward ? '<=' : '>=', place), 2) : []
  const [count] = await tx
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(credentialMigrations)
    .where(whereMigrations(query))
  const { items, ...neighbours } = cutPage({
    ...{ found, limit, from },
    behind: behind.map(({ id }) => id),
    toPosition: ({ startedAt, id }) => ({ value: startedAt.toISOString(), id }),
  })
  return { migrations: items, ...neighbours, total: count?.total ?? 0 }
}

/**
 * Plans of every organization that run although their key or application is over, or whose key does not end when they say; where they are
 * more than the limit, any of them, so that those which cannot be followed now never keep the others waiting for good.
 */
export const findStrayMigrations = async (
  tx: Tx,
  { now, limit }: { now: Date; limit: number },
): Promise<StoredMigration[]> =>
  selectMigrations(tx)
    .innerJoin(apiKeys, eq(apiKeys.id, credentialMigrations.apiKeyId))
    .innerJoin(m2mApplications, eq(m2mApplications.id, credentialMigrations.applicationId))
    .where(
      and(
        isRunning,
        or(
          isNotNull(apiKeys.revokedAt),
          isNotNull(m2mApplications.deletedAt),
          lte(apiKeys.expiresAt, now),
          sql`${apiKeys.expiresAt} is distinct from ${credentialMigrations.endsAt}`,
        ),
      ),
    )
    .orderBy(sql`random()`)
    .limit(limit)

/** Tells whether a place read from outside can be one of this list. */
export const isMigrationPosition = (place: Position): boolean => isPlace(place, 'instant')

const { startedById: _startedBy, ...columns } = getTableColumns(credentialMigrations)

const selectMigrations = (tx: Tx) =>
  tx
    .select({ ...columns, startedBy: people })
    .from(credentialMigrations)
    .leftJoin(people, eq(people.id, credentialMigrations.startedById))
    .$dynamic()

const isRunning = eq(credentialMigrations.status, 'running')

const isOf = (organizationId: string) => eq(credentialMigrations.organizationId, organizationId)

const sorted = [credentialMigrations.startedAt, credentialMigrations.id]

const comparePlace = (operator: '<' | '<=' | '>' | '>=', { value, id }: Position): SQL =>
  sql`(${credentialMigrations.startedAt}, ${credentialMigrations.id}) ${sql.raw(operator)} (${value}::timestamptz, ${id}::text)`

const whereMigrations = ({ organizationId, statuses, apiKeyIds }: MigrationQuery) =>
  and(
    isOf(organizationId),
    statuses.length > 0 ? inArray(credentialMigrations.status, [...statuses]) : undefined,
    apiKeyIds.length > 0 ? inArray(credentialMigrations.apiKeyId, apiKeyIds.map(toStorable)) : undefined,
  )
