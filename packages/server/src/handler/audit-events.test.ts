import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Ask, actors, type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker({ config: { narrowing: true } })
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

const events = async (query: string, as = actors.admin): Promise<Record<string, unknown>[]> =>
  Object((await broker.askJson('GET', `/audit-events${query}`, { as })).body).data
const eventsOf = (id: string) => events(`?credentialId=${id}`)
const say = (method: string, path: string, request: Ask = {}) => broker.askJson(method, path, request)

describe('the trail', () => {
  it('tells of everything that was done to a key, the newest first', async () => {
    const { apiKey } = await broker.create('Key', { purpose: 'Old' })
    const path = `/api-keys/${apiKey.id}`
    await say('POST', `${path}/acknowledge`)
    const changed = await say('PATCH', path, { body: { purpose: 'New' }, as: actors.developer })
    const { apiKey: next } = Object(
      (await say('POST', `${path}/rotate`, { body: { overlapSeconds: 60 } })).body,
    )
    await say('DELETE', path)
    const trail = await eventsOf(apiKey.id)
    expect(trail.map(({ action }) => action)).toEqual([
      'api_key.revoked',
      'api_key.updated',
      'api_key.updated',
      'api_key.acknowledged',
      'api_key.created',
    ])
    expect(trail[2]).toMatchObject({
      actor: actors.developer.person,
      credential: { kind: 'api_key', id: apiKey.id, name: 'Key' },
      requestId: changed.headers.get('X-Request-Id'),
      before: { purpose: 'Old' },
      after: { purpose: 'New' },
    })
    expect((await eventsOf(next.id)).map(({ action }) => action)).toEqual(['api_key.rotated'])
    const times = trail.map(({ at }) => String(at))
    expect(times).toEqual(times.toSorted().toReversed())
  })

  it('tells of nothing that did not change', async () => {
    const { apiKey } = await broker.create('Key')
    for (let again = 0; again < 2; again += 1) {
      await say('POST', `/api-keys/${apiKey.id}/acknowledge`)
      await say('GET', `/api-keys/${apiKey.id}`)
    }
    for (let again = 0; again < 2; again += 1) await say('DELETE', `/api-keys/${apiKey.id}`)
    expect((await eventsOf(apiKey.id)).map(({ action }) => action)).toEqual([
      'api_key.revoked',
      'api_key.acknowledged',
      'api_key.created',
    ])
  })

  it('tells of keys made and deleted elsewhere as WorkOS told them', async () => {
    const headers = {
      Authorization: `Bearer ${broker.emulator.apiKey}`,
      'Content-Type': 'application/json',
    }
    const { url } = broker.emulator
    const body = JSON.stringify({ name: 'Foreign', permissions: [] })
    const made = await fetch(`${url}/organizations/org_northwind/api_keys`, { method: 'POST', headers, body })
    const { id } = Object(await made.json())
    await broker.list()
    await fetch(`${url}/api_keys/${id}`, { method: 'DELETE', headers })
    await broker.store.query(
      async tx =>
        void (await tx.execute(`update keydesk.mirror_states set refreshed_at = now() - interval '1 hour'`)),
    )
    expect((await broker.list()).total).toBe(0)
    expect(await eventsOf(id)).toMatchObject([
      { action: 'api_key.revoked', actor: { type: 'workos' }, reason: 'gone at WorkOS' },
      { action: 'api_key.discovered', actor: { type: 'workos' } },
    ])
  })

  it('is read page by page, by a cursor of its own', async () => {
    for (const name of ['One', 'Two', 'Three']) await broker.create(name)
    const all = await events('?limit=3')
    const first = Object((await say('GET', '/audit-events?limit=2')).body)
    const second = Object((await say('GET', `/audit-events?limit=1&cursor=${first.nextCursor}`)).body)
    expect([...first.data, ...second.data]).toEqual(all)
    const foreign = await say('GET', `/audit-events?cursor=${first.nextCursor}`, { as: actors.globexAdmin })
    expect(foreign.body).toMatchObject({ code: 'malformed_request' })
    const { nextCursor } = await broker.list('?limit=1')
    expect((await say('GET', `/audit-events?cursor=${nextCursor}`)).status).toBe(400)
  })

  it('says who the owners are that it tells of', async () => {
    const { apiKey } = await broker.create('Key')
    await say('PATCH', `/api-keys/${apiKey.id}`, { body: { ownerId: actors.developer.person.id } })
    const { data, people } = Object((await say('GET', `/audit-events?credentialId=${apiKey.id}`)).body)
    expect(data[0].after).toEqual({ owner: actors.developer.person.id })
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id)
    expect(people.toSorted(byId)).toEqual([actors.admin.person, actors.developer.person].toSorted(byId))
    expect((await say('GET', `/audit-events?credentialId=api_key_00000001`)).body).toMatchObject({
      people: [],
    })
  })

  it('is for those who manage, and of their organization alone', async () => {
    const { apiKey } = await broker.create('Key')
    expect((await say('GET', '/audit-events', { as: actors.viewer })).status).toBe(403)
    expect(await events(`?credentialId=${apiKey.id}`, actors.globexAdmin)).toEqual([])
    const theirs = await events('?limit=100', actors.globexAdmin)
    expect(JSON.stringify(theirs)).not.toContain(apiKey.id)
  })

  it('holds no secret', async () => {
    const { apiKey, value } = await broker.create('Key')
    const { value: next } = Object(
      (await say('POST', `/api-keys/${apiKey.id}/rotate`, { body: { overlapSeconds: 0 } })).body,
    )
    const dump = JSON.stringify(
      await broker.store.query(tx => tx.execute('select * from keydesk.audit_events')),
    )
    for (const secret of [value, next]) expect(dump).not.toContain(secret)
  })
})

