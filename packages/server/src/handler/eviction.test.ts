import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { revokeUndelivered, settleLeftovers } from '../services/reconcile.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'
import { gateSecret, startGate } from '../testing/start-gate.ts'

type Gate = Awaited<ReturnType<typeof startGate>>

const gateToken = 'a-gate-token-of-enough-characters-1'
let offset = 0
let broker: Broker
let gates: [Gate, Gate]
beforeAll(async () => {
  gates = [await startGate(), await startGate()]
  broker = await startBroker({
    now: () => new Date(Date.now() + offset),
    config: {
      narrowing: true,
      gateTokens: [gateToken],
      eviction: { urls: gates.map(({ url }) => url), secrets: [gateSecret] },
    },
  })
})
beforeEach(async () => {
  offset = 0
  await broker.reset()
  for (const gate of gates) {
    gate.told = []
    gate.answer = async () => 204
  }
})
afterEach(() => broker.mendStore())
afterAll(async () => {
  await broker.close()
  for (const gate of gates) await gate.close()
})

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const everyGate = () => ({ confirmed: expect.toSatisfy(isEveryGate), missed: [] })
const isEveryGate = (hosts: string[]) =>
  hosts.toSorted().join() ===
  gates
    .map(({ host }) => host)
    .toSorted()
    .join()
const trail = async (keyId: string) =>
  Object((await broker.askJson('GET', `/audit-events?credentialId=${keyId}`)).body).data as Record<
    string,
    unknown
  >[]
const verify = async (value: string) => {
  const { body } = await broker.askJson('POST', '/verify', {
    body: { value },
    headers: { Authorization: `Bearer ${gateToken}` },
  })
  return Object(body).credential
}
const permissions = ['posts:read', 'posts:write']

interface Change {
  what: string
  method: string
  path: (id: string) => string
  body?: (id: string) => object
  reason: string
  /** The action of the audit event that says who confirmed. */
  action: string
  /** What a gate hears that asks again as soon as it has forgotten the key. */
  hears: (credential: unknown) => void
}
const isOver = (credential: unknown) => expect(credential).toBeNull()
const one = (id: string) => `/api-keys/${id}`
const changes: Change[] = [
  {
    what: 'a revoke',
    method: 'DELETE',
    path: one,
    reason: 'revoked',
    action: 'api_key.revoked',
    hears: isOver,
  },
  {
    ...{ what: 'a bulk revoke', method: 'POST', path: () => '/api-keys/bulk-revoke' },
    ...{ body: id => ({ ids: [id] }), reason: 'revoked', action: 'api_key.revoked', hears: isOver },
  },
  {
    ...{ what: 'a rotation without overlap', method: 'POST', path: id => `${one(id)}/rotate` },
    ...{ body: () => ({ overlapSeconds: 0 }), reason: 'rotated', action: 'api_key.expired', hears: isOver },
  },
  {
    ...{ what: 'a rotation with overlap', method: 'POST', path: id => `${one(id)}/rotate` },
    ...{ body: () => ({ overlapSeconds: 3600 }), reason: 'rotated', action: 'api_key.updated' },
    hears: credential =>
      expect(Date.parse(Object(credential).expiresAt)).toBeLessThan(Date.now() + 3_601_000),
  },
  {
    ...{ what: 'a narrowing', method: 'PATCH', path: one, reason: 'narrowed', action: 'api_key.updated' },
    body: () => ({ permissions: ['posts:read'] }),
    hears: credential => expect(credential).toMatchObject({ permissions: ['posts:read'] }),
  },
  {
    ...{
      what: 'an earlier end',
      method: 'PATCH',
      path: one,
      reason: 'expiry_changed',
      action: 'api_key.updated',
    },
    body: () => ({ expiresAt: inDays(1) }),
    hears: credential => expect(Date.parse(Object(credential).expiresAt)).toBeLessThan(Date.parse(inDays(2))),
  },
]

describe.each(changes)('$what', ({ method, path, body, reason, action, hears }) => {
  const make = () => broker.create('Deploy bot', { permissions, expiresAt: inDays(30) })
  const change = (id: string) => broker.askJson(method, path(id), body ? { body: body(id) } : {})

  it('is told to every gate before it is answered, and the trail says who confirmed', async () => {
    const { apiKey } = await make()
    const { promise: held, resolve: letGo } = Promise.withResolvers<number>()
    gates[1].answer = () => held
    let isAnswered = false
    const answering = change(apiKey.id).then(answer => {
      isAnswered = true
      return answer
    })
    await vi.waitFor(() => expect(gates[1].told).toHaveLength(1), { interval: 5, timeout: 5000 })
    expect(isAnswered).toBe(false)
    letGo(200)
    expect((await answering).status).toBeLessThan(300)
    for (const { told } of gates) expect(told).toEqual([{ apiKeyIds: [apiKey.id], reason }])
    const saying = (await trail(apiKey.id)).filter(({ after }) => Object(after).gates !== undefined)
    expect(saying).toMatchObject([
      { action, actor: actors.admin.person, credential: { id: apiKey.id }, after: { gates: everyGate() } },
    ])
  })

  it('is what a gate hears that asks again at once', async () => {
    const { apiKey, value } = await make()
    expect(await verify(value)).toMatchObject({ id: apiKey.id, permissions })
    const heard: unknown[] = []
    gates[0].answer = async () => {
      heard.push(await verify(value))
      return 204
    }
    expect((await change(apiKey.id)).status).toBeLessThan(300)
    await vi.waitFor(() => expect(heard).toHaveLength(1))
    hears(heard[0])
  })

  it('succeeds with a gate that refuses and one that never answers, and the trail says so', async () => {
    const { apiKey } = await make()
    gates[0].answer = async () => 500
    gates[1].answer = () => new Promise(() => {})
    expect((await change(apiKey.id)).status).toBeLessThan(300)
    const { gates: told } = Object((await trail(apiKey.id)).find(({ after }) => Object(after).gates)?.after)
    expect(told.confirmed).toEqual([])
    expect(told.missed).toHaveLength(2)
    expect(told.missed).toContainEqual({ gate: gates[0].host, reason: 'refused', status: 500 })
    expect(told.missed).toContainEqual({ gate: gates[1].host, reason: 'timeout' })
  })
})

