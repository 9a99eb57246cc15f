import { type SQLWrapper, sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { describeOnEachEngine } from '../testing/store-engines.ts'
import { selectAttentionCounts, selectLiveCounts, selectRevokedCount } from './count-keys.ts'
import type { Position } from './cut-page.ts'
import { type KeyQuery, type KeySort, keySorts, type Tx } from './index.ts'
import { writeKeyListing } from './write-key-listing.ts'

const planNode = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Shared Hit Blocks': z.number(),
  'Shared Read Blocks': z.number(),
  'Subplan Name': z.string().optional(),
  get Plans() {
    return z.array(planNode).optional()
  },
})
type PlanNode = z.infer<typeof planNode>
const answer = z.object({
  rows: z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: planNode })]) })]),
})

const now = new Date('2026-06-01T00:00:00.000Z')
const organizationId = 'org_big'
const rules = { reviewIntervalDays: 90 }
const query: KeyQuery = { organizationId, sort: 'createdAt', descending: true, limit: 25, now, rules }

/** A few people of each organization. */
const seedPeople = `
  insert into keydesk.people (id, name, email)
  select 'user_' || n, 'Person ' || n, 'person' || n || '@northwind.test' from generate_series(0, 39) n`

/** 10,000 keys of one organization among 30,000 of others, a tenth of each revoked, a seventh of each owned. */
const seedKeys = (from: number, to: number) => `
  insert into keydesk.api_keys
    (id, organization_id, name, name_lower, search_text, obfuscated_value, permissions, issued_permissions,
     created_at, expires_at, last_used_at, origin, revoked_at, owner_id, replaced_by)
  select 'api_key_' || n, case when (n / 10) % 4 = 0 then 'org_big' else 'org_' || n % 100 end, 'Key ' || md5(n::text), 'key ' || md5(n::text),
    'key ' || md5(n::text) || U&'\\FFFF' || 'sk_...' || n, 'sk_...' || n, '{}', '{}',
    timestamptz '2026-01-01' + n * interval '1 minute',
    case when n % 3 = 0 then timestamptz '2026-05-01' + n * interval '10 minutes' end,
    case when n % 5 = 0 then timestamptz '2026-02-01' + n * interval '1 minute' end,
    'elsewhere', case when n % 10 = 0 then timestamptz '2026-03-01' end,
    case when n % 7 = 0 then 'user_' || n % 40 end, case when n % 33 = 0 then 'api_key_' || n + 1 end
  from generate_series(${from}, ${to}) n`

