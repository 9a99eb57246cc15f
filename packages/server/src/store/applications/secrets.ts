import { and, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { Tx } from '../engine.ts'
import { clientSecrets } from '../schema.ts'
import { toStorable } from '../storable.ts'
import { coalesceDeleted } from './applications.ts'

/** A client secret as WorkOS tells it; never its value. */
export interface SecretOfWorkos {
  id: string
  hint: string
  createdAt: Date
  lastUsedAt: Date | null
}

/**
 * Takes in secrets as WorkOS lists them now; gives those that were not known at all. What was deleted here stays deleted, what only a
 * list was without is there again, and a use is never taken back.
 */
export const takeInSecrets = async (
  tx: Tx,
  secrets: readonly (SecretOfWorkos & { organizationId: string; applicationId: string })[],
): Promise<{ discovered: string[] }> => {
  if (secrets.length === 0) return { discovered: [] }
  // One order for everybody, so that two who take in the same wait for each other instead of locking up.
  const sorted = [...secrets].sort((a, b) => (a.id < b.id ? -1 : 1))
  const rows = await tx
    .insert(clientSecrets)
    .values(
      sorted.map(({ id, hint, createdAt, lastUsedAt, organizationId, applicationId }) => ({
        ...{ id, createdAt, lastUsedAt, organizationId, applicationId },
        hint: toStorable(hint),
      })),
    )
    .onConflictDoUpdate({
      target: clientSecrets.id,
      set: {
        // `greatest` passes over nulls.
        lastUsedAt: sql`greatest(${clientSecrets.lastUsedAt}, excluded.last_used_at)`,
        deletedAt: sql`case when ${clientSecrets.missingAt} is null then ${clientSecrets.deletedAt} end`,
        missingAt: null,
        seenAt: sql`clock_timestamp()`,
      },
      setWhere: sql`(${clientSecrets.organizationId}, ${clientSecrets.applicationId}) = (excluded.organization_id, excluded.application_id)`,
    })
    .returning({ id: clientSecrets.id, isNew: sql<boolean>`xmax = 0` })
  return { discovered: rows.filter(({ isNew }) => isNew).map(({ id }) => id) }
}

/** Marks a secret as deleted, for good; false when it was marked before. */
export const markSecretDeleted = async (
  tx: Tx,
  { organizationId, id, at }: { organizationId: string; id: string; at: Date },
): Promise<boolean> => {
  const rows = await tx
    .update(clientSecrets)
    .set({ deletedAt: coalesceDeleted(clientSecrets.deletedAt, at), missingAt: null })
    .where(
      and(
        eq(clientSecrets.organizationId, organizationId),
        eq(clientSecrets.id, toStorable(id)),
        or(isNull(clientSecrets.deletedAt), isNotNull(clientSecrets.missingAt)),
      ),
    )
    .returning({ id: clientSecrets.id })
  return rows.length === 1
}

/** Of these ids, those that are known as secrets of another organization than this one. */
export const findSecretsOfOthers = async (
  tx: Tx,
  { organizationId, ids }: { organizationId: string; ids: readonly string[] },
): Promise<string[]> => {
  const rows = await tx
    .select({ id: clientSecrets.id })
    .from(clientSecrets)
    .where(
      and(inArray(clientSecrets.id, ids.map(toStorable)), ne(clientSecrets.organizationId, organizationId)),
    )
  return rows.map(({ id }) => id)
}
