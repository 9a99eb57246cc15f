import { sql } from 'drizzle-orm'
import type { Tx } from '../engine.ts'
import { m2mApplications } from '../schema.ts'
import { isApplication } from './applications.ts'

/** Notes when a token was got for an application of the organization as a test, unless a later one is known. */
export const markApplicationTested = async (
  tx: Tx,
  { organizationId, id, at }: { organizationId: string; id: string; at: Date },
): Promise<void> => {
  const { lastTestedAt } = m2mApplications
  await tx
    .update(m2mApplications)
    .set({ lastTestedAt: sql`greatest(${lastTestedAt}, ${sql.param(at, lastTestedAt)})` })
    .where(isApplication({ organizationId, id }))
}
