import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker({
    config: { policy: { apiKeys: { maxPerOrganization: 5 } }, upstreamTimeoutMs: 10_000 },
  })
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

const create = (as = actors.admin) =>
  broker.askJson('POST', '/api-keys', { as, body: { name: 'Key', permissions: [], expiresAt: null } })
const made = () =>
  broker.emulator.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/api_keys'))

it('holds when a hundred are created at once', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => create()))
  const refused = answers.filter(({ status }) => status !== 201)
  expect(refused).toHaveLength(95)
  for (const { body } of refused) expect(body).toMatchObject({ code: 'quota_exceeded', status: 409 })
  expect(made()).toHaveLength(5)
  expect((await broker.list()).total).toBe(5)
}, 30_000)

it('counts keys made elsewhere, even when nobody has looked yet', async () => {
  for (let at = 0; at < 5; at += 1) {
    await fetch(`${broker.emulator.url}/organizations/org_northwind/api_keys`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${broker.emulator.apiKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: `Foreign ${at}`, permissions: [] }),
    })
  }
  broker.emulator.clearRequests()
  expect((await create()).body).toMatchObject({ code: 'quota_exceeded' })
  expect(made()).toEqual([])
})

it('has room again once a key is revoked, and is counted for each organization', async () => {
  for (let at = 0; at < 5; at += 1) await create()
  expect((await create()).status).toBe(409)
  expect((await create(actors.globexAdmin)).status).toBe(201)
  const [key] = (await broker.list()).data
  await broker.ask('DELETE', `/api-keys/${key?.id}`)
  expect((await create()).status).toBe(201)
})
