import type { M2MApplicationAttention, M2MApplicationStatus, m2mApplicationSorts } from '@keydesk/contract'
import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { cutPage, type From, isPlace, type Position } from '../cut-page.ts'
import type { Tx } from '../engine.ts'
import { toSortedName } from '../keys.ts'
import type { MirrorState } from '../mirror.ts'
import { m2mApplications } from '../schema.ts'
import { toPattern, toStorable } from '../storable.ts'
import { type ApplicationAttentionRules, whereApplicationAttention } from './application-attention.ts'
import { applicationMirror } from './application-mirror.ts'
import { getApplications, type StoredApplication } from './applications.ts'
import { lastUseOf, sortLastUse } from './last-use.ts'

/** What applications are sorted by. */
export type ApplicationSort = (typeof m2mApplicationSorts)[number]

/** Which applications of an organization, in which order, from where. */
export interface ApplicationQuery {
  organizationId: string
  /** A part of the name or of the client id, whatever its case. Every character stands for itself. */
  search: string
  /** Without any: all but deleted. */
  statuses: readonly M2MApplicationStatus[]
  ownerIds: readonly string[]
  /** Reasons to look at an application, any of which fits. */
  attentions: readonly M2MApplicationAttention[]
  /** The key that an application was made to replace. */
  replaces?: string | undefined
  sort: ApplicationSort
  descending: boolean
  limit: number
  /** The page after a place or before one; the first page without. */
  position?: From | undefined
  /** The instant that the reasons are derived from, and the rules. */
  now: Date
  rules: ApplicationAttentionRules
}

/** A page of applications, and the places its neighbours start from. */
export interface ApplicationPage {
  applications: StoredApplication[]
  next: Position | null
  previous: Position | null
  /** Of all pages together. */
  total: number
  /** How fresh what it was read from is. */
  mirror: MirrorState
}

/** Gives a page of an organization's applications. Call it in a snapshot, so that its parts tell of one state. */
export const listApplications = async (tx: Tx, query: ApplicationQuery): Promise<ApplicationPage> => {
  const { organizationId, sort, descending, limit, position: from } = query
  const isBackward = from !== undefined && 'before' in from
  const place = from && ('before' in from ? from.before : from.after)
  const isDescending = descending !== isBackward
  const find = (isDown: boolean, beyond: SQL | undefined, most: number) =>
    tx
      .select({ id: m2mApplications.id })
      .from(m2mApplications)
      .where(and(whereApplications(query), beyond))
      .orderBy(...[columns[sort], m2mApplications.id].map(column => (isDown ? desc : asc)(column)))
      .limit(most)
  const found = await find(
    isDescending,
    place && comparePlace(sort, isDescending ? '<' : '>', place),
    limit + 1,
  )
  const behind = place
    ? await find(!isDescending, comparePlace(sort, isDescending ? '>=' : '<=', place), 2)
    : []
  const [count] = await tx
    .select({ total: sql<number>`count(*)`.mapWith(Number) })
    .from(m2mApplications)
    .where(whereApplications(query))
  const ids = found.map(({ id }) => id)
  const applications = await getApplications(tx, { organizationId, ids })
  const { items, ...neighbours } = cutPage({
    found: ids.flatMap(id => applications.find(application => application.id === id) ?? []),
    behind: behind.map(({ id }) => id),
    limit,
    from,
    toPosition: application => toPosition(application, sort),
  })
  const mirror = await applicationMirror.read(tx, organizationId)
  return { applications: items, ...neighbours, total: count?.total ?? 0, mirror }
}

/** Tells whether a place read from outside can be one of a list sorted so. */
export const isApplicationPosition = (sort: ApplicationSort, place: Position): boolean =>
  isPlace(place, places[sort])

const places = { name: 'name', createdAt: 'instant', lastUsedAt: 'instant or never' } as const

const columns = {
  name: m2mApplications.nameLower,
  createdAt: m2mApplications.createdAt,
  lastUsedAt: sortLastUse,
}

const toPosition = (application: StoredApplication, sort: ApplicationSort): Position => {
  const { id, name, createdAt } = application
  const value = {
    name: () => toSortedName(name),
    createdAt: () => createdAt.toISOString(),
    lastUsedAt: () => lastUseOf(application)?.toISOString() ?? null,
  }[sort]()
  return { value, id }
}

const comparePlace = (sort: ApplicationSort, operator: '<' | '<=' | '>' | '>=', place: Position): SQL => {
  const { value, id } = place
  const key = sort === 'name' ? sql`${value}::text` : sql`${value ?? '-infinity'}::timestamptz`
  return sql`(${columns[sort]}, ${m2mApplications.id}) ${sql.raw(operator)} (${key}, ${id}::text)`
}

/** A condition on the states of applications; without any, all but deleted. */
export const whereApplicationStatus = (statuses: readonly M2MApplicationStatus[]): SQL | undefined => {
  if (statuses.includes('active') && statuses.includes('deleted')) return undefined
  return statuses.includes('deleted')
    ? isNotNull(m2mApplications.deletedAt)
    : isNull(m2mApplications.deletedAt)
}

const whereApplications = (query: ApplicationQuery) => {
  const { organizationId, statuses, ownerIds, attentions, replaces, search, now, rules } = query
  return and(
    eq(m2mApplications.organizationId, organizationId),
    whereApplicationStatus(statuses),
    whereApplicationAttention(attentions, now, rules),
    ownerIds.length > 0 ? inArray(m2mApplications.ownerId, ownerIds.map(toStorable)) : undefined,
    replaces === undefined ? undefined : eq(m2mApplications.replaces, toStorable(replaces)),
    search === '' ? undefined : sql`${m2mApplications.searchText} like ${toPattern(search)}`,
  )
}
