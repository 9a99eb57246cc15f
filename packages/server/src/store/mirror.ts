import { and, eq, gt, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Tx } from './engine.ts'
import type { mirrorStates } from './schema.ts'

/** How fresh the mirror of an organization is, by the database's own clock. */
export interface MirrorState {
  /** Milliseconds since the last complete refresh began; null when there was none. */
  ageMs: number | null
  /** How many credentials were live then. */
  count: number
  /** Somebody is refreshing it now. */
  isRefreshing: boolean
}

/** What the mirrors of one kind of credential keep, and how its rows are counted and marked. */
export interface MirrorOf<Gone> {
  table: typeof mirrorStates
  /** How many credentials of the organization live. */
  countLive: (tx: Tx, organizationId: string) => Promise<number>
  /** Marks the live ones that were last seen before an instant of the database as gone at WorkOS, and gives them. */
  markGone: (tx: Tx, gone: { organizationId: string; seenBefore: SQL; at: Date }) => Promise<Gone>
}

/** The mirrors of one kind of credential, one for each organization. */
export interface Mirror<Gone> extends MirrorOf<Gone> {
  /** How fresh the mirror of an organization is. */
  read: (tx: Tx, organizationId: string) => Promise<MirrorState>
  /** The age of the mirror that was refreshed longest ago, in milliseconds; null when there is none. */
  readOldestAge: (tx: Tx) => Promise<number | null>
  /** Organizations with credentials that nobody has begun to refresh since, and how many live in each, the oldest first; those that failed wait their turn as well. */
  findOld: (
    tx: Tx,
    old: { olderThanMs: number; limit: number },
  ) => Promise<{ organizationId: string; count: number }[]>
  /** Takes the one refresh of an organization that may run, for at most `leaseMs`; false while somebody else has it. */
  begin: (tx: Tx, refresh: { organizationId: string; holder: string; leaseMs: number }) => Promise<boolean>
  /**
   * Ends a refresh that has taken in everything: what is live here and was not seen is gone at WorkOS, and is marked so until
   * a later list has it again, and given. Null, and nothing changed, when the refresh took so long that it lost its turn.
   */
  finish: (
    tx: Tx,
    refresh: { organizationId: string; holder: string; at: Date },
  ) => Promise<{ gone: Gone; count: number } | null>
  /** Gives up a refresh, so that the next reader may start one. */
  abandon: (tx: Tx, refresh: { organizationId: string; holder: string }) => Promise<void>
  /** Holds the mirror of an organization until the transaction ends: whoever else does so waits. */
  hold: (tx: Tx, organizationId: string) => Promise<void>
  /** Remembers that WorkOS has deleted an organization, which is for good. */
  markOrganizationDeleted: (tx: Tx, deletion: { organizationId: string; at: Date }) => Promise<void>
  /** Whether WorkOS has deleted the organization. Until the transaction ends, nobody else marks it as deleted. */
  isOrganizationDeleted: (tx: Tx, organizationId: string) => Promise<boolean>
}

/** Makes the mirrors of a kind of credential. */
export const createMirror = <Gone>(kind: MirrorOf<Gone>): Mirror<Gone> => {
  const { table, markGone, countLive } = kind
  const of = (organizationId: string) => eq(table.organizationId, organizationId)
  return {
    ...kind,
    read: async (tx, organizationId) => {
      const [row] = await tx.select(selectMirror(table)).from(table).where(of(organizationId))
      return row ?? unknownMirror
    },
    readOldestAge: async tx => {
      const [row] = await tx
        .select({ ageMs: ageOf(sql`min(${table.refreshedAt})`) })
        .from(table)
        .where(isNotNull(table.refreshedAt))
      return row?.ageMs ?? null
    },
    findOld: async (tx, { olderThanMs, limit }) => {
      return tx
        .select({ organizationId: table.organizationId, count: table.count })
        .from(table)
        .where(
          and(
            gt(table.count, 0),
            isNull(table.deletedAt),
            lt(table.refreshStartedAt, sql`clock_timestamp() - ${olderThanMs} * interval '1 millisecond'`),
          ),
        )
        .orderBy(table.refreshStartedAt)
        .limit(limit)
    },
    begin: async (tx, { organizationId, holder, leaseMs }) => {
      const lease = {
        leaseHolder: holder,
        leaseUntil: sql`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`,
        // The database's clock marks what was seen as well: the clocks of several instances would disagree.
        refreshStartedAt: sql`clock_timestamp()`,
      }
      const rows = await tx
        .insert(table)
        .values({ organizationId, ...lease })
        .onConflictDoUpdate({
          target: table.organizationId,
          set: lease,
          setWhere: sql`${table.leaseUntil} is null or ${table.leaseUntil} <= clock_timestamp()`,
        })
        .returning({ organizationId: table.organizationId })
      return rows.length === 1
    },
    finish: async (tx, { organizationId, holder, at }) => {
      const [state] = await tx
        .select({ startedAt: table.refreshStartedAt })
        .from(table)
        .where(
          and(
            of(organizationId),
            eq(table.leaseHolder, holder),
            gt(table.leaseUntil, sql`clock_timestamp()`),
          ),
        )
        .for('update')
      if (!state) return null
      const seenBefore = sql`(select refresh_started_at from ${table} where organization_id = ${organizationId})`
      const gone = await markGone(tx, { organizationId, seenBefore, at })
      const count = await countLive(tx, organizationId)
      await tx
        .update(table)
        .set({ refreshedAt: sql`refresh_started_at`, count, leaseHolder: null, leaseUntil: null })
        .where(of(organizationId))
      return { gone, count }
    },
    abandon: async (tx, { organizationId, holder }) => {
      await tx
        .update(table)
        .set({ leaseHolder: null, leaseUntil: null })
        .where(and(of(organizationId), eq(table.leaseHolder, holder)))
    },
    hold: async (tx, organizationId) => {
      await tx
        .insert(table)
        .values({ organizationId })
        .onConflictDoUpdate({ target: table.organizationId, set: { organizationId } })
    },
    markOrganizationDeleted: async (tx, { organizationId, at }) => {
      await tx
        .insert(table)
        .values({ organizationId, deletedAt: at })
        .onConflictDoUpdate({ target: table.organizationId, set: { deletedAt: at } })
    },
    isOrganizationDeleted: async (tx, organizationId) => {
      await tx.insert(table).values({ organizationId }).onConflictDoNothing()
      const [row] = await tx
        .select({ deletedAt: table.deletedAt })
        .from(table)
        .where(of(organizationId))
        .for('share')
      return row !== undefined && row.deletedAt !== null
    },
  }
}

/** The mirror of an organization that nobody has asked for yet. */
export const unknownMirror: MirrorState = { ageMs: null, count: 0, isRefreshing: false }

const ageOf = (instant: unknown) =>
  sql<number | null>`extract(epoch from clock_timestamp() - ${instant}) * 1000`.mapWith(Number)

/** What a query of mirrors selects to know how fresh one is. */
export const selectMirror = ({ refreshedAt, count, leaseUntil }: typeof mirrorStates) => ({
  ageMs: ageOf(refreshedAt),
  count,
  isRefreshing: sql<boolean>`coalesce(${leaseUntil} > clock_timestamp(), false)`,
})
