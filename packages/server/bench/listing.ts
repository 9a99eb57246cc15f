import { sql } from 'drizzle-orm'
import { type KeyQuery, listKeys, openStore } from '../src/store/index.ts'
import type { TestPostgres } from '../src/testing/start-postgres.ts'
import { compare, type Ratio } from './compare.ts'

const newest = { sort: 'createdAt', descending: true, limit: 25, rules: { reviewIntervalDays: 90 } } as const
const rounds = 9
const listings = 60

/** Measures listing an organization of 100 keys and one of 10,000, among others, on PostgreSQL: its time, database included. */
export const measureListing = async (postgres: TestPostgres): Promise<Ratio[]> => {
  const store = openStore({ url: await postgres.createDatabase(), statementTimeoutMs: 60_000 })
  try {
    await store.query(tx => tx.execute(sql.raw(seedKeys)))
    await store.query(tx => tx.execute(sql.raw('vacuum analyze keydesk.api_keys')))
    const list = (query: Partial<KeyQuery> & { organizationId: string }) => () =>
      timeOf(() => store.query(tx => listKeys(tx, { ...newest, now: new Date(), ...query })))
    const [small, large] = [{ organizationId: 'org_small' }, { organizationId: 'org_large' }]
    const end = { position: { before: { value: '2020-01-01T00:00:00.000Z', id: '' } } }
    const ratioOf = await compare(
      {
        smallFirst: list(small),
        smallLast: list({ ...small, ...end }),
        smallSearch: list({ ...small, search: 'a1b' }),
        first: list(large),
        last: list({ ...large, ...end }),
        search: list({ ...large, search: 'a1b' }),
        shortSearch: list({ ...large, search: 'a1' }),
      },
      { rounds },
    )
    return [
      { name: '10,000 keys: last page to first', ratio: ratioOf('last', 'first'), goal: 2 },
      { name: '10,000 keys: search to first page', ratio: ratioOf('search', 'first'), goal: 10 },
      {
        name: '10,000 keys: search for two letters to first page',
        ratio: ratioOf('shortSearch', 'first'),
        goal: 10,
      },
      { name: 'first page: 10,000 keys to 100', ratio: ratioOf('first', 'smallFirst'), goal: null },
      { name: 'last page: 10,000 keys to 100', ratio: ratioOf('last', 'smallLast'), goal: null },
      { name: 'search: 10,000 keys to 100', ratio: ratioOf('search', 'smallSearch'), goal: null },
    ]
  } finally {
    await store.close()
  }
}

const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  for (let done = 0; done < listings; done += 1) await work()
  return performance.now() - started
}

const seedKeys = `
  insert into keydesk.api_keys
    (id, organization_id, name, name_lower, search_text, obfuscated_value, permissions, issued_permissions, created_at, origin)
  select 'api_key_' || n,
    case when n <= 10000 then 'org_large' when n <= 10100 then 'org_small' else 'org_' || n % 100 end,
    'Key ' || md5(n::text), 'key ' || md5(n::text), 'key ' || md5(n::text) || U&'\\FFFF' || 'sk_...' || n, 'sk_...' || n,
    '{posts:read}', '{posts:read}', timestamptz '2026-01-01' + n * interval '1 minute', 'elsewhere'
  from generate_series(1, 30000) n`
