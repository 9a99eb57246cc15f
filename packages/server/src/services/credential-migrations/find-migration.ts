import { notFound } from '../../keydesk-error.ts'
import { getMigration, type StoredMigration } from '../../store/index.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'

/** The organization's plan with this id, or `not_found`. */
export const findMigration = async (
  { store }: ServiceContext,
  { actor }: ServiceCall,
  id: string,
): Promise<StoredMigration> => {
  const place = { organizationId: actor.organization.id, id }
  const migration = await store.query(tx => getMigration(tx, place))
  if (!migration) throw notFound()
  return migration
}
