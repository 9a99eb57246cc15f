import type { Person } from '@keydesk/contract'
import { and, isNull } from 'drizzle-orm'
import type { Tx } from '../engine.ts'
import { rememberPeople } from '../people.ts'
import { m2mApplications } from '../schema.ts'
import { isApplication } from './applications.ts'

/** Notes that somebody looked at an application of the organization that is not deleted. */
export const markApplicationReviewed = async (
  tx: Tx,
  { organizationId, id, by, at }: { organizationId: string; id: string; by: Person; at: Date },
): Promise<void> => {
  await rememberPeople(tx, [by])
  await tx
    .update(m2mApplications)
    .set({ reviewedAt: at, reviewedById: by.id })
    .where(and(isApplication({ organizationId, id }), isNull(m2mApplications.deletedAt)))
}
