import { and, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Tx } from './engine.ts'
import { apiKeys, mirrorStates } from './schema.ts'

/** How fresh the mirror of an organization is, by the database's own clock. */
export interface MirrorState {
  /** Milliseconds since the last complete refresh began; null when there was none. */
  ageMs: number | null
  /** How many keys were live then. */
  keyCount: number
  /** Somebody is refreshing it now. */
  isRefreshing: boolean
}

/** How fresh the mirror of an organization is. */
export const readMirrorState = async (tx: Tx, organizationId: string): Promise<MirrorState> => {
  const [row] = await tx
    .select(mirrorState)
    .from(mirrorStates)
    .where(eq(mirrorStates.organizationId, organizationId))
  return row ?? unknownMirror
}

/** The age of the mirror that was refreshed longest ago, in milliseconds; null when there is none. */
export const readOldestMirrorAge = async (tx: Tx): Promise<number | null> => {
  const [row] = await tx
    .select({ ageMs: ageOf(sql`min(${mirrorStates.refreshedAt})`) })
    .from(mirrorStates)
    .where(isNotNull(mirrorStates.refreshedAt))
  return row?.ageMs ?? null
}

/** Takes the one refresh of an organization that may run, for at most `leaseMs`; false while somebody else has it. */
export const beginRefresh = async (
  tx: Tx,
  { organizationId, holder, leaseMs }: { organizationId: string; holder: string; leaseMs: number },
): Promise<boolean> => {
  const lease = {
    leaseHolder: holder,
    leaseUntil: sql`clock_timestamp() + ${leaseMs} * interval '1 millisecond'`,
    // The database's clock marks what was seen as well: the clocks of several instances would disagree.
    refreshStartedAt: sql`clock_timestamp()`,
  }
  const rows = await tx
    .insert(mirrorStates)
    .values({ organizationId, ...lease })
    .onConflictDoUpdate({
      target: mirrorStates.organizationId,
      set: lease,
      setWhere: sql`${mirrorStates.leaseUntil} is null or ${mirrorStates.leaseUntil} <= clock_timestamp()`,
    })
    .returning({ organizationId: mirrorStates.organizationId })
  return rows.length === 1
}

/**
 * Ends a refresh that has taken in every page: live keys that it did not see are gone at WorkOS, and are marked as revoked,
 * until a later list has them again, and given. Null, and nothing changed, when the refresh took so long that it lost its turn.
 */
export const finishRefresh = async (
  tx: Tx,
  { organizationId, holder, at }: { organizationId: string; holder: string; at: Date },
): Promise<{ gone: string[]; keyCount: number } | null> => {
  const [state] = await tx
    .select({ startedAt: mirrorStates.refreshStartedAt })
    .from(mirrorStates)
    .where(
      and(
        eq(mirrorStates.organizationId, organizationId),
        eq(mirrorStates.leaseHolder, holder),
        gt(mirrorStates.leaseUntil, sql`clock_timestamp()`),
      ),
    )
    .for('update')
  if (!state) return null
  const startOfRefresh = sql`(select refresh_started_at from keydesk.mirror_states where organization_id = ${organizationId})`
  const gone = await tx
    .update(apiKeys)
    .set({ revokedAt: at, missingAt: at })
    .where(
      and(
        eq(apiKeys.organizationId, organizationId),
        isNull(apiKeys.revokedAt),
        lt(apiKeys.seenAt, startOfRefresh),
      ),
    )
    .returning({ id: apiKeys.id })
  const keyCount = await countLiveKeys(tx, organizationId)
  await tx
    .update(mirrorStates)
    .set({ refreshedAt: sql`refresh_started_at`, keyCount, leaseHolder: null, leaseUntil: null })
    .where(eq(mirrorStates.organizationId, organizationId))
  return { gone: gone.map(({ id }) => id), keyCount }
}

/** Remembers that WorkOS has deleted an organization, which is for good. */
export const markDeletedOrganization = async (
  tx: Tx,
  { organizationId, at }: { organizationId: string; at: Date },
): Promise<void> => {
  await tx
    .insert(mirrorStates)
    .values({ organizationId, deletedAt: at })
    .onConflictDoUpdate({ target: mirrorStates.organizationId, set: { deletedAt: at } })
}

/** Whether WorkOS has deleted the organization. Until the transaction ends, nobody else marks it as deleted. */
export const isDeletedOrganization = async (tx: Tx, organizationId: string): Promise<boolean> => {
  await tx.insert(mirrorStates).values({ organizationId }).onConflictDoNothing()
  const [row] = await tx
    .select({ deletedAt: mirrorStates.deletedAt })
    .from(mirrorStates)
    .where(eq(mirrorStates.organizationId, organizationId))
    .for('share')
  return row !== undefined && row.deletedAt !== null
}

/** Gives up a refresh, so that the next reader may start one. */
export const abandonRefresh = async (
  tx: Tx,
  { organizationId, holder }: { organizationId: string; holder: string },
): Promise<void> => {
  await tx
    .update(mirrorStates)
    .set({ leaseHolder: null, leaseUntil: null })
    .where(and(eq(mirrorStates.organizationId, organizationId), eq(mirrorStates.leaseHolder, holder)))
}

/** How many keys of the organization are not revoked. */
export const countLiveKeys = async (tx: Tx, organizationId: string): Promise<number> => {
  const [row] = await tx
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt)))
  return row?.count ?? 0
}

/** The mirror of an organization that nobody has asked for yet. */
export const unknownMirror: MirrorState = { ageMs: null, keyCount: 0, isRefreshing: false }

const ageOf = (instant: unknown) =>
  sql<number | null>`extract(epoch from clock_timestamp() - ${instant}) * 1000`.mapWith(Number)

/** What a query of `mirror_states` selects to know how fresh a mirror is. */
export const mirrorState = {
  ageMs: ageOf(mirrorStates.refreshedAt),
  keyCount: mirrorStates.keyCount,
  isRefreshing: sql<boolean>`coalesce(${mirrorStates.leaseUntil} > clock_timestamp(), false)`,
}
