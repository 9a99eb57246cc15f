import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { responseSchemas } from '../schemas/responses.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()

let broker: Broker
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

const names = async (query: string, as = actors.admin) =>
  (await broker.list(query, as)).data.map(({ name }) => name)

/** Makes a key behind the broker's back, at WorkOS. */
const makeElsewhere = async (name: string) => {
  const answer = await fetch(`${broker.emulator.url}/organizations/org_northwind/api_keys`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${broker.emulator.apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name, permissions: ['posts:read'] }),
  })
  return Object(await answer.json())
}

/** The same list, gathered from pages of one key each, there and back. */
const walk = async (query: string) => {
  const there: string[] = []
  const back: string[] = []
  let page = await broker.list(`${query}&limit=1`)
  const { total } = page
  for (;;) {
    there.push(...page.data.map(({ name }) => name))
    if (page.nextCursor === null) break
    page = await broker.list(`${query}&limit=1&cursor=${page.nextCursor}`)
    expect(page.total).toBe(total)
  }
  for (;;) {
    back.unshift(...page.data.map(({ name }) => name))
    if (page.previousCursor === null) break
    page = await broker.list(`${query}&limit=1&cursor=${page.previousCursor}`)
  }
  return { there, back, total }
}

describe('a search', () => {
  beforeEach(async () => {
    for (const name of ['Deploy bot', 'deploy_100%', 'ÉCOLE sync', 'Reports']) await broker.create(name)
  })

  it.each([
    ['deploy', ['deploy_100%', 'Deploy bot']],
    ['DEPLOY B', ['Deploy bot']],
    ['école', ['ÉCOLE sync']],
    ['%', ['deploy_100%']],
    ['y_1', ['deploy_100%']],
    ['y_b', []],
    ['\\', []],
    ['', ['Reports', 'ÉCOLE sync', 'deploy_100%', 'Deploy bot']],
    ['nothing like it', []],
  ])('for %j is literal and blind to case', async (search, expected) => {
    const page = await broker.list(`?search=${encodeURIComponent(search)}`)
    expect([page.data.map(({ name }) => name), page.total]).toEqual([expected, expected.length])
  })

  it('finds what can be seen of the value', async () => {
    const { apiKey } = await broker.create('By value')
    const tail = apiKey.obfuscatedValue.slice(-4)
    expect(await names(`?search=${encodeURIComponent(`...${tail.toUpperCase()}`)}`)).toContain('By value')
  })
})

describe('a filter', () => {
  beforeEach(async () => {
    await broker.create('Active', { ownerId: actors.developer.person.id })
    await broker.create('Expiring', { expiresAt: inDays(3) })
    const { apiKey } = await broker.create('Old')
    await broker.askJson('POST', `/api-keys/${apiKey.id}/rotate`, {
      body: { overlapSeconds: 0, name: 'New' },
    })
    const gone = await broker.create('Gone', { as: actors.developer })
    await broker.ask('DELETE', `/api-keys/${gone.apiKey.id}`)
    const next = await broker.create('Turning')
    const body = { overlapSeconds: 3600, name: 'Turned' }
    await broker.askJson('POST', `/api-keys/${next.apiKey.id}/rotate`, { body })
  })

  it.each([
    ['status=active', ['Turned', 'New', 'Active']],
    ['status=expiring', ['Expiring']],
    ['status=expired', ['Old']],
    ['status=rotating', ['Turning']],
    ['status=revoked', ['Gone']],
    ['status=revoked&status=expired', ['Gone', 'Old']],
    ['limit=50', ['Turned', 'Turning', 'New', 'Old', 'Expiring', 'Active']],
    ['owner=user_northwind_developer', ['Active']],
    ['owner=user_northwind_developer&status=revoked', ['Gone']],
    ['owner=nobody', []],
    ['owner=me&status=expired&search=ol', ['Old']],
    // Longer than what is shown of a secret, which could hold anything.
    ['owner=me&owner=user_northwind_developer&search=active', ['Active']],
  ])('by %s leaves what fits', async (query, expected) => {
    const page = await broker.list(`?${query}`)
    expect([page.data.map(({ name }) => name), page.total]).toEqual([expected, expected.length])
  })

  it('by owner=me is about whoever asks', async () => {
    expect(await names('?owner=me', actors.developer)).toEqual(['Active'])
    expect((await broker.askJson('GET', '/api-keys?owner=me', { as: actors.viewer })).body).toMatchObject({
      total: 0,
    })
  })

  it.each([
    'status=gone',
    'status=',
    'owner=',
    'sort=owner',
    'sort=--name',
    'sort=',
    'limit=0',
    'attention=',
    'attention=bored',
  ])('of another kind is refused: %s', async query => {
    expect((await broker.askJson('GET', `/api-keys?${query}`)).body).toMatchObject({
      code: 'malformed_request',
    })
  })
})

