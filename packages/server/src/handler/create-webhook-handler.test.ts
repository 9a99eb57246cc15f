import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { countLiveKeys, getKey, listAuditEvents, openStore, recordCreatedKey } from '../store/index.ts'
import { gateSecret, startGate } from '../testing/start-gate.ts'
import type { Handler } from './create-handler.ts'
import { createWebhookHandler } from './create-webhook-handler.ts'

const secret = 'a secret of the endpoint'
const store = openStore({ memory: true })
let gate: Awaited<ReturnType<typeof startGate>>
let handle: Handler
beforeAll(async () => {
  await store.ready()
  gate = await startGate()
  handle = createWebhookHandler({
    secrets: [secret],
    store,
    log: createLog({ destination: { write: () => {} } }),
    config: { eviction: { urls: [gate.url], secrets: [gateSecret] } },
  })
})
beforeEach(() => {
  gate.told = []
})
afterAll(async () => {
  await gate.close()
  await store.close()
})

const ingrid = { id: 'user_northwind_admin', name: 'Ingrid Solberg', email: 'admin@northwind.test' }

const keyOf = (organizationId: string, more: object = {}) => ({
  object: 'api_key',
  id: `api_key_${randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase()}`,
  owner: { type: 'organization', id: organizationId },
  name: 'CI',
  obfuscated_value: 'sk_...8f2c',
  last_used_at: null,
  expires_at: null,
  permissions: ['posts:read'],
  created_at: '2026-11-01T00:00:00.000Z',
  updated_at: '2026-11-01T00:00:00.000Z',
  ...more,
})

const deliver = (
  event: string,
  data: object,
  { id = `event_${randomUUID()}`, at = Date.now(), flip = false, createdAt = new Date().toISOString() } = {},
) => {
  const body = JSON.stringify({ object: 'event', id, event, data, created_at: createdAt })
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
  return handle(
    new Request('https://bff.keydesk.test/api/webhooks/workos', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'WorkOS-Signature': `t=${at}, v1=${signature}` },
      body: flip ? body.replace('CI', 'CJ') : body,
    }),
  )
}

const readKey = (organizationId: string, id: string) => store.query(tx => getKey(tx, { organizationId, id }))

const eventsOf = async (organizationId: string) =>
  (await store.query(tx => listAuditEvents(tx, { organizationId, limit: 100 }))).events

const actionsOf = async (organizationId: string) =>
  (await eventsOf(organizationId)).map(({ action }) => action)