it('tells all keys of a bulk revoke in one push, and each of them in the trail', async () => {
  const ids: string[] = []
  for (let at = 0; at < 12; at += 1) ids.push((await broker.create(`Key ${at}`)).apiKey.id)
  const body = { ids: [...ids, 'nonsense'] }
  const answer = await broker.askJson('POST', '/api-keys/bulk-revoke', { body })
  expect(Object(answer.body).results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    ...ids.map(() => 'revoked'),
    'not_found',
  ])
  for (const { told } of gates) {
    expect(told.map(({ apiKeyIds, reason }) => [apiKeyIds.toSorted(), reason])).toEqual([
      [ids.toSorted(), 'revoked'],
    ])
  }
  for (const id of ids) expect((await trail(id))[0]).toMatchObject({ after: { gates: everyGate() } })
})

it('tells nobody of what takes nothing from a key', async () => {
  const { apiKey } = await broker.create('Key')
  await broker.askJson('POST', `/api-keys/${apiKey.id}/acknowledge`)
  await broker.askJson('PATCH', `/api-keys/${apiKey.id}`, { body: { purpose: 'Deploys' } })
  await broker.askJson('DELETE', '/api-keys/nonsense')
  for (const { told } of gates) expect(told).toEqual([])
})

it('tells the gates while the store is down, and the trail later', async () => {
  const { apiKey } = await broker.create('Key')
  broker.breakStore()
  expect((await broker.askJson('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(204)
  for (const { told } of gates) expect(told).toEqual([{ apiKeyIds: [apiKey.id], reason: 'revoked' }])
  broker.mendStore()
  await vi.waitFor(
    async () =>
      expect((await trail(apiKey.id))[0]).toMatchObject({
        action: 'api_key.revoked',
        after: { gates: everyGate() },
      }),
    { timeout: 5000, interval: 200 },
  )
})

it('tells the gates of a rotation whose old key could not be ended at WorkOS, and again once it is', async () => {
  const { apiKey, value } = await broker.create('Key')
  broker.emulator.addFault({ method: 'POST', path: 'expire$', status: 500 })
  const answer = await broker.askJson('POST', `/api-keys/${apiKey.id}/rotate`, {
    body: { overlapSeconds: 0 },
  })
  expect(answer.status).toBe(201)
  expect(await verify(value)).toBeNull()
  offset = 120_000
  await settleLeftovers(broker.context, { signal: AbortSignal.timeout(5000) })
  expect(gates[0].told).toEqual([
    { apiKeyIds: [apiKey.id], reason: 'rotated' },
    { apiKeyIds: [apiKey.id], reason: 'expiry_changed' },
  ])
  expect((await trail(apiKey.id))[0]).toMatchObject({
    action: 'intent.settled',
    after: { gates: everyGate() },
  })
})

it('tells the gates of a revoke that WorkOS did not take, which then refuse the key all the same', async () => {
  const { apiKey, value } = await broker.create('Key')
  broker.emulator.addFault({ method: 'DELETE', path: 'api_keys', status: 500 })
  expect((await broker.askJson('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(503)
  for (const { told } of gates) expect(told).toEqual([{ apiKeyIds: [apiKey.id], reason: 'revoked' }])
  expect(await verify(value)).toBeNull()
})

it('tells the gates of a revoke that a crash or an outage had left open', async () => {
  const { apiKey } = await broker.create('Key')
  broker.emulator.addFault({ method: 'DELETE', path: 'api_keys', status: 500 })
  expect((await broker.askJson('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(503)
  gates[0].told = []
  offset = 120_000
  await settleLeftovers(broker.context, { signal: AbortSignal.timeout(5000) })
  expect(gates[0].told).toEqual([{ apiKeyIds: [apiKey.id], reason: 'revoked' }])
  expect((await trail(apiKey.id)).find(({ action }) => action === 'api_key.revoked')).toMatchObject({
    after: { gates: everyGate() },
  })
})

it('tells the gates of keys that never reached their reader, in one push', async () => {
  const ids = [(await broker.create('Lost')).apiKey.id, (await broker.create('Lost as well')).apiKey.id]
  offset = 24 * 3_600_000 + 60_000
  expect((await revokeUndelivered(broker.context, { signal: AbortSignal.timeout(5000) })).revoked).toBe(2)
  expect(gates[0].told).toMatchObject([{ reason: 'revoked' }])
  expect(gates[0].told[0]?.apiKeyIds.toSorted()).toEqual(ids.toSorted())
})
