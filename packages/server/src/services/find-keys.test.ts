import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createHandler } from '../handler/create-handler.ts'
import { createLog } from '../log.ts'
import { actors, type Broker, pageOrigin, startBroker } from '../testing/start-broker.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

let made = 0
const unknownIds = (length: number) =>
  Array.from({ length }, () => {
    made += 1
    return `api_key_${String(made).padStart(26, '0')}`
  })
const listPath = '/organizations/org_northwind/api_keys'
/** How often WorkOS was asked for the list, which is one page here. */
const walks = () =>
  broker.emulator.requests().filter(({ method, path }) => method === 'GET' && path.startsWith(listPath))
    .length
const get = async (id: string) => (await broker.ask('GET', `/api-keys/${id}`)).status
const createElsewhere = async () => {
  const response = await fetch(`${broker.emulator.url}${listPath}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${broker.emulator.apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Elsewhere', permissions: [] }),
  })
  return String(Object(await response.json()).id)
}

it('30 people who look for 30 unknown keys share two reads of the list at most', async () => {
  const answers = await Promise.all(unknownIds(30).map(get))
  expect(new Set(answers)).toEqual(new Set([404]))
  expect(walks()).toBeLessThanOrEqual(2)
})

it('two processes share them as well', async () => {
  const other = createHandler({
    config: broker.context.settings,
    actor: async () => actors.admin,
    // Another store object: nothing in memory is shared.
    store: { ...broker.store },
    log: createLog({ level: 'silent' }),
  })
  const getThere = async (id: string) =>
    (
      await other(
        new Request(`https://bff.keydesk.test/api/keydesk/v1/api-keys/${id}`, {
          headers: { 'Keydesk-Client': 'keydesk-tests/1.0', Origin: pageOrigin },
        }),
      )
    ).status
  broker.emulator.addFault({ method: 'GET', path: listPath, delayMs: 100, times: 9 })
  const answers = await Promise.all(unknownIds(20).map((id, n) => (n % 2 ? get(id) : getThere(id))))
  expect(new Set(answers)).toEqual(new Set([404]))
  expect(walks()).toBeLessThanOrEqual(3)
})

it('an id that was looked for in vain a moment ago does not have the list read again', async () => {
  await broker.list()
  const [id = ''] = unknownIds(1)
  expect(await get(id)).toBe(404)
  const before = walks()
  for (let n = 0; n < 5; n += 1) expect((await broker.ask('DELETE', `/api-keys/${id}`)).status).toBe(404)
  expect(walks()).toBe(before)
})

it('a key made elsewhere since the last read of the list is found by the first who asks', async () => {
  await broker.list()
  await Promise.all(unknownIds(3).map(get))
  expect((await broker.ask('DELETE', `/api-keys/${await createElsewhere()}`)).status).toBe(204)
})

it('a bulk revoke ends what is known before it looks for the rest, and for that once', async () => {
  const keys = [await broker.create('One'), await broker.create('Two'), await broker.create('Three')]
  const known = keys.map(({ apiKey }) => apiKey.id)
  const elsewhere = await createElsewhere()
  const unknown = unknownIds(96)
  broker.emulator.clearRequests()
  const ids = [...unknown, elsewhere, ...known]
  const { body } = await broker.askJson('POST', '/api-keys/bulk-revoke', { body: { ids } })
  expect(body).toEqual({
    results: ids.map(id => ({ id, outcome: unknown.includes(id) ? 'not_found' : 'revoked' })),
  })
  const called = broker.emulator.requests().map(({ method }) => method)
  expect(called).toEqual(['DELETE', 'DELETE', 'DELETE', 'GET', 'DELETE'])
})

it('a bulk revoke ends what is known though the list cannot be read', async () => {
  const { apiKey } = await broker.create('One')
  const [unknown = ''] = unknownIds(1)
  broker.emulator.addFault({ method: 'GET', path: listPath, status: 500, times: 9 })
  const { body } = await broker.askJson('POST', '/api-keys/bulk-revoke', {
    body: { ids: [unknown, apiKey.id] },
  })
  expect(body).toEqual({
    results: [
      { id: unknown, outcome: 'failed', code: 'upstream_unavailable' },
      { id: apiKey.id, outcome: 'revoked' },
    ],
  })
})

it('a bulk revoke of unknown keys asks the store no more often than one of a single key', async () => {
  await broker.list()
  const countFor = async (ids: readonly string[]) => {
    let asked = 0
    broker.breakStore(() => {
      asked += 1
      return false
    })
    const { body } = await broker.askJson('POST', '/api-keys/bulk-revoke', { body: { ids } })
    broker.mendStore()
    expect(Object(body).results).toEqual(ids.map(id => ({ id, outcome: 'not_found' })))
    return asked
  }
  // What is found out along the way, of pages and pauses, differs a little.
  expect(await countFor(unknownIds(60))).toBeLessThanOrEqual((await countFor(unknownIds(1))) + 2)
})