describe('a webhook of WorkOS', () => {
  it('makes a key that was made elsewhere show at once', async () => {
    const key = keyOf('org_created')
    expect((await deliver('api_key.created', key)).status).toBe(200)
    expect(await readKey('org_created', key.id)).toMatchObject({
      origin: 'elsewhere',
      owner: null,
      name: 'CI',
    })
    expect(await actionsOf('org_created')).toEqual(['api_key.discovered'])
  })

  it('takes effect once, however often it is delivered', async () => {
    const key = keyOf('org_repeated')
    const id = 'event_repeated'
    for (const outcome of ['taken', 'repeated', 'repeated']) {
      expect(await (await deliver('api_key.revoked', key, { id })).json()).toEqual({ outcome })
    }
    expect(await actionsOf('org_repeated')).toEqual(['api_key.revoked', 'api_key.discovered'])
  })

  it('takes effect once when it is delivered several times at once', async () => {
    const key = keyOf('org_at_once')
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => deliver('api_key.revoked', key, { id: 'event_at_once' })),
    )
    const outcomes = await Promise.all(answers.map(async answer => Object(await answer.json()).outcome))
    expect(outcomes.sort()).toEqual(['repeated', 'repeated', 'repeated', 'repeated', 'taken'])
    expect(await actionsOf('org_at_once')).toEqual(['api_key.revoked', 'api_key.discovered'])
  })

  it('is taken when it comes again as it was signed, after it was refused for a bit that had flipped', async () => {
    const key = keyOf('org_flipped')
    const id = 'event_flipped'
    expect((await deliver('api_key.created', key, { id, flip: true })).status).toBe(401)
    expect(await (await deliver('api_key.created', key, { id })).json()).toEqual({ outcome: 'taken' })
    expect(await readKey('org_flipped', key.id)).toMatchObject({ name: 'CI', revokedAt: null })
  })

  it('of long ago does not undo what a newer one told', async () => {
    const key = keyOf('org_older')
    await deliver('api_key.updated', {
      ...key,
      expires_at: '2027-01-01T00:00:00.000Z',
      updated_at: '2026-11-03T00:00:00.000Z',
      previous_attributes: { expires_at: null },
    })
    await deliver('api_key.created', key)
    expect((await readKey('org_older', key.id))?.expiresAt?.toISOString()).toBe('2027-01-01T00:00:00.000Z')
  })

  it('leaves a key revoked when its creation is told of afterwards', async () => {
    const key = keyOf('org_order')
    await deliver('api_key.revoked', key)
    await deliver('api_key.created', key)
    await deliver('api_key.updated', {
      ...key,
      updated_at: '2026-12-01T00:00:00.000Z',
      previous_attributes: {},
    })
    expect((await readKey('org_order', key.id))?.revokedAt).toBeInstanceOf(Date)
  })

  it.each([
    ['changed on its way', { flip: true }],
    ['of ten minutes ago', { at: Date.now() - 600_000 }],
    ['of ten minutes ahead', { at: Date.now() + 600_000 }],
  ])('is refused and changes nothing when it is %s', async (_, how) => {
    const key = keyOf('org_refused')
    const answer = await deliver('api_key.created', key, how)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated' })
    expect(await readKey('org_refused', key.id)).toBeNull()
  })

  it.each([
    ['user.deleted', { id: ingrid.id }],
    [
      'organization_membership.deleted',
      { id: 'om_1', user_id: ingrid.id, organization_id: 'org_owned', status: 'active' },
    ],
    [
      'organization_membership.updated',
      { id: 'om_1', user_id: ingrid.id, organization_id: 'org_owned', status: 'inactive' },
    ],
  ])('makes orphans of the keys of an owner who is gone: %s', async (event, data) => {
    const wire = keyOf('org_owned')
    await store.transaction(tx =>
      recordCreatedKey(tx, {
        organizationId: 'org_owned',
        key: {
          id: wire.id,
          name: wire.name,
          obfuscatedValue: wire.obfuscated_value,
          permissions: wire.permissions,
          createdAt: new Date(wire.created_at),
          expiresAt: null,
          lastUsedAt: null,
        },
        facts: { owner: ingrid, createdBy: ingrid, purpose: null, metadata: {}, replaces: null },
      }),
    )
    expect((await deliver(event, data)).status).toBe(200)
    expect(await readKey('org_owned', wire.id)).toMatchObject({
      ownerGoneAt: expect.any(Date),
      revokedAt: null,
    })
  })

  describe('of a membership', () => {
    const own = async (organizationId: string) => {
      const wire = keyOf(organizationId)
      const { id, name, permissions } = wire
      const told = { id, name, permissions, obfuscatedValue: 'sk_...8f2c', createdAt: new Date() }
      const key = { ...told, expiresAt: null, lastUsedAt: null }
      const facts = { owner: ingrid, createdBy: ingrid, purpose: null, metadata: {}, replaces: null }
      await store.transaction(tx => recordCreatedKey(tx, { organizationId, key, facts }))
      return id
    }
    const tell = (what: string, organizationId: string, status: string, minute: number) =>
      deliver(
        `organization_membership.${what}`,
        { id: 'om_1', user_id: ingrid.id, organization_id: organizationId, status },
        { createdAt: `2026-11-01T00:0${minute}:00.000Z` },
      )
    const isOrphan = async (organizationId: string, id: string) =>
      (await readKey(organizationId, id))?.ownerGoneAt !== null

    it.each([
      ['created', 'active'],
      ['updated', 'active'],
    ])('gives an owner who is back what was theirs, and tells of it: %s', async (what, status) => {
      const organizationId = `org_back_${what}`
      const id = await own(organizationId)
      await tell('deleted', organizationId, 'active', 1)
      expect(await isOrphan(organizationId, id)).toBe(true)
      await tell(what, organizationId, status, 2)
      await tell(what, organizationId, status, 3)
      expect(await isOrphan(organizationId, id)).toBe(false)
      const { events } = await store.query(tx => listAuditEvents(tx, { organizationId, limit: 10 }))
      expect(events).toMatchObject([
        {
          action: 'api_key.updated',
          actor: { type: 'workos' },
          credential: { id, name: 'CI' },
          before: { owner: null },
          after: { owner: ingrid.id },
          reason: 'the owner is a member again',
        },
        { before: { owner: ingrid.id }, after: { owner: null }, reason: 'the owner is gone' },
      ])
    })

    it.each([
      ['created', 'pending'],
      ['updated', 'inactive'],
    ])(
      'leaves the keys of somebody who is invited only, or inactive, as orphans: %s',
      async (what, status) => {
        const organizationId = `org_not_back_${what}`
        const id = await own(organizationId)
        await tell('deleted', organizationId, 'active', 1)
        await tell(what, organizationId, status, 2)
        expect(await isOrphan(organizationId, id)).toBe(true)
      },
    )

    it('believes the latest, in whatever order they come', async () => {
      const [left, stays] = [await own('org_left'), await own('org_stays')]
      await tell('updated', 'org_left', 'inactive', 2)
      await tell('updated', 'org_left', 'active', 1)
      expect(await isOrphan('org_left', left)).toBe(true)
      await tell('created', 'org_stays', 'active', 2)
      await tell('deleted', 'org_stays', 'active', 1)
      expect(await isOrphan('org_stays', stays)).toBe(false)
    })
  })

  it('revokes every key of an organization that was deleted', async () => {
    const keys = Array.from({ length: 3 }, () => keyOf('org_deleted'))
    for (const key of keys) await deliver('api_key.created', key)
    await deliver('organization.deleted', { id: 'org_deleted', name: 'Gone' })
    for (const { id } of keys) expect((await readKey('org_deleted', id))?.revokedAt).toBeInstanceOf(Date)
    expect((await actionsOf('org_deleted'))[0]).toBe('organization.deleted')
  })

  it('tells the gates once of a key that was revoked elsewhere, and the trail who confirmed', async () => {
    const key = keyOf('org_told')
    await deliver('api_key.created', key)
    expect(gate.told).toEqual([])
    for (const _ of ['first', 'again']) await deliver('api_key.revoked', key)
    expect(gate.told).toEqual([{ apiKeyIds: [key.id], reason: 'revoked' }])
    expect((await eventsOf('org_told'))[0]).toMatchObject({
      action: 'api_key.revoked',
      after: { gates: { confirmed: [gate.host], missed: [] } },
    })
  })

  it('tells the gates of every key of an organization that was deleted, and takes effect without them', async () => {
    const keys = Array.from({ length: 3 }, () => keyOf('org_ended'))
    for (const key of keys) await deliver('api_key.created', key)
    gate.answer = async () => 503
    expect((await deliver('organization.deleted', { id: 'org_ended', name: 'Gone' })).status).toBe(200)
    gate.answer = async () => 204
    expect(gate.told).toEqual([{ apiKeyIds: expect.any(Array), reason: 'revoked' }])
    expect(gate.told[0]?.apiKeyIds.toSorted()).toEqual(keys.map(({ id }) => id).toSorted())
    expect((await eventsOf('org_ended'))[0]).toMatchObject({
      action: 'organization.deleted',
      after: { gates: { confirmed: [], missed: [{ gate: gate.host, reason: 'refused', status: 503 }] } },
    })
  })

  it('takes in as revoked what is told of a deleted organization too late', async () => {
    await deliver('organization.deleted', { id: 'org_too_late', name: 'Gone' })
    const key = keyOf('org_too_late')
    await deliver('api_key.created', key)
    expect((await readKey('org_too_late', key.id))?.revokedAt).toBeInstanceOf(Date)
    expect(await store.query(tx => countLiveKeys(tx, 'org_too_late'))).toBe(0)
  })

  it.each([
    ['nobody knew of', keyOf('org_unknown')],
    ['is a user’s', keyOf('user_2', { owner: { type: 'user', id: 'user_2', organization_id: 'org_users' } })],
  ])('tells the gates of a revoked key that %s: one may have seen it', async (_, key) => {
    await deliver('api_key.revoked', key)
    expect(gate.told).toEqual([{ apiKeyIds: [key.id], reason: 'revoked' }])
  })

  it.each([
    ['2026-11-05T00:00:00.000Z', { expires_at: null }, 'expiry_changed'],
    ['2096-01-01T00:00:00.000Z', {}, 'expiry_changed'],
    ['2098-01-01T00:00:00.000Z', { expires_at: '2099-01-01T00:00:00.000Z' }, 'expiry_changed'],
    ['2098-01-01T00:00:00.000Z', { expires_at: '2097-01-01T00:00:00.000Z' }, null],
    [null, { expires_at: '2097-01-01T00:00:00.000Z' }, null],
  ])(
    'tells the gates when an end moves nearer, and not when it moves away: %s after %o',
    async (end, previous, reason) => {
      const organizationId = `org_end_${randomUUID()}`
      const key = keyOf(organizationId, { expires_at: '2097-01-01T00:00:00.000Z' })
      await deliver('api_key.created', key)
      const news = { expires_at: end, updated_at: '2026-11-03T00:00:00.000Z', previous_attributes: previous }
      await deliver('api_key.updated', { ...key, ...news })
      expect(gate.told).toEqual(reason === null ? [] : [{ apiKeyIds: [key.id], reason }])
    },
  )

  it('of another kind, or about the key of a user, is taken and changes nothing', async () => {
    expect(await (await deliver('session.created', { id: 'session_1' })).json()).toEqual({
      outcome: 'ignored',
    })
    const key = keyOf('user_1', { owner: { type: 'user', id: 'user_1', organization_id: 'org_users' } })
    expect((await deliver('api_key.created', key)).status).toBe(200)
    expect(await readKey('org_users', key.id)).toBeNull()
  })
})
