import type { ApiKeyPolicy } from '@keydesk/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountOf } from '../testing/account-of.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

/** Hosts with other rules, before the same WorkOS and the same store. */
let broker: Broker
const hosts: Broker[] = []
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(() => broker.reset())
afterAll(async () => {
  for (const host of hosts) await host.close()
  await broker.close()
})

const withRules = async (apiKeys: Partial<ApiKeyPolicy>): Promise<Broker> => {
  const config = { workos: accountOf(broker.emulator), narrowing: true, policy: { apiKeys } }
  const host = await startBroker({ config, store: broker.store })
  hosts.push(host)
  return host
}

const body = { name: 'Key', permissions: ['posts:read'], expiresAt: null }
const create = (of: Broker, changes: object = {}) =>
  of.askJson('POST', '/api-keys', { body: { ...body, ...changes } })
const patch = (of: Broker, id: string, changes: object) =>
  of.askJson('PATCH', `/api-keys/${id}`, { body: changes })
const refusal = (pointer: string, code: string) => ({
  status: 422,
  body: { code: 'validation_failed', errors: [{ pointer, code }] },
})

describe('where the host', () => {
  it('allows no new keys, none is made, and those that are there can be rotated and revoked', async () => {
    const { apiKey } = await broker.create('Before')
    const host = await withRules({ allowed: false })
    expect(await create(host)).toMatchObject({ status: 403, body: { code: 'permission_denied' } })
    expect(Object(await host.askJson('GET', '/session')).body.policy.apiKeys.allowed).toBe(false)
    const rotated = await host.askJson('POST', `/api-keys/${apiKey.id}/rotate`, {
      body: { overlapSeconds: 60 },
    })
    expect(rotated.status).toBe(201)
    expect((await host.ask('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(204)
  })

  it('wants an owner to be named, whoever makes a key names one', async () => {
    const host = await withRules({ ownerRequired: true })
    expect(await create(host)).toMatchObject(refusal('#/ownerId', 'required'))
    expect((await create(host, { ownerId: actors.developer.person.id })).status).toBe(201)
  })

  it('wants a purpose, a key has one and keeps one', async () => {
    const { apiKey: before } = await broker.create('Before')
    const host = await withRules({ purposeRequired: true })
    for (const purpose of [undefined, null, '', '  \n'])
      expect(await create(host, { purpose })).toMatchObject(refusal('#/purpose', 'required'))
    const { apiKey } = Object((await create(host, { purpose: 'Nightly export' })).body)
    for (const purpose of [null, ' '])
      expect(await patch(host, apiKey.id, { purpose })).toMatchObject(refusal('#/purpose', 'required'))
    expect((await patch(host, apiKey.id, { purpose: 'Weekly export' })).status).toBe(200)
    // What was made before the rule may go on without.
    expect((await patch(host, before.id, { metadata: { team: 'data' } })).status).toBe(200)
  })

  it('wants a reason for a permission, no key gets it without a purpose, however it is given', async () => {
    const host = await withRules({ permissionsNeedingReason: ['posts:write'] })
    const permissions = ['posts:read', 'posts:write']
    expect(await create(host, { permissions })).toMatchObject(refusal('#/purpose', 'required'))
    const { apiKey: plain } = Object((await create(host)).body)
    const rotate = (id: string, changes: object = {}) =>
      host.askJson('POST', `/api-keys/${id}/rotate`, { body: { overlapSeconds: 60, ...changes } })
    expect(await rotate(plain.id, { permissions })).toMatchObject(refusal('#/permissions', 'invalid'))
    expect((await rotate(plain.id)).status).toBe(201)

    const { apiKey } = Object((await create(host, { permissions, purpose: 'Imports' })).body)
    expect(await patch(host, apiKey.id, { purpose: null })).toMatchObject(refusal('#/purpose', 'required'))
    expect((await patch(host, apiKey.id, { permissions: ['posts:read'], purpose: null })).status).toBe(200)
    expect(await patch(host, apiKey.id, { permissions })).toMatchObject(refusal('#/purpose', 'required'))
    expect((await patch(host, apiKey.id, { permissions, purpose: 'Imports' })).status).toBe(200)
    expect((await rotate(apiKey.id, { permissions })).status).toBe(201)
  })

  it('limits the overlap, no replaced key goes on for longer', async () => {
    const host = await withRules({ maxOverlapSeconds: 3600 })
    const { apiKey } = await broker.create('Key')
    const rotate = (overlapSeconds: number) =>
      host.askJson('POST', `/api-keys/${apiKey.id}/rotate`, { body: { overlapSeconds } })
    expect(await rotate(3601)).toMatchObject(refusal('#/overlapSeconds', 'invalid'))
    expect((await rotate(3600)).status).toBe(201)
    const expiresAt = new Date(Date.now() + 7_200_000).toISOString()
    expect(await patch(host, apiKey.id, { expiresAt })).toMatchObject(
      refusal('#/expiresAt', 'expiry_too_late'),
    )
  })

  it('says nothing of the kind, none of it is asked for', async () => {
    const { apiKey } = Object((await create(broker, { permissions: ['posts:write'] })).body)
    expect(apiKey).toMatchObject({ owner: actors.admin.person, purpose: null })
  })
})
