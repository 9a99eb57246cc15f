import type { CredentialMigration, Page } from '@keydesk/contract'
import * as z from 'zod'
import type { OrganizationActor } from '../../actor.ts'
import { malformedRequest, notFound } from '../../keydesk-error.ts'
import type { listMigrationsQuery } from '../../schemas/migration-requests.ts'
import {
  getApplications,
  getKeys,
  getMigration as getStored,
  isMigrationPosition,
  listMigrations as listStored,
  type MigrationQuery,
  type StoredMigration,
  type Tx,
} from '../../store/index.ts'
import { getApiKey } from '../api-keys.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { applicationFreshness } from '../m2m-applications/application-freshness.ts'
import { getM2MApplication } from '../m2m-applications/read-applications.ts'
import { toM2MApplication } from '../m2m-applications/to-m2m-application.ts'
import { keyFreshness } from '../mirror.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { toApiKey } from '../to-api-key.ts'
import { findMigration } from './find-migration.ts'
import { toCredentialMigration } from './to-credential-migration.ts'

/** A list of plans that was asked for, its cursor read. */
export type MigrationListing = MigrationQuery & { identity: unknown[] }

const positionSchema = z.strictObject({
  d: z.enum(['after', 'before']),
  v: z.string(),
  i: z.string().min(1).max(200),
})

/** Reads what a query asks for; throws `malformed_request` for a cursor that belongs to another list. */
export const readMigrationListing = (
  { organization }: OrganizationActor,
  { status, apiKeyId, limit, cursor }: z.output<typeof listMigrationsQuery>,
): MigrationListing => {
  const organizationId = organization.id
  const statuses = [...new Set(status)].sort()
  const apiKeyIds = [...new Set(apiKeyId)].sort()
  const identity = ['migrations', organizationId, statuses, apiKeyIds]
  const listing = { organizationId, statuses, apiKeyIds, limit, identity }
  if (cursor === undefined) return listing
  const { d, v, i } = readCursor(identity, positionSchema, cursor)
  const place = { value: v, id: i }
  if (!isMigrationPosition(place))
    throw malformedRequest('The cursor does not belong to this list. Start again without one.')
  return { ...listing, position: d === 'after' ? { after: place } : { before: place } }
}

/** One page of the organization's migrations, newest first. */
export const listMigrations = async (
  context: ServiceContext,
  { actor, signal }: ServiceCall,
  { identity, ...query }: MigrationListing,
): Promise<Page<CredentialMigration>> => {
  const organizationId = actor.organization.id
  await Promise.all([
    keyFreshness.freshen(context, organizationId, signal),
    // A host without applications may have none at WorkOS either, and what runs is known here.
    context.settings.m2mApplications && applicationFreshness.freshen(context, organizationId, signal),
  ])
  const { data, next, previous, total } = await context.store.transaction(async tx => {
    const { migrations, ...page } = await listStored(tx, query)
    return { ...page, data: await describe(context, tx, organizationId, migrations) }
  }, 'snapshot')
  return {
    data,
    nextCursor: writeCursor(identity, next && { d: 'after', v: next.value, i: next.id }),
    previousCursor: writeCursor(identity, previous && { d: 'before', v: previous.value, i: previous.id }),
    total,
  }
}

/** The organization's migration with this id, its key and its application as they are used now, or `not_found`. */
export const getMigration = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<CredentialMigration> => {
  const { apiKeyId, applicationId } = await findMigration(context, call, id)
  const [apiKey, application] = await Promise.all([
    getApiKey(context, call, apiKeyId),
    getM2MApplication(context, call, applicationId),
  ])
  return toCredentialMigration(await findMigration(context, call, id), apiKey, application)
}

/** The organization's migration with this id as it is known here, for whoever has just changed it. */
export const readMigration = async (
  context: ServiceContext,
  { actor }: ServiceCall,
  id: string,
): Promise<CredentialMigration> => {
  const organizationId = actor.organization.id
  const [migration] = await context.store.transaction(async tx => {
    const stored = await getStored(tx, { organizationId, id })
    return describe(context, tx, organizationId, stored ? [stored] : [])
  }, 'snapshot')
  if (!migration) throw notFound()
  return migration
}

/** Plans with their keys and applications, which the database keeps as long as the plans. */
const describe = async (
  context: ServiceContext,
  tx: Tx,
  organizationId: string,
  migrations: readonly StoredMigration[],
): Promise<CredentialMigration[]> => {
  const at = context.now()
  const keys = await getKeys(tx, { organizationId, ids: migrations.map(it => it.apiKeyId) })
  const applications = await getApplications(tx, {
    organizationId,
    ids: migrations.map(it => it.applicationId),
  })
  return migrations.flatMap(migration => {
    const key = keys.find(({ id }) => id === migration.apiKeyId)
    const application = applications.find(({ id }) => id === migration.applicationId)
    if (!key || !application) return []
    return toCredentialMigration(
      migration,
      toApiKey(context, key, at),
      toM2MApplication(context, application, at),
    )
  })
}
