import {
  type ApiKeyStatus,
  apiKeyAttentions,
  type CredentialAttention,
  type CredentialKind,
  type credentialSorts,
  type M2MApplicationStatus,
  m2mApplicationAttentions,
  type Policy,
} from '@keydesk/contract'
import { and, asc, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { whereApplicationAttention } from './applications/application-attention.ts'
import { getApplications, type StoredApplication } from './applications/applications.ts'
import { lastUseOf, sortLastUse } from './applications/last-use.ts'
import { whereApplicationStatus } from './applications/list-applications.ts'
import { cutPage, type From, isPlace, type Position } from './cut-page.ts'
import type { Tx } from './engine.ts'
import { attentionInstants, whereAttention } from './key-attention.ts'
import { soonAfter, whereStatus } from './key-status.ts'
import { getKeys, type StoredKey, toSortedName } from './keys.ts'
import { apiKeys, m2mApplications } from './schema.ts'
import { toPattern, toStorable } from './storable.ts'

/** Which credentials of an organization, in which order, from where. */
export interface CredentialQuery {
  organizationId: string
  kinds: readonly CredentialKind[]
  search: string
  statuses: readonly (ApiKeyStatus | M2MApplicationStatus)[]
  ownerIds: readonly string[]
  /** Reasons to look at a credential, any of which fits. */
  attentions: readonly CredentialAttention[]
  createdBefore: Date | null
  /** What was never used is among them. */
  lastUsedBefore: Date | null
  sort: (typeof credentialSorts)[number]
  descending: boolean
  limit: number
  position?: From | undefined
  /** The instant that states and reasons are derived from, and the rules. */
  now: Date
  policy: Policy
}

/** A credential of either kind. */
export type StoredCredential =
  | { kind: 'api_key'; key: StoredKey }
  | { kind: 'm2m_application'; application: StoredApplication }

/** A page of credentials, and the places its neighbours start from. */
export interface CredentialPage {
  credentials: StoredCredential[]
  next: Position | null
  previous: Position | null
  /** Of all pages together. */
  total: number
}

/** Gives a page of an organization's credentials of both kinds. Call it in a snapshot, so that its parts tell of one state. */
export const listCredentials = async (tx: Tx, query: CredentialQuery): Promise<CredentialPage> => {
  const { organizationId, sort, descending, limit, position: from } = query
  const isBackward = from !== undefined && 'before' in from
  const place = from && ('before' in from ? from.before : from.after)
  const isDescending = descending !== isBackward
  const all = selectBoth(tx, query)
  const find = (isDown: boolean, beyond: SQL | undefined, most: number) =>
    tx
      .select({ id: all.id, kind: all.kind })
      .from(all)
      .where(beyond)
      .orderBy(...[all[sort], all.id].map(column => (isDown ? desc : asc)(column)))
      .limit(most)
  const compare = (operator: '<' | '<=' | '>' | '>=') => {
    if (!place) return undefined
    const { value, id } = place
    const key = sort === 'name' ? sql`${value}::text` : sql`${value ?? '-infinity'}::timestamptz`
    return sql`(${all[sort]}, ${all.id}) ${sql.raw(operator)} (${key}, ${id}::text)`
  }
  const found = await find(isDescending, compare(isDescending ? '<' : '>'), limit + 1)
  const behind = place ? await find(!isDescending, compare(isDescending ? '>=' : '<='), 2) : []
  const [count] = await tx.select({ total: sql<number>`count(*)`.mapWith(Number) }).from(all)
  const idsOf = (sought: CredentialKind) => found.filter(({ kind }) => kind === sought).map(({ id }) => id)
  const [keyIds, applicationIds] = [idsOf('api_key'), idsOf('m2m_application')]
  const keys = keyIds.length === 0 ? [] : await getKeys(tx, { organizationId, ids: keyIds })
  const applications = await getApplications(tx, { organizationId, ids: applicationIds })
  const credentials = new Map<string, StoredCredential>([
    ...keys.map(key => [key.id, { kind: 'api_key', key }] as const),
    ...applications.map(it => [it.id, { kind: 'm2m_application', application: it }] as const),
  ])
  const { items, ...neighbours } = cutPage({
    found: found.flatMap(({ id }) => credentials.get(id) ?? []),
    behind: behind.map(({ id }) => id),
    limit,
    from,
    toPosition: credential => toPosition(credential, sort),
  })
  return { credentials: items, ...neighbours, total: count?.total ?? 0 }
}

/** Tells whether a place read from outside can be one of a list sorted so. */
export const isCredentialPosition = (sort: CredentialQuery['sort'], place: Position): boolean =>
  isPlace(place, places[sort])

const places = { name: 'name', createdAt: 'instant', lastUsedAt: 'instant or never' } as const

/** Both kinds as rows of what they are sorted by. */
const selectBoth = (tx: Tx, query: CredentialQuery) =>
  unionAll(
    tx
      .select({
        id: sql<string>`${apiKeys.id}`.as('id'),
        kind: sql<CredentialKind>`'api_key'`.as('kind'),
        name: sql<string>`${apiKeys.nameLower}`.as('sort_name'),
        createdAt: sql<Date>`${apiKeys.createdAt}`.as('sort_created_at'),
        lastUsedAt: sql<Date>`${apiKeys.sortLastUsedAt}`.as('sort_last_used_at'),
      })
      .from(apiKeys)
      .where(whereKeys(query)),
    tx
      .select({
        id: sql<string>`${m2mApplications.id}`.as('id'),
        kind: sql<CredentialKind>`'m2m_application'`.as('kind'),
        name: sql<string>`${m2mApplications.nameLower}`.as('sort_name'),
        createdAt: sql<Date>`${m2mApplications.createdAt}`.as('sort_created_at'),
        lastUsedAt: sortLastUse.as('sort_last_used_at'),
      })
      .from(m2mApplications)
      .where(whereApplications(query)),
  ).as('credentials')

const whereKeys = (query: CredentialQuery) => {
  const { organizationId, kinds, search, statuses, ownerIds, attentions, now, policy } = query
  const { createdBefore, lastUsedBefore } = query
  const ownStatuses = statuses.filter(status => status !== 'deleted')
  const ownAttentions = apiKeyAttentions.filter(attention => attentions.includes(attention))
  if (!kinds.includes('api_key') || isForOthers(statuses, ownStatuses)) return sql`false`
  if (isForOthers(attentions, ownAttentions)) return sql`false`
  return and(
    eq(apiKeys.organizationId, organizationId),
    whereStatus(ownStatuses, { now, soon: soonAfter(now) }),
    whereAttention(ownAttentions, attentionInstants(now, policy.apiKeys)),
    ownerIds.length > 0 ? inArray(apiKeys.ownerId, ownerIds.map(toStorable)) : undefined,
    createdBefore ? lt(apiKeys.createdAt, createdBefore) : undefined,
    lastUsedBefore ? lt(apiKeys.sortLastUsedAt, lastUsedBefore) : undefined,
    search === '' ? undefined : sql`${apiKeys.searchText} like ${toPattern(search)}`,
  )
}

const whereApplications = (query: CredentialQuery) => {
  const { organizationId, kinds, search, statuses, ownerIds, attentions, now, policy } = query
  const { createdBefore, lastUsedBefore } = query
  const ownStatuses = statuses.filter(status => status === 'active' || status === 'deleted')
  const ownAttentions = m2mApplicationAttentions.filter(attention => attentions.includes(attention))
  if (!kinds.includes('m2m_application') || isForOthers(statuses, ownStatuses)) return sql`false`
  if (isForOthers(attentions, ownAttentions)) return sql`false`
  return and(
    eq(m2mApplications.organizationId, organizationId),
    whereApplicationStatus(ownStatuses),
    whereApplicationAttention(ownAttentions, now, policy.m2mApplications),
    ownerIds.length > 0 ? inArray(m2mApplications.ownerId, ownerIds.map(toStorable)) : undefined,
    createdBefore ? lt(m2mApplications.createdAt, createdBefore) : undefined,
    lastUsedBefore ? lt(sortLastUse, sql.param(lastUsedBefore, m2mApplications.createdAt)) : undefined,
    search === '' ? undefined : sql`${m2mApplications.searchText} like ${toPattern(search)}`,
  )
}

/** Whether something is asked for, and nothing that this kind can be. */
const isForOthers = (asked: readonly string[], own: readonly string[]): boolean =>
  asked.length > 0 && own.length === 0

const toPosition = (credential: StoredCredential, sort: CredentialQuery['sort']): Position => {
  const stored = credential.kind === 'api_key' ? credential.key : credential.application
  const lastUsedAt =
    credential.kind === 'api_key' ? credential.key.lastUsedAt : lastUseOf(credential.application)
  const values = {
    name: toSortedName(stored.name),
    createdAt: stored.createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
  return { value: values[sort], id: stored.id }
}
