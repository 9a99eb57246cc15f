import type { Person } from '@keydesk/contract'
import { and, desc, eq, inArray, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { type CredentialFacts, toFactColumns } from '../credential-facts.ts'
import type { Tx } from '../engine.ts'
import { creator, owner, toSortedName } from '../keys.ts'
import { rememberPeople } from '../people.ts'
import { clientSecrets, m2mApplications } from '../schema.ts'
import { separator, toStorable, toStorableJson } from '../storable.ts'
import { isDescribedAlike } from './describe-application.ts'

/** An M2M application as WorkOS tells it. */
export interface ApplicationOfWorkos {
  id: string
  clientId: string
  name: string
  description: string | null
  scopes: readonly string[]
  createdAt: Date
  updatedAt: Date
}

/** A client secret as it is remembered. */
export type StoredSecret = Omit<typeof clientSecrets.$inferSelect, 'seenAt' | 'organizationId'>

/** An application with its owner, its creator and its secrets, the newest first. */
export type StoredApplication = Omit<
  typeof m2mApplications.$inferSelect,
  'kind' | 'nameLower' | 'searchText' | 'seenAt'
> & {
  owner: Person | null
  createdBy: Person | null
  secrets: StoredSecret[]
}

/** Which applications taking in WorkOS's word brought. */
export interface TakenInApplications {
  /** Those that were not known at all. */
  discovered: string[]
  /** Those that an earlier list was without, and that are there after all. */
  revived: string[]
  /** Those that were known otherwise, as they were. */
  changed: Pick<ApplicationOfWorkos, 'id' | 'name' | 'description' | 'scopes'>[]
}

/**
 * Takes in applications of an organization as WorkOS lists them now. What was deleted here stays deleted, what only a list was
 * without is there again, and older news never replaces newer.
 */
export const takeInApplications = async (
  tx: Tx,
  { organizationId, applications }: { organizationId: string; applications: readonly ApplicationOfWorkos[] },
): Promise<TakenInApplications> => {
  if (applications.length === 0) return { discovered: [], revived: [], changed: [] }
  // One order for everybody, so that two who take in the same wait for each other instead of locking up.
  const sorted = [...new Map(applications.map(it => [it.id, it])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )
  const ids = sorted.map(({ id }) => id)
  const news = sorted.map(it => toRow(organizationId, it))
  const { id, name, description, scopes, workosUpdatedAt, deletedAt, missingAt } = m2mApplications
  const known = await tx
    .select({ id, name, description, scopes, workosUpdatedAt, deletedAt, missingAt })
    .from(m2mApplications)
    .where(and(eq(m2mApplications.organizationId, organizationId), inArray(m2mApplications.id, ids)))
    .orderBy(m2mApplications.id)
    .for('update')
  const revived = known.filter(it => it.missingAt !== null).map(it => it.id)
  if (revived.length > 0)
    await tx
      .update(m2mApplications)
      .set({ deletedAt: null, missingAt: null })
      .where(inArray(m2mApplications.id, revived))
  const rows = await tx
    .insert(m2mApplications)
    .values(news.map(row => ({ ...row, origin: 'elsewhere' as const })))
    .onConflictDoUpdate({ target: m2mApplications.id, set: ifNews, setWhere: isSameTenant })
    .returning({ id: m2mApplications.id, isNew: sql<boolean>`xmax = 0` })
  return {
    discovered: rows.filter(({ isNew }) => isNew).map(({ id }) => id),
    revived,
    changed: known.filter(was => {
      const is = news.find(row => row.id === was.id)
      const isLive = was.deletedAt === null || was.missingAt !== null
      return (
        is !== undefined && isLive && is.workosUpdatedAt >= was.workosUpdatedAt && !isDescribedAlike(was, is)
      )
    }),
  }
}

/** Records an application made here with everything known of it. WorkOS's own word of it may have come first, and then its intent makes it ours. */
export const recordCreatedApplication = async (
  tx: Tx,
  {
    organizationId,
    application,
    facts,
  }: { organizationId: string; application: ApplicationOfWorkos; facts: CredentialFacts },
): Promise<void> => {
  await rememberPeople(tx, [facts.owner, facts.createdBy])
  const ours = toFactColumns(facts)
  await tx
    .insert(m2mApplications)
    .values({ ...toRow(organizationId, application), ...ours })
    .onConflictDoUpdate({ target: m2mApplications.id, set: { ...ifNews, ...ours }, setWhere: isSameTenant })
}

/** The organization's applications with these ids, deleted ones included. */
export const getApplications = async (
  tx: Tx,
  { organizationId, ids }: { organizationId: string; ids: readonly string[] },
): Promise<StoredApplication[]> => {
  if (ids.length === 0) return []
  const rows = await tx
    .select({ application: m2mApplications, owner, creator })
    .from(m2mApplications)
    .leftJoin(owner, eq(owner.id, m2mApplications.ownerId))
    .leftJoin(creator, eq(creator.id, m2mApplications.createdById))
    .where(
      and(
        eq(m2mApplications.organizationId, organizationId),
        inArray(m2mApplications.id, ids.map(toStorable)),
      ),
    )
  const secrets = await tx
    .select()
    .from(clientSecrets)
    .where(
      and(
        eq(clientSecrets.organizationId, organizationId),
        inArray(clientSecrets.applicationId, ids.map(toStorable)),
      ),
    )
    .orderBy(desc(clientSecrets.createdAt), desc(clientSecrets.id))
  return rows.map(row => {
    const {
      kind: _kind,
      nameLower: _lower,
      searchText: _search,
      seenAt: _seen,
      ...application
    } = row.application
    const own = secrets.filter(({ applicationId }) => applicationId === application.id)
    return {
      ...application,
      owner: row.owner,
      createdBy: row.creator,
      secrets: own.map(({ seenAt: _at, organizationId: _organization, ...secret }) => secret),
    }
  })
}

/** The organization's application with this id, deleted ones included, or null. */
export const getApplication = async (
  tx: Tx,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<StoredApplication | null> => (await getApplications(tx, { organizationId, ids: [id] }))[0] ?? null

/** The organization's application as `getApplication` gives it; whoever else would change it or its secrets waits until this transaction ends. */
export const lockApplication = async (
  tx: Tx,
  place: { organizationId: string; id: string },
): Promise<StoredApplication | null> => {
  const [row] = await tx
    .select({ id: m2mApplications.id })
    .from(m2mApplications)
    .where(isApplication(place))
    .for('update')
  return row ? getApplication(tx, place) : null
}

/** What of an application Keydesk alone knows and may change; what is left out stays. */
export interface ApplicationChanges {
  owner?: Person | undefined
  purpose?: string | null | undefined
  metadata?: Record<string, string> | undefined
}

/** Changes what Keydesk alone knows of an application that is not deleted. A new owner ends its being an orphan. */
export const changeApplication = async (
  tx: Tx,
  { organizationId, id, changes }: { organizationId: string; id: string; changes: ApplicationChanges },
): Promise<void> => {
  const { owner: person, purpose, metadata } = changes
  if (person) await rememberPeople(tx, [person])
  await tx
    .update(m2mApplications)
    .set({
      id: sql`${m2mApplications.id}`,
      ...(person && { ownerId: person.id, ownerGoneAt: null }),
      ...(purpose !== undefined && { purpose: purpose === null ? null : toStorable(purpose) }),
      ...(metadata && { metadata: toStorableJson(metadata) as Record<string, string> }),
    })
    .where(and(isApplication({ organizationId, id }), isNull(m2mApplications.deletedAt)))
}

/** Marks an application as deleted, for good, and its secrets with it; false when it was marked before. */
export const markApplicationDeleted = async (
  tx: Tx,
  { organizationId, id, at }: { organizationId: string; id: string; at: Date },
): Promise<boolean> => {
  await tx
    .update(m2mApplications)
    .set({ missingAt: null })
    .where(and(isApplication({ organizationId, id }), isNotNull(m2mApplications.missingAt)))
  const rows = await tx
    .update(m2mApplications)
    .set({ deletedAt: at })
    .where(and(isApplication({ organizationId, id }), isNull(m2mApplications.deletedAt)))
    .returning({ id: m2mApplications.id })
  await tx
    .update(clientSecrets)
    .set({ deletedAt: coalesceDeleted(clientSecrets.deletedAt, at), missingAt: null })
    .where(
      and(eq(clientSecrets.organizationId, organizationId), eq(clientSecrets.applicationId, toStorable(id))),
    )
  return rows.length === 1
}

/** Marks every application of the organization as deleted, for good, and their secrets. */
export const markAllApplicationsDeleted = async (
  tx: Tx,
  { organizationId, at }: { organizationId: string; at: Date },
): Promise<void> => {
  await tx
    .update(m2mApplications)
    .set({ deletedAt: coalesceDeleted(m2mApplications.deletedAt, at), missingAt: null })
    .where(eq(m2mApplications.organizationId, organizationId))
  await tx
    .update(clientSecrets)
    .set({ deletedAt: coalesceDeleted(clientSecrets.deletedAt, at), missingAt: null })
    .where(eq(clientSecrets.organizationId, organizationId))
}

/** The client ids of the organization's applications that are not deleted. */
export const listLiveClientIds = async (tx: Tx, organizationId: string): Promise<string[]> => {
  const rows = await tx
    .select({ clientId: m2mApplications.clientId })
    .from(m2mApplications)
    .where(and(eq(m2mApplications.organizationId, organizationId), isNull(m2mApplications.deletedAt)))
  return rows.map(({ clientId }) => clientId)
}

/** Of these ids, those that are known as applications of another organization than this one. */
export const findApplicationsOfOthers = async (
  tx: Tx,
  { organizationId, ids }: { organizationId: string; ids: readonly string[] },
): Promise<string[]> => {
  const rows = await tx
    .select({ id: m2mApplications.id })
    .from(m2mApplications)
    .where(
      and(
        inArray(m2mApplications.id, ids.map(toStorable)),
        ne(m2mApplications.organizationId, organizationId),
      ),
    )
  return rows.map(({ id }) => id)
}

/** An instant of deletion, unless there is one already. */
export const coalesceDeleted = (
  column: typeof m2mApplications.deletedAt | typeof clientSecrets.deletedAt,
  at: Date,
): SQL => sql`coalesce(${column}, ${sql.param(at, column)})`

/** One application of one organization. */
export const isApplication = ({
  organizationId,
  id,
}: {
  organizationId: string
  id: string
}): SQL | undefined =>
  and(eq(m2mApplications.organizationId, organizationId), eq(m2mApplications.id, toStorable(id)))

const toRow = (organizationId: string, application: ApplicationOfWorkos) => {
  const name = toStorable(application.name)
  return {
    id: application.id,
    organizationId,
    clientId: application.clientId,
    name,
    nameLower: toSortedName(name),
    searchText: `${name.toLowerCase()}${separator}${application.clientId.toLowerCase()}`,
    description: application.description === null ? null : toStorable(application.description),
    scopes: application.scopes.map(toStorable),
    createdAt: application.createdAt,
    workosUpdatedAt: application.updatedAt,
  }
}

const isSameTenant = sql`${m2mApplications.organizationId} = excluded.organization_id`

const ifNewer = (column: string) =>
  sql`case when excluded.workos_updated_at >= ${m2mApplications.workosUpdatedAt} then ${sql.raw(`excluded.${column}`)} else ${sql.raw(`m2m_applications.${column}`)} end`

const ifNews = {
  name: ifNewer('name'),
  nameLower: ifNewer('name_lower'),
  searchText: ifNewer('search_text'),
  description: ifNewer('description'),
  scopes: ifNewer('scopes'),
  workosUpdatedAt: sql`greatest(${m2mApplications.workosUpdatedAt}, excluded.workos_updated_at)`,
  seenAt: sql`clock_timestamp()`,
}
