import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../log.ts'
import { StoreUnavailable } from '../store/index.ts'
import { actors, type Broker, pageOrigin, startBroker } from '../testing/start-broker.ts'
import { createHandler } from './create-handler.ts'

let broker: Broker
let keyId: string
let value: string
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(async () => {
  await broker.reset()
  const created = await broker.create('Deploy bot')
  keyId = created.apiKey.id
  value = created.value
})
afterEach(() => broker.mendStore())
afterAll(() => broker.close())

const body = { name: 'Key', permissions: ['posts:read'], expiresAt: null }
const calls = (method: string) => broker.emulator.requests().filter(request => request.method === method)
const isAlive = async () => {
  const answer = await fetch(`${broker.emulator.url}/api_keys/validations`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${broker.emulator.apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ value }),
  })
  return Object(await answer.json()).api_key !== null
}
const revocations = async () => {
  const { data } = Object((await broker.askJson('GET', `/audit-events?credentialId=${keyId}`)).body)
  return data.filter(({ action }: { action: string }) => action === 'api_key.revoked')
}

describe('without its store the broker', () => {
  it.each([
    ['GET', '/api-keys', undefined],
    ['GET', '/api-keys/:id', undefined],
    ['GET', '/audit-events', undefined],
    ['POST', '/api-keys', body],
    ['POST', '/api-keys/:id/rotate', { overlapSeconds: 0 }],
    ['PATCH', '/api-keys/:id', { purpose: 'x' }],
    ['PATCH', '/api-keys/:id', { expiresAt: null }],
    ['POST', '/api-keys/:id/acknowledge', undefined],
  ])('says so and does nothing: %s %s', async (method, path, sent) => {
    broker.breakStore()
    broker.emulator.clearRequests()
    const answer = await broker.askJson(method, path.replace(':id', keyId), sent ? { body: sent } : {})
    expect(answer).toMatchObject({ status: 503, body: { code: 'store_unavailable' } })
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1)
    expect(calls('POST').filter(({ path: asked }) => !asked.includes('validations'))).toEqual([])
  })

  it('still tells who is asking', async () => {
    broker.breakStore()
    expect((await broker.askJson('GET', '/session')).status).toBe(200)
  })

  it('still kills a key, and tells of it once the store is back', async () => {
    broker.breakStore()
    expect((await broker.askJson('DELETE', `/api-keys/${keyId}`)).status).toBe(204)
    expect(await isAlive()).toBe(false)
    broker.mendStore()
    await vi.waitFor(async () => expect(await revocations()).toHaveLength(1), {
      timeout: 5000,
      interval: 200,
    })
    expect(await revocations()).toMatchObject([
      { actor: actors.admin.person, credential: { id: keyId, name: 'Deploy bot' } },
    ])
    expect((await broker.askJson('GET', `/api-keys/${keyId}`)).body).toMatchObject({ status: 'revoked' })
  })

  it('that goes away in the middle of a revoke still kills the key', async () => {
    broker.emulator.clearRequests()
    broker.breakStore(() => calls('DELETE').length > 0)
    expect((await broker.askJson('DELETE', `/api-keys/${keyId}`)).status).toBe(204)
    expect(await isAlive()).toBe(false)
    broker.mendStore()
    await vi.waitFor(async () => expect(await revocations()).toHaveLength(1), {
      timeout: 5000,
      interval: 200,
    })
  })

  it("still kills nobody else's", async () => {
    broker.breakStore()
    broker.emulator.clearRequests()
    for (const id of [keyId, 'api_key_01AAAAAAAAAAAAAAAAAAAAAAAA', 'nonsense']) {
      const { status } = await broker.askJson('DELETE', `/api-keys/${id}`, { as: actors.globexAdmin })
      expect(status).toBe(404)
    }
    expect((await broker.askJson('DELETE', `/api-keys/${keyId}`, { as: actors.viewer })).status).toBe(403)
    expect(calls('DELETE')).toEqual([])
    expect(await isAlive()).toBe(true)
  })

  const listings = () => calls('GET').filter(({ path }) => path.includes('/org_northwind/api_keys'))

  it('still revokes in bulk, and reads the list of WorkOS once for all', async () => {
    const others = [(await broker.create('Second')).apiKey.id, (await broker.create('Third')).apiKey.id]
    broker.breakStore()
    broker.emulator.clearRequests()
    const ids = [keyId, 'nonsense', ...others, 'api_key_01AAAAAAAAAAAAAAAAAAAAAAAA']
    const answer = await broker.askJson('POST', '/api-keys/bulk-revoke', { body: { ids } })
    const isKnown = (id: string) => id === keyId || others.includes(id)
    expect(answer.body).toEqual({
      results: ids.map(id => ({ id, outcome: isKnown(id) ? 'revoked' : 'not_found' })),
    })
    expect(listings()).toHaveLength(1)
    expect(await isAlive()).toBe(false)
  })

  it('says of no key in a list that broke off that it is not there', async () => {
    broker.breakStore()
    broker.emulator.clearRequests()
    broker.emulator.addFault({ method: 'GET', path: '/org_northwind/api_keys', status: 500, times: 1 })
    const ids = [keyId, 'api_key_01AAAAAAAAAAAAAAAAAAAAAAAA']
    const answer = await broker.askJson('POST', '/api-keys/bulk-revoke', { body: { ids } })
    expect(answer.body).toEqual({
      results: ids.map(id => ({ id, outcome: 'failed', code: 'upstream_unavailable' })),
    })
    expect(listings()).toHaveLength(1)
  })
})

it('a revoke whose process dies before the store is back is told of by the next list, as gone at WorkOS', async () => {
  const { settings, store } = broker.context
  const never = async () => {
    throw new StoreUnavailable(new Error('This process never sees the store again.'))
  }
  // A broker of its own, whose queue of what is left to tell dies with it.
  const dying = createHandler({
    config: settings,
    actor: async () => actors.admin,
    store: { ...store, query: never, transaction: never, later: () => {} },
    log: createLog({ level: 'silent' }),
  })
  const answer = await dying(
    new Request(`https://bff.keydesk.test/api/keydesk/v1/api-keys/${keyId}`, {
      method: 'DELETE',
      headers: { 'Keydesk-Client': 'keydesk-tests/1.0', Origin: pageOrigin },
    }),
  )
  expect(answer.status).toBe(204)
  expect(await isAlive()).toBe(false)
  expect(await revocations()).toEqual([])
  await store.query(
    async tx =>
      void (await tx.execute(`update keydesk.mirror_states set refreshed_at = now() - interval '1 hour'`)),
  )
  expect((await broker.list()).total).toBe(0)
  expect(await revocations()).toMatchObject([
    { actor: { type: 'workos' }, reason: 'gone at WorkOS', credential: { id: keyId, name: 'Deploy bot' } },
  ])
  expect((await broker.askJson('GET', `/api-keys/${keyId}`)).body).toMatchObject({ status: 'revoked' })
})
