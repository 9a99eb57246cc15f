import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { settleLeftovers } from '../services/reconcile.ts'
import { accountOf } from '../testing/account-of.ts'
import { type Ask, actors, type Broker, startBroker } from '../testing/start-broker.ts'

const day = 86_400_000
let offset = 0
const clock = () => new Date(Date.now() + offset)
const inDays = (days: number) => new Date(clock().getTime() + days * day).toISOString()

let broker: Broker
let strict: Broker
beforeAll(async () => {
  broker = await startBroker({ now: clock })
  const policy = { apiKeys: { maxLifetimeDays: 30, defaultLifetimeDays: 30, mayNeverExpire: false } }
  const workos = accountOf(broker.emulator)
  strict = await startBroker({ now: clock, config: { policy, workos } })
})
beforeEach(async () => {
  offset = 0
  await broker.reset()
})
afterAll(async () => {
  await broker.close()
  await strict.close()
})

const rotate = (id: string, body: unknown = { overlapSeconds: 0 }, more: Ask & { of?: Broker } = {}) =>
  (more.of ?? broker).askJson('POST', `/api-keys/${id}/rotate`, { as: more.as ?? actors.admin, body })
const get = async (id: string) => Object((await broker.askJson('GET', `/api-keys/${id}`)).body)
const isValid = async (value: string) =>
  Object((await broker.askJson('POST', '/api-keys/test', { body: { value } })).body).valid
const creates = () =>
  broker.emulator.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/api_keys'))