describeOnEachEngine('10,000 keys of one organization among others', on => {
  beforeAll(async () => {
    await on.store().query(tx => tx.execute(sql.raw(seedPeople)))
    for (let from = 1; from <= 40_000; from += 5_000) {
      await on.store().query(tx => tx.execute(sql.raw(seedKeys(from, from + 4_999))))
    }
    await on.store().query(tx => tx.execute(sql.raw('vacuum analyze keydesk.api_keys')))
  }, 60_000)

  const explain = (build: (tx: Tx) => SQLWrapper): Promise<PlanNode> =>
    on.store().query(async tx => {
      const said = await tx.execute(sql`explain (analyze, buffers, format json) ${build(tx)}`)
      return answer.parse(said).rows[0]['QUERY PLAN'][0].Plan
    })
  /** The plans of what one statement asks at once. */
  const explainListing = async (listed: KeyQuery) => {
    const { text, values } = writeKeyListing(listed)
    const explained = { text: `explain (analyze, buffers, format json) ${text}`, values }
    const said = await on.store().query(({ run }) => run(explained))
    const whole = answer.parse(said).rows[0]['QUERY PLAN'][0].Plan
    const planOf = (name: string) => {
      const plan = whole.Plans?.find(node => node['Subplan Name'] === `CTE ${name}`)
      if (!plan) throw new Error(`There is no plan of ${name}.`)
      return plan
    }
    return { page: planOf('page'), total: planOf('total'), behind: planOf('behind') }
  }
  const flatten = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flatten)]
  const blocks = (node: PlanNode) => node['Shared Hit Blocks'] + node['Shared Read Blocks']
  const typesOf = (plan: PlanNode) => flatten(plan).map(node => node['Node Type'])
  const expectIndexScans = (plan: PlanNode) => {
    const onKeys = flatten(plan).filter(node => node['Relation Name'] === 'api_keys')
    expect(onKeys.map(node => node['Node Type']).join()).toMatch(/Index|Bitmap/)
    expect(onKeys.map(node => node['Node Type'])).not.toContain('Seq Scan')
  }

  const ascending = keySorts.map(sort => ({ sort, descending: false }))
  const descending = keySorts.map(sort => ({ sort, descending: true }))
  const middles: Record<KeySort, Position> = {
    name: { value: 'key 8', id: 'api_key_8' },
    createdAt: { value: '2026-01-14T00:00:00.000Z', id: 'api_key_8' },
    expiresAt: { value: null, id: 'api_key_20000' },
    lastUsedAt: { value: null, id: 'api_key_20000' },
  }

  it.each([...ascending, ...descending])(
    'are paged by $sort along an index (descending: $descending), the last page and the middle at the price of the first',
    async way => {
      const sorted = { ...query, ...way }
      const place = middles[way.sort]
      const first = await explainListing(sorted)
      // The last page of a list is read as the first one of the list turned round.
      const last = await explainListing({ ...sorted, descending: !way.descending })
      const middle = await explainListing({ ...sorted, position: { after: place } })
      const before = await explainListing({ ...sorted, position: { before: place } })
      for (const plan of [first.page, last.page, middle.page, before.page, middle.behind, before.behind]) {
        expectIndexScans(plan)
        expect(typesOf(plan)).not.toContain('Sort')
        expect(blocks(plan)).toBeLessThanOrEqual(2 * blocks(first.page))
      }
    },
  )

  const filters: [string, Partial<KeyQuery>][] = [
    ...['md5', 'a1b', '8f', 'sk_...123', 'key', '%', '_', '100%', 'k_y'].map(
      (search): [string, Partial<KeyQuery>] => [`the search for ${search}`, { search }],
    ),
    ...(['expired', 'rotating', 'expiring', 'active', 'revoked'] as const).map(
      (status): [string, Partial<KeyQuery>] => [`the state ${status}`, { statuses: [status] }],
    ),
    ['two states at once', { statuses: ['expiring', 'revoked'] }],
    ['an owner', { ownerIds: ['user_7'] }],
    ['several owners', { ownerIds: ['user_7', 'user_14', 'user_39'] }],
    ['an owner of nothing', { ownerIds: ['user_nobody'] }],
    ['a search, a state and an owner', { search: 'a1', statuses: ['active'], ownerIds: ['user_7'] }],
  ]

  it.each(filters)('are found by %s along indexes, by every sort and to the last page', async (_, filter) => {
    for (const way of [...ascending, ...descending]) {
      const { page, total } = await explainListing({ ...query, ...filter, ...way })
      expectIndexScans(page)
      expectIndexScans(total)
    }
  })

  it('are counted by indexes', async () => {
    expectIndexScans((await explainListing(query)).total)
    expectIndexScans((await explainListing({ ...query, statuses: ['expiring'] })).total)
    const live = await explain(tx => selectLiveCounts(tx, query))
    expect(typesOf(live)).toContain('Index Only Scan')
    expectIndexScans(await explain(tx => selectRevokedCount(tx, query)))
  })

  it('are read once to count what needs looking at, and by an index unless they are a good part of the table', async () => {
    const plan = await explain(tx => selectAttentionCounts(tx, query))
    expect(flatten(plan).filter(node => node['Relation Name'] === 'api_keys')).toHaveLength(1)
    expectIndexScans(await explain(tx => selectAttentionCounts(tx, { ...query, organizationId: 'org_1' })))
    expectIndexScans((await explainListing({ ...query, attentions: ['idle'] })).page)
  })

  it('are paged by an index when they are revoked', async () => {
    const { page } = await explainListing({ ...query, statuses: ['revoked'] })
    expectIndexScans(page)
    expect(typesOf(page)).not.toContain('Sort')
  })
})
