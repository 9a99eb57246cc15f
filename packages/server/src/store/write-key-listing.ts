import { and, asc, desc, eq, fillPlaceholders, type SQL, sql } from 'drizzle-orm'
import { PgDialect, QueryBuilder } from 'drizzle-orm/pg-core'
import { LRUCache } from 'lru-cache'
import { attentionInstants, whereAttention } from './key-attention.ts'
import { keyJson } from './key-json.ts'
import { soonAfter, whereStatus } from './key-status.ts'
import { creator, owner } from './keys.ts'
import type { KeyQuery } from './list-keys.ts'
import { selectMirror } from './mirror.ts'
import type { Statement } from './run-statement.ts'
import { apiKeys, mirrorStates } from './schema.ts'
import { toPattern, toStorable } from './storable.ts'

/**
 * Writes the one statement that reads a page of keys and one more, up to two keys that lie behind its place, how many keys there
 * are on all pages, and how fresh all of it is. One statement sees one state of the database, and is one way there and back.
 */
export const writeKeyListing = (query: KeyQuery): Statement => {
  const {
    sort,
    descending,
    statuses = [],
    attentions = [],
    ownerIds = [],
    search = '',
    now,
    rules,
    position,
  } = query
  const place = position && ('before' in position ? position.before : position.after)
  const { text, params } = write({
    sort,
    descending,
    statuses,
    attentions,
    isSearched: search !== '',
    owners: ownerIds.length > 1 ? 'several' : ownerIds.length === 1 ? 'one' : 'anybody',
    from: position === undefined ? 'start' : 'before' in position ? 'before' : 'after',
  })
  const { weekAhead, monthAgo, quarterAgo, reviewedBefore } = attentionInstants(now, rules)
  const values = {
    organizationId: query.organizationId,
    now: now.toISOString(),
    soon: soonAfter(now).toISOString(),
    weekAhead: weekAhead.toISOString(),
    monthAgo: monthAgo.toISOString(),
    quarterAgo: quarterAgo.toISOString(),
    reviewedBefore: reviewedBefore.toISOString(),
    owner: toStorable(ownerIds[0] ?? ''),
    owners: ownerIds.map(toStorable),
    pattern: toPattern(search),
    limit: query.limit + 1,
    value: place?.value ?? (sort === 'lastUsedAt' ? '-infinity' : 'infinity'),
    id: place?.id,
  }
  return { text, values: fillPlaceholders(params, values) }
}

/** What decides the words of the statement; everything else is a value in it. */
interface Shape {
  sort: KeyQuery['sort']
  descending: boolean
  statuses: NonNullable<KeyQuery['statuses']>
  attentions: NonNullable<KeyQuery['attentions']>
  isSearched: boolean
  owners: 'anybody' | 'one' | 'several'
  from: 'start' | 'after' | 'before'
}

interface Written {
  text: string
  params: unknown[]
}

/** Putting the words together costs more than asking for the page: it is done once for each shape. */
const written = new LRUCache<string, Written>({ max: 500 })

const write = (shape: Shape): Written => {
  const key = JSON.stringify(shape)
  const known = written.get(key)
  if (known) return known
  const { sql: text, params } = new PgDialect().sqlToQuery(listing(shape))
  written.set(key, { text, params })
  return { text, params }
}

const { placeholder } = sql

const listing = (shape: Shape): SQL => {
  const behind = shape.from === 'start' ? sql`(select null::text as id where false)` : selectBehind(shape)
  return sql`with
    total as materialized ${selectTotal(shape)},
    page as materialized ${selectPage(shape)},
    behind as materialized ${behind},
    mirror as materialized ${selectState}
  select
    (select total from total) as total,
    (select coalesce(json_agg(key), '[]') from page) as keys,
    (select coalesce(json_agg(id), '[]') from behind) as behind,
    (select row_to_json(mirror) from mirror) as mirror`
}

const query = new QueryBuilder()

const selectTotal = (shape: Shape) =>
  query
    .select({ total: sql`count(*)::int`.as('total') })
    .from(apiKeys)
    .where(whereKeys(shape))

/** The keys next to the place, the nearest first. */
const selectPage = (shape: Shape) => {
  const isDescending = shape.descending !== (shape.from === 'before')
  const isBeyond = shape.from === 'start' ? undefined : comparePlace(shape, isDescending ? '<' : '>')
  return query
    .select({ key: keyJson.as('key') })
    .from(apiKeys)
    .leftJoin(owner, eq(owner.id, apiKeys.ownerId))
    .leftJoin(creator, eq(creator.id, apiKeys.createdById))
    .where(and(whereKeys(shape), isBeyond))
    .orderBy(...orderBy(shape, isDescending))
    .limit(placeholder('limit'))
}

/** What is on the other side of the place, the key at the place itself included: it may be gone by now. */
const selectBehind = (shape: Shape) => {
  const isDescending = shape.descending === (shape.from === 'before')
  return query
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(whereKeys(shape), comparePlace(shape, isDescending ? '<=' : '>=')))
    .orderBy(...orderBy(shape, isDescending))
    .limit(2)
}

const state = selectMirror(mirrorStates)

const selectState = query
  .select({
    ageMs: state.ageMs.as('ageMs'),
    count: sql`${state.count}`.as('count'),
    isRefreshing: state.isRefreshing.as('isRefreshing'),
  })
  .from(mirrorStates)
  .where(eq(mirrorStates.organizationId, placeholder('organizationId')))

const columns = {
  name: apiKeys.nameLower,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.sortExpiresAt,
  lastUsedAt: apiKeys.sortLastUsedAt,
}

const orderBy = ({ sort }: Shape, isDescending: boolean): SQL[] => {
  const order = isDescending ? desc : asc
  return [order(columns[sort]), order(apiKeys.id)]
}

const comparePlace = ({ sort }: Shape, operator: '<' | '<=' | '>' | '>='): SQL =>
  sql`(${columns[sort]}, ${apiKeys.id}) ${sql.raw(operator)} (${placeholder('value')}, ${placeholder('id')})`

const attentionPlaceholders = {
  now: placeholder('now'),
  weekAhead: placeholder('weekAhead'),
  monthAgo: placeholder('monthAgo'),
  quarterAgo: placeholder('quarterAgo'),
  reviewedBefore: placeholder('reviewedBefore'),
}

const whereKeys = ({ statuses, attentions, owners, isSearched }: Shape) =>
  and(
    eq(apiKeys.organizationId, placeholder('organizationId')),
    whereStatus(statuses, { now: placeholder('now'), soon: placeholder('soon') }),
    whereAttention(attentions, attentionPlaceholders),
    owners === 'one' ? eq(apiKeys.ownerId, placeholder('owner')) : undefined,
    owners === 'several' ? sql`${apiKeys.ownerId} = any(${placeholder('owners')})` : undefined,
    isSearched ? sql`${apiKeys.searchText} like ${placeholder('pattern')}` : undefined,
  )