describe('a rotation', () => {
  it('without overlap ends the old key at once and links the two', async () => {
    const old = await broker.create('Deploy bot', {
      permissions: ['posts:read', 'posts:write'],
      purpose: 'Deploys',
      metadata: { team: 'web' },
      ownerId: actors.developer.person.id,
    })
    const answer = await rotate(old.apiKey.id)
    const { apiKey, value, previous } = Object(answer.body)
    expect(answer.status).toBe(201)
    expect(apiKey).toMatchObject({
      name: 'Deploy bot',
      permissions: ['posts:read', 'posts:write'],
      purpose: 'Deploys',
      metadata: { team: 'web' },
      owner: actors.developer.person,
      createdBy: actors.admin.person,
      expiresAt: null,
      replaces: old.apiKey.id,
      replacedBy: null,
      status: 'active',
      delivered: false,
    })
    expect(previous).toMatchObject({ id: old.apiKey.id, status: 'expired', replacedBy: apiKey.id })
    expect([await isValid(old.value), await isValid(value)]).toEqual([false, true])
    expect(await get(old.apiKey.id)).toMatchObject({ status: 'expired', replacedBy: apiKey.id })
  })

  it('does not put off an end that is moved nearer while the new key is made', async () => {
    const old = await broker.create('Key', { expiresAt: inDays(30) })
    const { id } = old.apiKey
    broker.emulator.addFault({ method: 'POST', path: '/org_northwind/api_keys$', delayMs: 400 })
    const rotating = rotate(id, { overlapSeconds: 7 * 86_400, expiresAt: inDays(60) })
    await vi.waitFor(() => expect(creates()).toHaveLength(2))
    const sooner = new Date(clock().getTime() + 3_600_000).toISOString()
    const patched = await broker.askJson('PATCH', `/api-keys/${id}`, { body: { expiresAt: sooner } })
    expect(patched.status).toBe(200)
    const { apiKey, previous } = Object((await rotating).body)
    expect(previous).toMatchObject({ expiresAt: sooner, status: 'rotating', replacedBy: apiKey.id })
    expect(await get(id)).toMatchObject({ expiresAt: sooner })
    const [event] = Object((await broker.askJson('GET', `/audit-events?credentialId=${apiKey.id}`)).body).data
    expect(event).toMatchObject({ action: 'api_key.rotated', before: { previous: { expiresAt: sooner } } })
    broker.emulator.setClockOffset(3601)
    expect(await isValid(old.value)).toBe(false)
  })

  it('with an overlap lets both live until it is over', async () => {
    const old = await broker.create('Key')
    const { apiKey, value, previous } = Object((await rotate(old.apiKey.id, { overlapSeconds: 3600 })).body)
    expect(previous).toMatchObject({ status: 'rotating', replacedBy: apiKey.id })
    const left = Date.parse(previous.expiresAt) - Date.now()
    expect(left).toBeGreaterThan(3_590_000)
    expect(left).toBeLessThanOrEqual(3_600_000)
    expect([await isValid(old.value), await isValid(value)]).toEqual([true, true])
    broker.emulator.setClockOffset(3601)
    expect([await isValid(old.value), await isValid(value)]).toEqual([false, true])
  })

  it('never lets the old key outlive its own expiry', async () => {
    const expiresAt = inDays(1)
    const old = await broker.create('Key', { expiresAt })
    const { previous } = Object((await rotate(old.apiKey.id, { overlapSeconds: 7 * 86_400 })).body)
    expect(previous.expiresAt).toBe(expiresAt)
  })

  it('keeps the length of life, unless it is given another', async () => {
    const { apiKey } = await broker.create('Key', { expiresAt: inDays(10) })
    offset = 4 * day
    const { apiKey: next } = Object((await rotate(apiKey.id)).body)
    expect(Math.abs(Date.parse(next.expiresAt) - Date.parse(inDays(10)))).toBeLessThan(5000)
    const expiresAt = inDays(3)
    const body = { overlapSeconds: 0, expiresAt, name: 'Renamed', permissions: [] }
    expect(Object((await rotate(next.id, body)).body).apiKey).toMatchObject({
      expiresAt,
      name: 'Renamed',
      permissions: [],
    })
  })

  it('keeps to the policy of today', async () => {
    const forever = await broker.create('Key')
    expect((await rotate(forever.apiKey.id, undefined, { of: strict })).body).toMatchObject({
      errors: [{ pointer: '#/expiresAt', code: 'expiry_required' }],
    })
    const long = await broker.create('Key', { expiresAt: inDays(90) })
    const { apiKey } = Object((await rotate(long.apiKey.id, undefined, { of: strict })).body)
    expect(Date.parse(apiKey.expiresAt) - Date.now()).toBeLessThanOrEqual(30 * day)
  })

  it('takes place once, and not of a key that is over', async () => {
    const old = await broker.create('Replaced')
    await rotate(old.apiKey.id, { overlapSeconds: 60 })
    const revoked = await broker.create('Revoked')
    await broker.ask('DELETE', `/api-keys/${revoked.apiKey.id}`)
    const expired = await broker.create('Expired', { expiresAt: inDays(1) })
    offset = 2 * day
    const made = creates().length
    for (const { apiKey } of [old, revoked, expired]) {
      expect(await rotate(apiKey.id)).toMatchObject({ status: 409, body: { code: 'conflict' } })
    }
    expect(creates()).toHaveLength(made)
  })

  it('two at once make one key', async () => {
    const { apiKey } = await broker.create('Key')
    const answers = await Promise.all([rotate(apiKey.id), rotate(apiKey.id), rotate(apiKey.id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect((await broker.list('?status=active')).total).toBe(1)
    expect(creates()).toHaveLength(2)
  })

  it('is refused to whoever lacks what the key holds, before anything is made', async () => {
    const { apiKey } = await broker.create('Key', { permissions: ['exports:create'] })
    const made = creates().length
    expect(await rotate(apiKey.id, undefined, { as: actors.developer })).toMatchObject({
      status: 403,
      body: { code: 'permission_escalation', permissions: ['exports:create'] },
    })
    const fewer = { overlapSeconds: 0, permissions: ['posts:read'] }
    expect((await rotate(apiKey.id, { overlapSeconds: -1 })).status).toBe(422)
    expect(creates()).toHaveLength(made)
    expect((await rotate(apiKey.id, fewer, { as: actors.developer })).status).toBe(201)
  })

  it("of another organization's key is not found", async () => {
    const { apiKey } = await broker.create('Theirs', { as: actors.globexAdmin })
    expect((await rotate(apiKey.id)).body).toMatchObject({ code: 'not_found' })
  })

  it.each([{ status: 500 }, { status: 500, after: true as const }, { mode: 'hang' as const }])(
    'shows its secret even when the old key cannot be ended now (%j), which is made good later',
    async fault => {
      const old = await broker.create('Key')
      broker.emulator.addFault({ path: 'expire$', ...fault })
      const { status, body } = await rotate(old.apiKey.id)
      expect([status, Object(body).previous.status]).toEqual([201, 'expired'])
      expect(await isValid(Object(body).value)).toBe(true)
      offset = 120_000
      await settleLeftovers(broker.context, { signal: AbortSignal.timeout(5000) })
      offset = 0
      expect(await isValid(old.value)).toBe(false)
    },
    20_000,
  )

  it('that makes nothing leaves the old key as it was', async () => {
    const { apiKey, value } = await broker.create('Key')
    broker.emulator.addFault({ method: 'POST', path: 'api_keys$', status: 429 })
    expect((await rotate(apiKey.id)).status).toBe(503)
    expect(await get(apiKey.id)).toMatchObject({ status: 'active', replacedBy: null })
    expect(await isValid(value)).toBe(true)
    expect((await rotate(apiKey.id)).status).toBe(201)
  })
})