describe('a secret', () => {
  it('is acknowledged once it has reached its reader', async () => {
    const { apiKey } = await broker.create('Key')
    for (let again = 0; again < 2; again += 1) {
      const { status, body } = await say('POST', `/api-keys/${apiKey.id}/acknowledge`)
      expect([status, body]).toEqual([204, null])
    }
    expect((await broker.list()).data[0]).toMatchObject({ delivered: true })
  })

  it('that is acknowledged many times at once is told of once', async () => {
    const { apiKey } = await broker.create('Key')
    const path = `/api-keys/${apiKey.id}/acknowledge`
    const answers = await Promise.all(Array.from({ length: 8 }, () => say('POST', path)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(204))
    expect((await eventsOf(apiKey.id)).map(({ action }) => action)).toEqual([
      'api_key.acknowledged',
      'api_key.created',
    ])
  })

  it('of another organization, or of none, cannot be acknowledged', async () => {
    const { apiKey } = await broker.create('Theirs', { as: actors.globexAdmin })
    expect((await say('POST', `/api-keys/${apiKey.id}/acknowledge`)).status).toBe(404)
    expect((await say('POST', '/api-keys/nonsense/acknowledge')).status).toBe(404)
    expect((await say('POST', `/api-keys/${apiKey.id}/acknowledge`, { as: actors.viewer })).status).toBe(403)
  })
})

describe('a bulk revoke', () => {
  const bulk = (ids: unknown, as = actors.admin) =>
    say('POST', '/api-keys/bulk-revoke', { body: { ids }, as })

  it('tells of each key what became of it, in the order asked', async () => {
    const one = await broker.create('One')
    const two = await broker.create('Two')
    const theirs = await broker.create('Theirs', { as: actors.globexAdmin })
    await say('DELETE', `/api-keys/${two.apiKey.id}`)
    const ids = [theirs.apiKey.id, one.apiKey.id, 'nonsense', two.apiKey.id, one.apiKey.id]
    expect(await bulk(ids)).toMatchObject({
      status: 200,
      body: {
        results: [
          { id: theirs.apiKey.id, outcome: 'not_found' },
          { id: one.apiKey.id, outcome: 'revoked' },
          { id: 'nonsense', outcome: 'not_found' },
          { id: two.apiKey.id, outcome: 'revoked' },
        ],
      },
    })
    expect((await broker.list()).total).toBe(0)
    expect((await broker.list('', actors.globexAdmin)).total).toBe(1)
    expect((await eventsOf(one.apiKey.id)).map(({ action }) => action)).toEqual([
      'api_key.revoked',
      'api_key.created',
    ])
  })

  it('does not stop at one that fails', async () => {
    const keys = [await broker.create('One'), await broker.create('Two'), await broker.create('Three')]
    const ids = keys.map(({ apiKey }) => apiKey.id)
    broker.emulator.addFault({ method: 'DELETE', path: `${ids[1]}$`, status: 500 })
    const { results } = Object((await bulk(ids)).body)
    expect(results).toEqual([
      { id: ids[0], outcome: 'revoked' },
      { id: ids[1], outcome: 'failed', code: 'upstream_unavailable' },
      { id: ids[2], outcome: 'revoked' },
    ])
  })

  it.each([
    [[], 422],
    [Array.from({ length: 101 }, (_, at) => `api_key_0000000${at}`), 422],
    ['api_key_00000001', 422],
    [[7], 422],
  ])('takes 1 to 100 ids: %#', async (ids, status) => {
    expect((await bulk(ids)).status).toBe(status)
  })

  it('is for those who manage', async () => {
    expect((await bulk(['api_key_00000001'], actors.viewer)).status).toBe(403)
  })
})
