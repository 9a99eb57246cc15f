import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { createMirror } from './mirror.ts'
import { apiKeys, mirrorStates } from './schema.ts'

/** The mirrors of keys; what is gone is told by its ids. */
export const keyMirror = createMirror({
  table: mirrorStates,
  countLive: async (tx, organizationId) => {
    const [row] = await tx
      .select({ count: sql<number>`count(*)`.mapWith(Number) })
      .from(apiKeys)
      .where(and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt)))
    return row?.count ?? 0
  },
  markGone: async (tx, { organizationId, seenBefore, at }) => {
    const rows = await tx
      .update(apiKeys)
      .set({ revokedAt: at, missingAt: at })
      .where(
        and(
          eq(apiKeys.organizationId, organizationId),
          isNull(apiKeys.revokedAt),
          lt(apiKeys.seenAt, seenBefore),
        ),
      )
      .returning({ id: apiKeys.id })
    return rows.map(({ id }) => id)
  },
})
