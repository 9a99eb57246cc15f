import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Tx } from '../engine.ts'
import { m2mApplications } from '../schema.ts'
import { toStorable } from '../storable.ts'

/** Marks the live applications of an owner who is gone from the organization; gives those that were not marked yet. */
export const markApplicationsOrphaned = async (
  tx: Tx,
  { organizationId, ownerId, at }: { organizationId: string; ownerId: string; at: Date },
): Promise<string[]> => {
  const rows = await tx
    .update(m2mApplications)
    .set({ ownerGoneAt: at })
    .where(and(isOf(organizationId, [ownerId]), isNull(m2mApplications.ownerGoneAt)))
    .returning({ id: m2mApplications.id })
  return rows.map(({ id }) => id)
}

/** Marks the live applications of somebody who is a member again as owned; gives those that were orphans. */
export const markApplicationsReturned = async (
  tx: Tx,
  { organizationId, ownerId }: { organizationId: string; ownerId: string },
): Promise<string[]> => {
  const rows = await tx
    .update(m2mApplications)
    .set({ ownerGoneAt: null })
    .where(and(isOf(organizationId, [ownerId]), isNotNull(m2mApplications.ownerGoneAt)))
    .returning({ id: m2mApplications.id })
  return rows.map(({ id }) => id)
}

/** Of these people, those who own live applications of the organization that are marked as orphans. */
export const findGoneApplicationOwners = async (
  tx: Tx,
  { organizationId, ownerIds }: { organizationId: string; ownerIds: readonly string[] },
): Promise<string[]> => {
  const rows = await tx
    .selectDistinct({ ownerId: m2mApplications.ownerId })
    .from(m2mApplications)
    .where(and(isOf(organizationId, ownerIds), isNotNull(m2mApplications.ownerGoneAt)))
  return rows.flatMap(({ ownerId }) => ownerId ?? [])
}

/** Organizations in which somebody owns a live application: a person who is deleted is gone from all of them. */
export const findOrganizationsOfApplicationOwner = async (tx: Tx, ownerId: string): Promise<string[]> => {
  const rows = await tx
    .selectDistinct({ organizationId: m2mApplications.organizationId })
    .from(m2mApplications)
    .where(and(eq(m2mApplications.ownerId, toStorable(ownerId)), isNull(m2mApplications.deletedAt)))
  return rows.map(({ organizationId }) => organizationId)
}

const isOf = (organizationId: string, ownerIds: readonly string[]) =>
  and(
    eq(m2mApplications.organizationId, organizationId),
    inArray(m2mApplications.ownerId, ownerIds.map(toStorable)),
    isNull(m2mApplications.deletedAt),
  )
