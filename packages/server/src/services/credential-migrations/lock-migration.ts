import { notFound } from '../../keydesk-error.ts'
import { getMigration, lockKey, type StoredKey, type StoredMigration, type Tx } from '../../store/index.ts'

/**
 * The organization's plan with this id and its key, or `not_found`. Whoever changes a plan holds its key: nobody else changes either until
 * the transaction ends.
 */
export const lockMigration = async (
  tx: Tx,
  place: { organizationId: string; id: string },
): Promise<{ plan: StoredMigration; key: StoredKey }> => {
  const known = await getMigration(tx, place)
  const key = known && (await lockKey(tx, { organizationId: place.organizationId, id: known.apiKeyId }))
  // It may have been changed until the key was held.
  const plan = key && (await getMigration(tx, place))
  if (!plan) throw notFound()
  return { plan, key }
}
