import { lte } from 'drizzle-orm'
import type { Tx } from './engine.ts'
import { memberships } from './schema.ts'
import { toStorable } from './storable.ts'

/** Notes whether somebody is a member, as of `at`; false when something later is known already. */
export const noteMembership = async (
  tx: Tx,
  {
    organizationId,
    userId,
    isMember,
    at,
  }: { organizationId: string; userId: string; isMember: boolean; at: Date },
): Promise<boolean> => {
  const rows = await tx
    .insert(memberships)
    .values({ organizationId, userId: toStorable(userId), isMember, toldAt: at })
    .onConflictDoUpdate({
      target: [memberships.organizationId, memberships.userId],
      set: { isMember, toldAt: at },
      setWhere: lte(memberships.toldAt, at),
    })
    .returning({ userId: memberships.userId })
  return rows.length === 1
}
