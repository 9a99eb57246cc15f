import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Tx } from '../engine.ts'
import { createMirror } from '../mirror.ts'
import { applicationMirrorStates, clientSecrets, m2mApplications } from '../schema.ts'

/** What is gone at WorkOS: applications, and secrets of applications that are still there. */
export interface GoneApplications {
  applications: { id: string; clientId: string; name: string }[]
  secrets: { id: string; hint: string; application: { id: string; name: string } }[]
}

/** The mirrors of M2M applications with their secrets. */
export const applicationMirror = createMirror<GoneApplications>({
  table: applicationMirrorStates,
  countLive: async (tx, organizationId) => {
    const [row] = await tx
      .select({ count: sql<number>`count(*)`.mapWith(Number) })
      .from(m2mApplications)
      .where(and(eq(m2mApplications.organizationId, organizationId), isNull(m2mApplications.deletedAt)))
    return row?.count ?? 0
  },
  markGone: async (tx, { organizationId, seenBefore, at }) => {
    const { id, clientId, name } = m2mApplications
    const applications = await tx
      .update(m2mApplications)
      .set({ deletedAt: at, missingAt: at })
      .where(
        and(
          eq(m2mApplications.organizationId, organizationId),
          isNull(m2mApplications.deletedAt),
          lt(m2mApplications.seenAt, seenBefore),
        ),
      )
      .returning({ id, clientId, name })
    // Those of an application that is gone go with it, and are not told of.
    const gone = await tx
      .update(clientSecrets)
      .set({ deletedAt: at, missingAt: at })
      .from(m2mApplications)
      .where(
        and(
          eq(m2mApplications.id, clientSecrets.applicationId),
          eq(clientSecrets.organizationId, organizationId),
          isNull(clientSecrets.deletedAt),
          lt(clientSecrets.seenAt, seenBefore),
        ),
      )
      .returning({
        id: clientSecrets.id,
        hint: clientSecrets.hint,
        applicationId: id,
        applicationName: name,
        isOver: sql<boolean>`${m2mApplications.deletedAt} is not null`,
      })
    const secrets = gone
      .filter(({ isOver }) => !isOver)
      .map(it => ({
        id: it.id,
        hint: it.hint,
        application: { id: it.applicationId, name: it.applicationName },
      }))
    return { applications, secrets }
  },
})

/** The live applications of an organization that the refresh which is under way has not seen. */
export const listUnseenApplications = async (tx: Tx, organizationId: string): Promise<string[]> => {
  const rows = await tx
    .select({ id: m2mApplications.id })
    .from(m2mApplications)
    .innerJoin(
      applicationMirrorStates,
      eq(applicationMirrorStates.organizationId, m2mApplications.organizationId),
    )
    .where(
      and(
        eq(m2mApplications.organizationId, organizationId),
        isNull(m2mApplications.deletedAt),
        lt(m2mApplications.seenAt, applicationMirrorStates.refreshStartedAt),
      ),
    )
  return rows.map(({ id }) => id)
}

/** Counts applications and their secrets as seen, so that a refresh which is under way leaves them as they are. */
export const countAsSeen = async (
  tx: Tx,
  { organizationId, ids }: { organizationId: string; ids: readonly string[] },
): Promise<void> => {
  if (ids.length === 0) return
  const seen = { seenAt: sql`clock_timestamp()` }
  await tx
    .update(m2mApplications)
    .set(seen)
    .where(and(eq(m2mApplications.organizationId, organizationId), inArray(m2mApplications.id, [...ids])))
  await tx
    .update(clientSecrets)
    .set(seen)
    .where(
      and(eq(clientSecrets.organizationId, organizationId), inArray(clientSecrets.applicationId, [...ids])),
    )
}
