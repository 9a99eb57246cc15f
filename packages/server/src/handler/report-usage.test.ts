import { usageEntriesMax } from '@keydesk/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createReconciler } from '../services/reconciler.ts'
import { type Answer, actors, type Broker, startBroker } from '../testing/start-broker.ts'

const gateToken = 'the-token-of-gates-0000000000000'
const gateHeaders = { Authorization: `Bearer ${gateToken}`, 'Keydesk-Client': null, Origin: null }
const start = new Date('2026-06-01T12:00:00.000Z')

let now = start
let broker: Broker
beforeAll(async () => {
  broker = await startBroker({ now: () => now, config: { gateTokens: [gateToken] } })
})
beforeEach(async () => {
  now = start
  await broker.reset()
})
afterEach(() => broker.mendStore())
afterAll(() => broker.close())

const seconds = (count: number) => new Date(start.getTime() + count * 1000).toISOString()
const report = (body: unknown): Promise<Answer> =>
  broker.askJson('POST', '/usage', { as: null, body, headers: gateHeaders })
const reportOne = (entry: object) =>
  report({ entries: [{ id: 'api_key_1', count: 1, lastUsedAt: seconds(0), ...entry }] })
const usesOf = async () =>
  (
    await broker.store.query(({ run }) =>
      run({ text: 'select key_id, day::text, count::int from keydesk.api_key_uses', values: [] }),
    )
  ).rows

describe('a gate that reports uses', () => {
  it('makes the last use of a key right, in the list as well', async () => {
    const { apiKey } = await broker.create('Deploy')
    const answer = await report({ entries: [{ id: apiKey.id, count: 7, lastUsedAt: seconds(-5) }] })
    expect(answer).toMatchObject({ status: 204, body: null })
    expect((await broker.list()).data).toMatchObject([{ id: apiKey.id, lastUsedAt: seconds(-5) }])
    expect(await usesOf()).toEqual([{ key_id: apiKey.id, day: '2026-06-01', count: 7 }])
  })

  it('may report of any organization, and never hears which ids there are', async () => {
    const { apiKey } = await broker.create('Deploy', { as: actors.globexAdmin })
    const entry = { count: 1, lastUsedAt: seconds(0) }
    expect(await report({ entries: [{ id: apiKey.id, ...entry }] })).toMatchObject({ status: 204 })
    expect(await report({ entries: [{ id: 'api_key_none', ...entry }] })).toMatchObject({ status: 204 })
    expect(await usesOf()).toEqual([{ key_id: apiKey.id, day: '2026-06-01', count: 1 }])
  })

  it('counts twice what it reports twice', async () => {
    const { apiKey } = await broker.create('Deploy')
    const body = { entries: [{ id: apiKey.id, count: 2, lastUsedAt: seconds(0) }] }
    await report(body)
    await report(body)
    expect(await usesOf()).toMatchObject([{ count: 4 }])
  })

  it('may be a little ahead of the clock, which no last use ever is', async () => {
    const { apiKey } = await broker.create('Deploy')
    await report({ entries: [{ id: apiKey.id, count: 1, lastUsedAt: seconds(180) }] })
    expect((await broker.list()).data).toMatchObject([{ lastUsedAt: seconds(0) }])
  })

  it('may send as many entries as there may be, with the longest ids', async () => {
    const entries = Array.from({ length: usageEntriesMax }, (_, n) => ({
      id: String(n).padStart(200, 'x'),
      count: 2_147_483_647,
      lastUsedAt: seconds(0),
    }))
    expect(await report({ entries })).toMatchObject({ status: 204 })
    expect(await report({ entries: [...entries, entries[0]] })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/entries', code: 'too_many' }] },
    })
  })

  it.each([
    [{ count: 0 }, 'count'],
    [{ count: -1 }, 'count'],
    [{ count: 1.5 }, 'count'],
    [{ count: '1' }, 'count'],
    [{ count: 2_147_483_648 }, 'count'],
    [{ id: '' }, 'id'],
    [{ id: 'x'.repeat(201) }, 'id'],
    [{ lastUsedAt: seconds(181) }, 'lastUsedAt'],
    [{ lastUsedAt: '2026-06-01' }, 'lastUsedAt'],
    [{ lastUsedAt: '2026-02-30T00:00:00Z' }, 'lastUsedAt'],
    [{ lastUsedAt: '0000-01-01T00:00:00Z' }, 'lastUsedAt'],
    [{ lastUsedAt: undefined }, 'lastUsedAt'],
    [{ organizationId: 'org_globex' }, 'organizationId'],
  ])('is told which field of which entry is wrong: %j', async (entry, field) => {
    expect(await reportOne(entry)).toMatchObject({
      status: 422,
      body: { code: 'validation_failed', errors: [{ pointer: `#/entries/0/${field}` }] },
    })
  })

  it('is refused without its token, and where there is nothing to tell', async () => {
    const body = { entries: [] }
    expect((await broker.askJson('POST', '/usage', { body })).status).toBe(401)
    expect((await report(body)).status).toBe(422)
    expect((await report({})).status).toBe(422)
  })

  it('is told to come again while the store is down', async () => {
    broker.breakStore()
    expect(await reportOne({})).toMatchObject({ status: 503, body: { code: 'store_unavailable' } })
  })
})

it('forgets the uses of a day after ninety', async () => {
  const { apiKey } = await broker.create('Deploy')
  await report({ entries: [{ id: apiKey.id, count: 1, lastUsedAt: seconds(0) }] })
  const { settings, store, workos } = broker.context
  const log = { info() {}, warn() {}, error() {} }
  const reconciler = createReconciler({ config: settings, store, workos, log, now: () => now })
  now = new Date(start.getTime() + 90 * 86_400_000)
  await reconciler.runOnce()
  expect(await usesOf()).toHaveLength(1)
  now = new Date(start.getTime() + 91 * 86_400_000)
  await reconciler.runOnce()
  expect(await usesOf()).toEqual([])
})
