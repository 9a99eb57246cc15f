import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keyMirror } from '../store/index.ts'
import { keyOf, startWebhookEndpoint, type WebhookEndpoint } from '../testing/start-webhook-endpoint.ts'

let endpoint: WebhookEndpoint
beforeAll(async () => {
  endpoint = await startWebhookEndpoint()
})
beforeEach(() => {
  endpoint.gate.told = []
})
afterAll(() => endpoint.close())

const actionsOf = async (organizationId: string) =>
  (await endpoint.eventsOf(organizationId)).map(({ action }) => action)

describe('a webhook of WorkOS', () => {
  it('makes a key that was made elsewhere show at once', async () => {
    const key = keyOf('org_created')
    expect((await endpoint.deliver('api_key.created', key)).status).toBe(200)
    expect(await endpoint.readKey('org_created', key.id)).toMatchObject({
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
      expect(await (await endpoint.deliver('api_key.revoked', key, { id })).json()).toEqual({ outcome })
    }
    expect(await actionsOf('org_repeated')).toEqual(['api_key.revoked', 'api_key.discovered'])
  })

  it('takes effect once when it is delivered several times at once', async () => {
    const key = keyOf('org_at_once')
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => endpoint.deliver('api_key.revoked', key, { id: 'event_at_once' })),
    )
    const outcomes = await Promise.all(answers.map(async answer => Object(await answer.json()).outcome))
    expect(outcomes.sort()).toEqual(['repeated', 'repeated', 'repeated', 'repeated', 'taken'])
    expect(await actionsOf('org_at_once')).toEqual(['api_key.revoked', 'api_key.discovered'])
  })

  it('is taken when it comes again as it was signed, after it was refused for a bit that had flipped', async () => {
    const key = keyOf('org_flipped')
    const id = 'event_flipped'
    expect((await endpoint.deliver('api_key.created', key, { id, flip: true })).status).toBe(401)
    expect(await (await endpoint.deliver('api_key.created', key, { id })).json()).toEqual({
      outcome: 'taken',
    })
    expect(await endpoint.readKey('org_flipped', key.id)).toMatchObject({ name: 'CI', revokedAt: null })
  })

  it('of long ago does not undo what a newer one told', async () => {
    const key = keyOf('org_older')
    await endpoint.deliver('api_key.updated', {
      ...key,
      expires_at: '2027-01-01T00:00:00.000Z',
      updated_at: '2026-11-03T00:00:00.000Z',
      previous_attributes: { expires_at: null },
    })
    await endpoint.deliver('api_key.created', key)
    expect((await endpoint.readKey('org_older', key.id))?.expiresAt?.toISOString()).toBe(
      '2027-01-01T00:00:00.000Z',
    )
  })

  it('leaves a key revoked when its creation is told of afterwards', async () => {
    const key = keyOf('org_order')
    await endpoint.deliver('api_key.revoked', key)
    await endpoint.deliver('api_key.created', key)
    await endpoint.deliver('api_key.updated', {
      ...key,
      updated_at: '2026-12-01T00:00:00.000Z',
      previous_attributes: {},
    })
    expect((await endpoint.readKey('org_order', key.id))?.revokedAt).toBeInstanceOf(Date)
  })

  it.each([
    ['changed on its way', { flip: true }],
    ['of ten minutes ago', { at: Date.now() - 600_000 }],
    ['of ten minutes ahead', { at: Date.now() + 600_000 }],
  ])('is refused and changes nothing when it is %s', async (_, how) => {
    const key = keyOf('org_refused')
    const answer = await endpoint.deliver('api_key.created', key, how)
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated' })
    expect(await endpoint.readKey('org_refused', key.id)).toBeNull()
  })

  it('revokes every key of an organization that was deleted', async () => {
    const keys = Array.from({ length: 3 }, () => keyOf('org_deleted'))
    for (const key of keys) await endpoint.deliver('api_key.created', key)
    await endpoint.deliver('organization.deleted', { id: 'org_deleted', name: 'Gone' })
    for (const { id } of keys)
      expect((await endpoint.readKey('org_deleted', id))?.revokedAt).toBeInstanceOf(Date)
    expect((await actionsOf('org_deleted'))[0]).toBe('organization.deleted')
  })

  it('tells the gates once of a key that was revoked elsewhere, and the trail who confirmed', async () => {
    const key = keyOf('org_told')
    await endpoint.deliver('api_key.created', key)
    expect(endpoint.gate.told).toEqual([])
    for (const _ of ['first', 'again']) await endpoint.deliver('api_key.revoked', key)
    expect(endpoint.gate.told).toEqual([{ apiKeyIds: [key.id], reason: 'revoked' }])
    expect((await endpoint.eventsOf('org_told'))[0]).toMatchObject({
      action: 'api_key.revoked',
      after: { gates: { confirmed: [endpoint.gate.host], missed: [] } },
    })
  })

  it('tells the gates of every key of an organization that was deleted, and takes effect without them', async () => {
    const keys = Array.from({ length: 3 }, () => keyOf('org_ended'))
    for (const key of keys) await endpoint.deliver('api_key.created', key)
    endpoint.gate.answer = async () => 503
    expect((await endpoint.deliver('organization.deleted', { id: 'org_ended', name: 'Gone' })).status).toBe(
      200,
    )
    endpoint.gate.answer = async () => 204
    expect(endpoint.gate.told).toEqual([{ apiKeyIds: expect.any(Array), reason: 'revoked' }])
    expect(endpoint.gate.told[0]?.apiKeyIds.toSorted()).toEqual(keys.map(({ id }) => id).toSorted())
    expect((await endpoint.eventsOf('org_ended'))[0]).toMatchObject({
      action: 'organization.deleted',
      after: {
        gates: { confirmed: [], missed: [{ gate: endpoint.gate.host, reason: 'refused', status: 503 }] },
      },
    })
  })

  it('takes in as revoked what is told of a deleted organization too late', async () => {
    await endpoint.deliver('organization.deleted', { id: 'org_too_late', name: 'Gone' })
    const key = keyOf('org_too_late')
    await endpoint.deliver('api_key.created', key)
    expect((await endpoint.readKey('org_too_late', key.id))?.revokedAt).toBeInstanceOf(Date)
    expect(await endpoint.store.query(tx => keyMirror.countLive(tx, 'org_too_late'))).toBe(0)
  })

  it.each([
    ['nobody knew of', keyOf('org_unknown')],
    ['is a user’s', keyOf('user_2', { owner: { type: 'user', id: 'user_2', organization_id: 'org_users' } })],
  ])('tells the gates of a revoked key that %s: one may have seen it', async (_, key) => {
    await endpoint.deliver('api_key.revoked', key)
    expect(endpoint.gate.told).toEqual([{ apiKeyIds: [key.id], reason: 'revoked' }])
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
      await endpoint.deliver('api_key.created', key)
      const news = { expires_at: end, updated_at: '2026-11-03T00:00:00.000Z', previous_attributes: previous }
      await endpoint.deliver('api_key.updated', { ...key, ...news })
      expect(endpoint.gate.told).toEqual(reason === null ? [] : [{ apiKeyIds: [key.id], reason }])
    },
  )

  it('of another kind, or about the key of a user, is taken and changes nothing', async () => {
    expect(await (await endpoint.deliver('session.created', { id: 'session_1' })).json()).toEqual({
      outcome: 'ignored',
    })
    const key = keyOf('user_1', { owner: { type: 'user', id: 'user_1', organization_id: 'org_users' } })
    expect((await endpoint.deliver('api_key.created', key)).status).toBe(200)
    expect(await endpoint.readKey('org_users', key.id)).toBeNull()
  })
})
