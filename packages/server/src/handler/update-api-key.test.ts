import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { settleLeftovers } from '../services/reconcile.ts'
import type { Store } from '../store/index.ts'
import { accountOf } from '../testing/account-of.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let offset = 0
const clock = () => new Date(Date.now() + offset)
const inDays = (days: number) => new Date(clock().getTime() + days * 86_400_000).toISOString()

let broker: Broker
let narrowing: Broker
/** What happens between reading a key and changing it, at the broker with narrowing. */
let beforeTransaction = async () => {}
beforeAll(async () => {
  broker = await startBroker({ now: clock })
  const workos = accountOf(broker.emulator)
  const { transaction } = broker.store
  const store: Store = {
    ...broker.store,
    transaction: async (work, mode) => {
      await beforeTransaction()
      return transaction(work, mode)
    },
  }
  narrowing = await startBroker({ now: clock, config: { narrowing: true, workos }, store })
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
const trail = async (id: string) =>
  Object((await broker.askJson('GET', `/audit-events?credentialId=${id}`)).body).data as {
    action: string
    before: unknown
    after: unknown
  }[]
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

  it.each([
    {},
    { purpose: 'Old', metadata: { b: '2', a: '1' } },
    { ownerId: actors.admin.person.id, expiresAt: null },
    { permissions: ['posts:write', 'posts:read'] },
  ])('that is as asked for already is not told of as changed (%j)', async body => {
    const { apiKey } = await broker.create('Key', {
      ...{ permissions: ['posts:read', 'posts:write'], purpose: 'Old', metadata: { a: '1', b: '2' } },
    })
    expect(await patch(apiKey.id, body, { of: narrowing })).toMatchObject({ status: 200, body: apiKey })
    expect((await trail(apiKey.id)).map(({ action }) => action)).toEqual(['api_key.created'])
    expect(await get(apiKey.id)).toEqual(apiKey)
  })

  it('that was replaced ends, and no later than it would have or the longest overlap lets it', async () => {
    const rotate = (id: string) =>
      broker.askJson('POST', `/api-keys/${id}/rotate`, { body: { overlapSeconds: 60 } })
    const refusing = (code: string) => ({
      status: 422,
      body: { code: 'validation_failed', errors: [{ pointer: '#/expiresAt', code }] },
    })
    const ownEnd = inDays(10)
    const ending = (await broker.create('Ending', { expiresAt: ownEnd })).apiKey
    const forever = (await broker.create('Forever')).apiKey
    for (const { id } of [ending, forever]) {
      expect((await rotate(id)).status).toBe(201)
      expect(await patch(id, { expiresAt: null })).toMatchObject(refusing('expiry_required'))
      expect(await patch(id, { expiresAt: inDays(367) })).toMatchObject(refusing('expiry_too_late'))
    }
    expect(await patch(ending.id, { expiresAt: inDays(11) })).toMatchObject(refusing('expiry_too_late'))
    const extended = { status: 200, body: { expiresAt: ownEnd, status: 'rotating' } }
    expect(await patch(ending.id, { expiresAt: ownEnd })).toMatchObject(extended)
    expect((await patch(forever.id, { expiresAt: inDays(365) })).status).toBe(200)
    expect((await patch(ending.id, { purpose: 'New' })).status).toBe(200)
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

  it('of two who change permissions at once, the later is judged by what the earlier left', async () => {
    const issued = ['posts:read', 'exports:create']
    const { apiKey } = await broker.create('Key', { permissions: issued })
    const as = actors.developer
    const seen = Promise.withResolvers<void>()
    const narrowed = Promise.withResolvers<void>()
    beforeTransaction = async () => {
      beforeTransaction = async () => {}
      seen.resolve()
      await narrowed.promise
    }
    const late = patch(apiKey.id, { permissions: issued }, { of: narrowing, as })
    await seen.promise
    expect((await patch(apiKey.id, { permissions: [] }, { of: narrowing })).status).toBe(200)
    narrowed.resolve()
    expect((await late).body).toMatchObject({ code: 'permission_escalation', permissions: issued.slice(1) })
    expect(await get(apiKey.id)).toMatchObject({ permissions: [] })
    const changed = (await trail(apiKey.id)).filter(({ action }) => action === 'api_key.updated')
    expect(changed).toHaveLength(1)
  })

  it('a change that comes too late for a key revoked meanwhile changes nothing', async () => {
    const { apiKey } = await broker.create('Key')
    beforeTransaction = async () => {
      beforeTransaction = async () => {}
      await broker.ask('DELETE', `/api-keys/${apiKey.id}`)
    }
    const late = await patch(apiKey.id, { permissions: [] }, { of: narrowing })
    expect(late).toMatchObject({ status: 409, body: { code: 'already_expired' } })
  })
})
