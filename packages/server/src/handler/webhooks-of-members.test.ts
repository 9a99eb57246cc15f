import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordCreatedKey } from '../store/index.ts'
import { keyOf, startWebhookEndpoint, type WebhookEndpoint } from '../testing/start-webhook-endpoint.ts'

let endpoint: WebhookEndpoint
beforeAll(async () => {
  endpoint = await startWebhookEndpoint()
})
afterAll(() => endpoint.close())

const ingrid = { id: 'user_northwind_admin', name: 'Ingrid Solberg', email: 'admin@northwind.test' }

const own = async (organizationId: string) => {
  const wire = keyOf(organizationId)
  const { id, name, permissions } = wire
  const told = { id, name, permissions, obfuscatedValue: 'sk_...8f2c', createdAt: new Date() }
  const key = { ...told, expiresAt: null, lastUsedAt: null }
  const facts = {
    owner: ingrid,
    createdBy: ingrid,
    purpose: null,
    metadata: {},
    choice: null,
    replaces: null,
  }
  await endpoint.store.transaction(tx => recordCreatedKey(tx, { organizationId, key, facts }))
  return id
}

const tell = (what: string, organizationId: string, status: string, minute: number) =>
  endpoint.deliver(
    `organization_membership.${what}`,
    { id: 'om_1', user_id: ingrid.id, organization_id: organizationId, status },
    { createdAt: `2026-11-01T00:0${minute}:00.000Z` },
  )
const isOrphan = async (organizationId: string, id: string) =>
  (await endpoint.readKey(organizationId, id))?.ownerGoneAt !== null

describe('a webhook of WorkOS about a member', () => {
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
    const id = await own('org_owned')
    expect((await endpoint.deliver(event, data)).status).toBe(200)
    expect(await endpoint.readKey('org_owned', id)).toMatchObject({
      ownerGoneAt: expect.any(Date),
      revokedAt: null,
    })
  })

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
    expect(await endpoint.eventsOf(organizationId)).toMatchObject([
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
  ])('leaves the keys of somebody who is invited only, or inactive, as orphans: %s', async (what, status) => {
    const organizationId = `org_not_back_${what}`
    const id = await own(organizationId)
    await tell('deleted', organizationId, 'active', 1)
    await tell(what, organizationId, status, 2)
    expect(await isOrphan(organizationId, id)).toBe(true)
  })

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
