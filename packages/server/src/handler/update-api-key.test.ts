import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { settleLeftovers } from '../services/reconcile.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let offset = 0
const clock = () => new Date(Date.now() + offset)
const inDays = (days: number) => new Date(clock().getTime() + days * 86_400_000).toISOString()

let broker: Broker
let narrowing: Broker
beforeAll(async () => {
  broker = await startBroker({ now: clock })
  const { apiKey, clientId, port } = broker.emulator
  const workos = { apiKey, clientId, apiHostname: 'localhost', port, https: false }
  narrowing = await startBroker({ now: clock, config: { narrowing: true, workos } })
})
beforeEach(async () => {
  offset = 0
  await broker.reset()
})
afterAll(async () => {
  await broker.close()
  await narrowing.close()
})

const patch = (id: string, body: unknown, { of = broker, as = actors.admin } = {}) =>
  of.askJson('PATCH', `/api-keys/${id}`, { as, body })
const get = async (id: string) => Object((await broker.askJson('GET', `/api-keys/${id}`)).body)
const isValid = async (value: string) =>
  Object((await broker.askJson('POST', '/api-keys/test', { body: { value } })).body).valid

describe('a key', () => {
  it('changes owner, purpose and metadata, and nothing that was left out', async () => {
    const { apiKey } = await broker.create('Key', { purpose: 'Old', metadata: { a: '1' } })
    const owned = await patch(apiKey.id, { ownerId: actors.developer.person.id })
    expect([owned.status, owned.body]).toEqual([200, { ...apiKey, owner: actors.developer.person }])
    await patch(apiKey.id, { purpose: 'New' })
    await patch(apiKey.id, { metadata: { b: '2' } })
    expect(await get(apiKey.id)).toMatchObject({
      owner: actors.developer.person,
      purpose: 'New',
      metadata: { b: '2' },
    })
    expect((await patch(apiKey.id, { purpose: null })).body).toMatchObject({ purpose: null })
  })

  it('changes its end, at WorkOS as well, and may lose it', async () => {
    const { apiKey, value } = await broker.create('Key')
    const expiresAt = inDays(1)
    expect((await patch(apiKey.id, { expiresAt })).body).toMatchObject({ expiresAt, status: 'expiring' })
    broker.emulator.setClockOffset(86_401)
    expect(await isValid(value)).toBe(false)
    broker.emulator.setClockOffset(0)
    expect((await patch(apiKey.id, { expiresAt: null })).body).toMatchObject({
      expiresAt: null,
      status: 'active',
    })
    broker.emulator.setClockOffset(86_401)
    expect(await isValid(value)).toBe(true)
  })

  it.each([
    [{ ownerId: 'user_globex_admin' }, '#/ownerId', 'not_a_member'],
    [{ expiresAt: '2001-01-01T00:00:00Z' }, '#/expiresAt', 'invalid_expiry'],
    [{ name: 'New' }, '#/name', 'unknown_field'],
    [{ permissions: [] }, '#/permissions', 'invalid'],
  ])('does not change by %j', async (body, pointer, code) => {
    const { apiKey } = await broker.create('Key')
    expect(await patch(apiKey.id, body)).toMatchObject({ status: 422, body: { errors: [{ pointer, code }] } })
    expect(await get(apiKey.id)).toEqual(apiKey)
  })

  it('that is over stays as it is', async () => {
    const revoked = await broker.create('Revoked')
    await broker.ask('DELETE', `/api-keys/${revoked.apiKey.id}`)
    const expired = await broker.create('Expired', { expiresAt: inDays(1) })
    offset = 2 * 86_400_000
    for (const { apiKey } of [revoked, expired]) {
      for (const body of [{ purpose: 'New' }, { expiresAt: null }]) {
        expect(await patch(apiKey.id, body)).toMatchObject({ status: 409, body: { code: 'already_expired' } })
      }
      expect((await patch(apiKey.id, { ownerId: 'nobody' })).status).toBe(422)
    }
  })

  it("of another organization is not found, and a reader's is not theirs to change", async () => {
    const theirs = await broker.create('Theirs', { as: actors.globexAdmin })
    expect((await patch(theirs.apiKey.id, { purpose: 'x' })).status).toBe(404)
    const { apiKey } = await broker.create('Key')
    expect((await patch(apiKey.id, { purpose: 'x' }, { as: actors.viewer })).status).toBe(403)
  })

  it.each([{ status: 500 }, { status: 500, after: true as const }])(
    'whose end WorkOS may have changed is settled later (%j)',
    async fault => {
      const { apiKey } = await broker.create('Key')
      broker.emulator.addFault({ path: 'expire$', ...fault })
      const expiresAt = inDays(1)
      expect((await patch(apiKey.id, { expiresAt })).status).toBe(503)
      expect((await patch(apiKey.id, { expiresAt: null })).body).toMatchObject({ code: 'conflict' })
      offset = 120_000
      await settleLeftovers(broker.context, { signal: AbortSignal.timeout(5000) })
      expect(await get(apiKey.id)).toMatchObject({ expiresAt })
      expect((await patch(apiKey.id, { expiresAt: null })).status).toBe(200)
    },
  )
})

describe('where gates ask the broker', () => {
  it('permissions can be narrowed and given back, and never widened', async () => {
    const issued = ['posts:read', 'posts:write']
    const { apiKey, value } = await broker.create('Key', { permissions: issued })
    const narrowed = await patch(apiKey.id, { permissions: ['posts:read'] }, { of: narrowing })
    expect(narrowed.body).toMatchObject({ permissions: ['posts:read'], issuedPermissions: issued })
    const tested = await broker.askJson('POST', '/api-keys/test', { body: { value } })
    expect(tested.body).toMatchObject({ permissions: ['posts:read'] })
    const wider = ['posts:read', 'comments:read']
    expect((await patch(apiKey.id, { permissions: wider }, { of: narrowing })).body).toMatchObject({
      errors: [{ pointer: '#/permissions/1', code: 'invalid' }],
    })
    expect((await patch(apiKey.id, { permissions: issued }, { of: narrowing })).body).toMatchObject({
      permissions: issued,
    })
  })

  it('what was narrowed away is given back only by whoever holds it', async () => {
    const issued = ['posts:read', 'exports:create']
    const { apiKey } = await broker.create('Key', { permissions: issued })
    await patch(apiKey.id, { permissions: ['posts:read'] }, { of: narrowing })
    const as = actors.developer
    expect((await patch(apiKey.id, { permissions: issued }, { of: narrowing, as })).body).toMatchObject({
      code: 'permission_escalation',
      permissions: ['exports:create'],
    })
    expect((await patch(apiKey.id, { permissions: [] }, { of: narrowing, as })).status).toBe(200)
  })
})
