import type { Person } from '@keydesk/contract'
import { and, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Tx } from './engine.ts'
import { isKey, type StoredKey, selectKeys, toStoredKey } from './keys.ts'
import { rememberPeople } from './people.ts'
import { apiKeys } from './schema.ts'
import { toStorable, toStorableJson } from './storable.ts'

/** What may change about a key; what is left out stays. */
export interface KeyChanges {
  owner?: Person | undefined
  purpose?: string | null | undefined
  metadata?: Record<string, string> | undefined
  expiresAt?: Date | null | undefined
  /** Null: as WorkOS has them. The database refuses what is not narrower than what was issued. */
  narrowedPermissions?: readonly string[] | null | undefined
}

/** Changes a key of the organization that is not revoked; gives whether there was one. A new owner ends its being an orphan. */
export const changeKey = async (
  tx: Tx,
  { organizationId, id, changes }: { organizationId: string; id: string; changes: KeyChanges },
): Promise<boolean> => {
  const { owner, purpose, metadata, expiresAt, narrowedPermissions } = changes
  if (owner) await rememberPeople(tx, [owner])
  const rows = await tx
    .update(apiKeys)
    .set({
      // Even a change of nothing tells whether the key is there.
      id: sql`${apiKeys.id}`,
      ...(owner && { ownerId: owner.id, ownerGoneAt: null }),
      ...(purpose !== undefined && { purpose: purpose === null ? null : toStorable(purpose) }),
      ...(metadata && { metadata: toStorableJson(metadata) as Record<string, string> }),
      ...(expiresAt !== undefined && { expiresAt }),
      ...(narrowedPermissions !== undefined && {
        narrowedPermissions: narrowedPermissions && [...narrowedPermissions],
      }),
    })
    .where(and(isKey({ organizationId, id }), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id })
  return rows.length === 1
}

/** Links a key to the one that takes its place; false when it is revoked, was replaced before, or is not there. */
export const markReplaced = async (
  tx: Tx,
  { organizationId, id, replacedBy }: { organizationId: string; id: string; replacedBy: string },
): Promise<boolean> => {
  const rows = await tx
    .update(apiKeys)
    .set({ replacedBy })
    .where(and(isKey({ organizationId, id }), isNull(apiKeys.revokedAt), isNull(apiKeys.replacedBy)))
    .returning({ id: apiKeys.id })
  return rows.length === 1
}

/** Notes that somebody looked at a key of the organization that is not revoked. */
export const markReviewed = async (
  tx: Tx,
  { organizationId, id, by, at }: { organizationId: string; id: string; by: Person; at: Date },
): Promise<void> => {
  await rememberPeople(tx, [by])
  await tx
    .update(apiKeys)
    .set({ reviewedAt: at, reviewedById: by.id })
    .where(and(isKey({ organizationId, id }), isNull(apiKeys.revokedAt)))
}

/** Notes that the secret of a key reached its reader; false when that is known, the key is revoked, or none such was made here. */
export const markDelivered = async (
  tx: Tx,
  { organizationId, id, at }: { organizationId: string; id: string; at: Date },
): Promise<boolean> => {
  const rows = await tx
    .update(apiKeys)
    .set({ deliveredAt: at })
    .where(
      and(
        isKey({ organizationId, id }),
        eq(apiKeys.origin, 'keydesk'),
        isNull(apiKeys.deliveredAt),
        isNull(apiKeys.revokedAt),
      ),
    )
    .returning({ id: apiKeys.id })
  return rows.length === 1
}

/** Marks the live keys of an owner who is gone from the organization; gives those that were not marked yet. */
export const markOrphaned = async (
  tx: Tx,
  { organizationId, ownerId, at }: { organizationId: string; ownerId: string; at: Date },
): Promise<string[]> => {
  const rows = await tx
    .update(apiKeys)
    .set({ ownerGoneAt: at })
    .where(
      and(
        eq(apiKeys.organizationId, organizationId),
        eq(apiKeys.ownerId, ownerId),
        isNull(apiKeys.revokedAt),
        isNull(apiKeys.ownerGoneAt),
      ),
    )
    .returning({ id: apiKeys.id })
  return rows.map(({ id }) => id)
}

/** Marks the live keys of somebody who is a member again as owned; gives those that were orphans. */
export const markReturned = async (
  tx: Tx,
  { organizationId, ownerId }: { organizationId: string; ownerId: string },
): Promise<string[]> => {
  const rows = await tx
    .update(apiKeys)
    .set({ ownerGoneAt: null })
    .where(
      and(
        eq(apiKeys.organizationId, organizationId),
        eq(apiKeys.ownerId, ownerId),
        isNull(apiKeys.revokedAt),
        isNotNull(apiKeys.ownerGoneAt),
      ),
    )
    .returning({ id: apiKeys.id })
  return rows.map(({ id }) => id)
}

/** Of these people, those who own live keys of the organization that are marked as orphans. */
export const findGoneOwners = async (
  tx: Tx,
  { organizationId, ownerIds }: { organizationId: string; ownerIds: readonly string[] },
): Promise<string[]> => {
  const rows = await tx
    .selectDistinct({ ownerId: apiKeys.ownerId })
    .from(apiKeys)
    .where(
      and(
        eq(apiKeys.organizationId, organizationId),
        inArray(apiKeys.ownerId, ownerIds.map(toStorable)),
        isNull(apiKeys.revokedAt),
        isNotNull(apiKeys.ownerGoneAt),
      ),
    )
  return rows.flatMap(({ ownerId }) => ownerId ?? [])
}

/** Organizations in which somebody owns a live key: a person who is deleted is gone from all of them. */
export const findOrganizationsOfOwner = async (tx: Tx, ownerId: string): Promise<string[]> => {
  const rows = await tx
    .selectDistinct({ organizationId: apiKeys.organizationId })
    .from(apiKeys)
    .where(and(eq(apiKeys.ownerId, ownerId), isNull(apiKeys.revokedAt)))
  return rows.map(({ organizationId }) => organizationId)
}

/** Keys made here before an instant whose secret nobody acknowledged and nobody used, oldest first, of every organization. */
export const findUndelivered = async (
  tx: Tx,
  { createdBefore, limit }: { createdBefore: Date; limit: number },
): Promise<StoredKey[]> => {
  const rows = await selectKeys(tx)
    .where(
      and(
        eq(apiKeys.origin, 'keydesk'),
        isNull(apiKeys.deliveredAt),
        isNull(apiKeys.revokedAt),
        isNull(apiKeys.lastUsedAt),
        lt(apiKeys.createdAt, createdBefore),
      ),
    )
    .orderBy(apiKeys.createdAt)
    .limit(limit)
  return rows.map(toStoredKey)
}
