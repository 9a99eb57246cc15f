import { and, asc, isNull, lte, sql } from 'drizzle-orm'
import type { Tx } from './engine.ts'
import { isKey, type StoredKey, selectKeys, toStoredKey } from './keys.ts'
import { apiKeys } from './schema.ts'

const isUntold = sql`(${apiKeys.expiryToldAt} is null or ${apiKeys.expiresAt} > ${apiKeys.expiryToldAt})`

/** Live keys of every organization that ended at `until` or before, and of whose end nobody has been told, the earliest first. */
export const findUntoldExpiries = async (
  tx: Tx,
  { until, limit }: { until: Date; limit: number },
): Promise<StoredKey[]> => {
  const rows = await selectKeys(tx)
    .where(and(isNull(apiKeys.revokedAt), isUntold, lte(apiKeys.expiresAt, until)))
    .orderBy(asc(apiKeys.expiresAt))
    .limit(limit)
  return rows.map(toStoredKey)
}

/**
 * Notes that the end of a key is told of in this transaction; false when that was done before, the key is revoked, or it has
 * not ended by `at`. An end that is moved beyond `at` is told of anew.
 */
export const markExpiryTold = async (
  tx: Tx,
  { organizationId, id, at }: { organizationId: string; id: string; at: Date },
): Promise<boolean> => {
  const rows = await tx
    .update(apiKeys)
    .set({ expiryToldAt: at })
    .where(
      and(isKey({ organizationId, id }), isNull(apiKeys.revokedAt), isUntold, lte(apiKeys.expiresAt, at)),
    )
    .returning({ id: apiKeys.id })
  return rows.length === 1
}