describe('keys that need looking at', () => {
  beforeEach(async () => {
    await makeElsewhere('Foreign')
    await broker.create('Endless')
    const { apiKey, value } = await broker.create('Seen', { expiresAt: inDays(3) })
    await broker.ask('POST', `/api-keys/${apiKey.id}/acknowledge`)
    await broker.askJson('POST', '/api-keys/test', { body: { value } })
    const gone = await broker.create('Gone')
    await broker.ask('DELETE', `/api-keys/${gone.apiKey.id}`)
    const old = await broker.create('Old', { expiresAt: inDays(60) })
    await broker.askJson('POST', `/api-keys/${old.apiKey.id}/rotate`, {
      body: { overlapSeconds: 3600, name: 'New' },
    })
  })

  it.each([
    ['never_expires', ['Endless', 'Foreign']],
    ['expiring_week', ['Seen']],
    ['undelivered', ['Endless', 'New', 'Old']],
    ['orphaned', ['Foreign']],
    ['idle', []],
    ['never_used', []],
    ['review_overdue', []],
  ])('are found by %s, and as many as the summary counts', async (attention, expected) => {
    const { data, total } = await broker.list(`?attention=${attention}&sort=name`)
    expect([data.map(({ name }) => name), total]).toEqual([expected, expected.length])
    const summary = responseSchemas.getApiKeysSummary.parse(
      (await broker.askJson('GET', '/api-keys/summary', { as: actors.viewer })).body,
    )
    expect(Object.entries(summary.attention)).toContainEqual([attention, expected.length])
  })

  it('are found by any of several reasons, beside every other filter', async () => {
    expect(await names('?attention=orphaned&attention=expiring_week&sort=name')).toEqual(['Foreign', 'Seen'])
    expect(await names('?attention=undelivered&search=ndless&status=active')).toEqual(['Endless'])
    expect(await names('?attention=undelivered&status=rotating')).toEqual(['Old'])
    expect(await names('?attention=never_expires&status=revoked')).toEqual([])
  })

  it('are counted with all others by state, in the organization of the session alone', async () => {
    expect((await broker.askJson('GET', '/api-keys/summary')).body).toEqual({
      total: 5,
      status: { revoked: 1, expired: 0, rotating: 1, expiring: 1, active: 3 },
      attention: {
        never_expires: 2,
        idle: 0,
        expiring_week: 1,
        never_used: 0,
        undelivered: 3,
        orphaned: 1,
        review_overdue: 0,
      },
    })
    const { body } = await broker.askJson('GET', '/api-keys/summary', { as: actors.globexAdmin })
    expect(body).toMatchObject({ total: 0, status: { revoked: 0 }, attention: { undelivered: 0 } })
  })

  it('are no secret to whoever may read, and are to others', async () => {
    const { body } = await broker.askJson('GET', '/api-keys/summary', { as: actors.stranger })
    expect(body).toMatchObject({ code: 'permission_denied' })
  })
})

describe('an order', () => {
  beforeEach(async () => {
    await broker.create('b', { expiresAt: inDays(30) })
    await broker.create('C')
    const { value } = await broker.create('a', { expiresAt: inDays(20) })
    await broker.askJson('POST', '/api-keys/test', { body: { value } })
  })

  it.each([
    ['name', ['a', 'b', 'C']],
    ['createdAt', ['b', 'C', 'a']],
    ['expiresAt', ['a', 'b', 'C']],
  ])('by %s is the same both ways, there and back', async (sort, expected) => {
    const reversed = expected.toReversed()
    expect(await walk(`?sort=${sort}`)).toEqual({ there: expected, back: expected, total: 3 })
    expect(await walk(`?sort=-${sort}`)).toEqual({ there: reversed, back: reversed, total: 3 })
  })

  it('by last use puts what was never used first, and last when it descends', async () => {
    const { there, back } = await walk('?sort=lastUsedAt')
    expect([there.at(-1), back]).toEqual(['a', there])
    expect((await walk('?sort=-lastUsedAt')).there).toEqual(there.toReversed())
  })

  it('is by creation, newest first, unless asked otherwise', async () => {
    expect(await names('')).toEqual(await names('?sort=-createdAt'))
  })
})

it('binds a cursor to search, filters and order', async () => {
  for (const name of ['One', 'Two', 'Three']) await broker.create(name)
  const { nextCursor } = await broker.list('?limit=1&sort=name&owner=me')
  expect(await broker.list(`?limit=2&sort=name&owner=me&cursor=${nextCursor}`)).toMatchObject({ total: 3 })
  for (const query of [
    'sort=-name&owner=me',
    'sort=name',
    'sort=name&owner=me&search=o',
    'sort=name&status=active&owner=me',
    'sort=name&owner=me&attention=never_expires',
  ]) {
    const { body } = await broker.askJson('GET', `/api-keys?${query}&cursor=${nextCursor}`)
    expect(body).toMatchObject({ code: 'malformed_request' })
  }
})

describe('a key made elsewhere', () => {
  it('is shown as owned by nobody, also to many who are first at the same time', async () => {
    await makeElsewhere('Foreign')
    const pages = await Promise.all(Array.from({ length: 5 }, () => broker.list()))
    for (const { data, total } of pages) {
      expect(total).toBe(1)
      expect(data[0]).toMatchObject({
        name: 'Foreign',
        origin: 'elsewhere',
        owner: null,
        createdBy: null,
        delivered: null,
        status: 'active',
      })
    }
    const walks = broker.emulator.requests().filter(({ method }) => method === 'GET')
    expect(walks).toHaveLength(1)
  })

  it('is found by its id before the list was ever old enough to be read again', async () => {
    await broker.list()
    const { id } = await makeElsewhere('Foreign')
    expect((await broker.askJson('GET', `/api-keys/${id}`)).body).toMatchObject({ name: 'Foreign' })
  })
})
