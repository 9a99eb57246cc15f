import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { applicationFreshness } from '../services/m2m-applications/application-freshness.ts'
import { m2mDesk } from '../testing/m2m-desk.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'
import { gateSecret, startGate } from '../testing/start-gate.ts'

let broker: Broker
let gate: Awaited<ReturnType<typeof startGate>>
beforeAll(async () => {
  gate = await startGate()
  broker = await startBroker({ config: { eviction: { urls: [gate.url], secrets: [gateSecret] } } })
})
beforeEach(async () => {
  broker.mendStore()
  gate.told = []
  await broker.reset()
})
afterAll(async () => {
  await broker.close()
  await gate.close()
})

const { ask, create, createSecret, list, get, trail, askToken, atWorkos } = m2mDesk(() => broker)
const actionsOf = async (id: string) => (await trail(id)).map(({ action }) => action)
const refresh = () =>
  applicationFreshness.refreshNow(broker.context, 'org_northwind', AbortSignal.timeout(10_000))
const callsBy = (method: string) => broker.emulator.requests().filter(request => request.method === method)

describe('changing an M2M application', () => {
  it('changes what is given, leaves the rest as it is at WorkOS, and tells of both', async () => {
    const { application } = await create({ description: 'Every night' })
    const { id } = application
    // Whoever sends back what was known before would undo this.
    await atWorkos('PUT', `/applications/${id}`, {
      name: 'Nightly export',
      description: 'Hourly',
      scopes: ['posts:read'],
    })
    const { status, body } = await ask('PATCH', `/${id}`, { name: 'Export', purpose: 'Reports' })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: 'Export',
      description: 'Hourly',
      scopes: ['posts:read'],
      purpose: 'Reports',
    })
    expect(await get(id)).toEqual(body)
    expect(await atWorkos('GET', `/applications/${id}`)).toMatchObject({
      name: 'Export',
      description: 'Hourly',
    })
    expect((await trail(id)).at(-1)).toMatchObject({
      action: 'm2m_application.updated',
      actor: actors.admin.person,
      before: { name: 'Nightly export', purpose: null },
      after: { name: 'Export', purpose: 'Reports' },
    })
  })

  it('takes a description away, and asks nothing of WorkOS for what Keydesk alone knows', async () => {
    const { application } = await create({ description: 'Every night' })
    const { id } = application
    expect((await ask('PATCH', `/${id}`, { description: null })).body).toMatchObject({ description: null })
    broker.emulator.clearRequests()
    const change = { ownerId: actors.developer.person.id, metadata: { team: 'data' } }
    expect((await ask('PATCH', `/${id}`, change)).body).toMatchObject({
      owner: actors.developer.person,
      metadata: { team: 'data' },
    })
    expect(broker.emulator.requests().filter(({ path }) => path.startsWith('/connect'))).toEqual([])
  })

  it("tells first of what was changed elsewhere, which is nobody's here", async () => {
    const { application } = await create({ scopes: ['posts:read'] })
    const { id, name } = application
    await atWorkos('PUT', `/applications/${id}`, { name, description: null, scopes: ['posts:write'] })
    await ask('PATCH', `/${id}`, { name: 'Renamed' })
    expect((await trail(id)).slice(2)).toMatchObject([
      {
        ...{ action: 'm2m_application.updated', actor: { type: 'workos' } },
        ...{ before: { scopes: ['posts:read'] }, after: { scopes: ['posts:write'] } },
      },
      {
        ...{ action: 'm2m_application.updated', actor: actors.admin.person },
        ...{ before: { name }, after: { name: 'Renamed' } },
      },
    ])
  })

  it('is told once, by whoever made it, however often WorkOS is read meanwhile', async () => {
    const { application } = await create()
    const { id } = application
    broker.emulator.addFault({ method: 'PUT', path: `${id}$`, after: true, delayMs: 1_000 })
    const change = ask('PATCH', `/${id}`, { name: 'Renamed' })
    await vi.waitFor(async () => {
      await refresh()
      expect(await get(id)).toMatchObject({ name: 'Renamed' })
    })
    expect((await change).status).toBe(200)
    await refresh()
    expect((await trail(id)).slice(2)).toMatchObject([{ actor: actors.admin.person }])
  })

  it('that is as asked for already is not told of', async () => {
    const { application } = await create()
    const { id, name, scopes } = application
    expect((await ask('PATCH', `/${id}`, { name, scopes, purpose: null })).status).toBe(200)
    expect(callsBy('PUT')).toEqual([])
    expect(await actionsOf(id)).toHaveLength(2)
  })

  it('grants nobody a scope that they lack, and lets them take away and keep any', async () => {
    const { application } = await create({ scopes: ['exports:create', 'posts:read'] })
    const change = (scopes: string[]) => ask('PATCH', `/${application.id}`, { scopes }, actors.developer)
    expect((await change(['exports:create', 'members:read'])).body).toMatchObject({
      code: 'permission_escalation',
      permissions: ['members:read'],
    })
    expect((await change(['exports:create'])).body).toMatchObject({ scopes: ['exports:create'] })
    expect((await change(['exports:create', 'posts:write'])).status).toBe(200)
  })

  it('is refused for one that is deleted', async () => {
    const { application } = await create()
    await ask('DELETE', `/${application.id}`)
    expect((await ask('PATCH', `/${application.id}`, { purpose: 'x' })).body).toMatchObject({
      code: 'conflict',
    })
    expect((await ask('POST', `/${application.id}/secrets`)).body).toMatchObject({ code: 'conflict' })
  })
})

describe('a second secret', () => {
  it('works beside the first until one is deleted, and the other goes on', async () => {
    const { application, secret, value } = await create()
    const { id, clientId } = application
    const next = await createSecret(id)
    expect(next.secret).toMatchObject({ status: 'active', hint: next.value.slice(-6) })
    expect((await get(id)).secrets.map(it => [it.id, it.status])).toEqual([
      [next.secret.id, 'active'],
      [secret.id, 'rotating'],
    ])
    expect([await askToken(clientId, value), await askToken(clientId, next.value)]).toEqual([200, 200])
    expect((await ask('DELETE', `/${id}/secrets/${secret.id}`)).status).toBe(204)
    expect([await askToken(clientId, value), await askToken(clientId, next.value)]).toEqual([401, 200])
    expect((await get(id)).secrets.map(({ status }) => status)).toEqual(['active', 'deleted'])
    expect((await ask('DELETE', `/${id}/secrets/${secret.id}`)).status).toBe(204)
    expect(callsBy('DELETE')).toHaveLength(1)
    expect(await actionsOf(id)).toEqual([
      'm2m_application.created',
      'client_secret.created',
      'client_secret.created',
      'client_secret.deleted',
    ])
    // Tokens of the other secret live on, so no gate denies the client.
    expect(gate.told).toEqual([])
  })

  it('is the last: a third is refused, however many are asked for at once and wherever the others were made', async () => {
    const { application } = await create()
    const { id } = application
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask('POST', `/${id}/secrets`)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    for (const { status, body } of answers)
      if (status !== 201) expect(body).toMatchObject({ code: 'conflict' })
    expect(await atWorkos('GET', `/applications/${id}/client_secrets`)).toHaveLength(2)
    const other = await create({ name: 'Other' })
    await atWorkos('POST', `/applications/${other.application.id}/client_secrets`, {})
    const third = await ask('POST', `/${other.application.id}/secrets`)
    expect(third.body).toMatchObject({ code: 'conflict', detail: expect.stringMatching(/Finish.*cancel/) })
  })

  it('is asked for later where one that was deleted has not gone at WorkOS yet', async () => {
    const { application, secret } = await create()
    await createSecret(application.id)
    broker.emulator.addFault({ method: 'DELETE', path: '/client_secrets/', status: 500, times: 5 })
    expect((await ask('DELETE', `/${application.id}/secrets/${secret.id}`)).status).toBe(503)
    broker.emulator.clearFaults()
    expect((await ask('POST', `/${application.id}/secrets`)).body).toMatchObject({
      code: 'conflict',
      detail: expect.stringMatching(/not gone at WorkOS yet.*a minute/),
    })
  })

  it('is not for those who lack a scope of the application', async () => {
    const { application } = await create({ scopes: ['exports:create'] })
    const answer = await ask('POST', `/${application.id}/secrets`, undefined, actors.developer)
    expect(answer.body).toMatchObject({ code: 'permission_escalation', permissions: ['exports:create'] })
  })

  it('may be the last one deleted', async () => {
    const { application, secret } = await create()
    expect((await ask('DELETE', `/${application.id}/secrets/${secret.id}`)).status).toBe(204)
    expect((await get(application.id)).secrets).toMatchObject([{ status: 'deleted' }])
    expect((await createSecret(application.id)).secret.status).toBe('active')
  })
})

describe('deleting an M2M application', () => {
  it('ends its secrets, tells the gates to deny its client, and is told with who confirmed', async () => {
    const { application, value } = await create()
    const { id, clientId } = application
    expect((await ask('DELETE', `/${id}`)).status).toBe(204)
    expect(await askToken(clientId, value)).toBe(401)
    expect(gate.told).toEqual([{ clientIds: [clientId], notBefore: expect.stringMatching(/^\d{4}-.*Z$/) }])
    expect(await get(id)).toMatchObject({ status: 'deleted', secrets: [{ status: 'deleted' }] })
    expect((await list()).data.map(it => it.id)).not.toContain(id)
    expect((await trail(id)).at(-1)).toMatchObject({
      action: 'm2m_application.revoked',
      actor: actors.admin.person,
      after: { gates: { confirmed: [gate.host], missed: [] } },
    })
    expect((await ask('DELETE', `/${id}`)).status).toBe(204)
    expect(callsBy('DELETE')).toHaveLength(1)
  })

  it('succeeds with the store down, of an application and of a secret, and the trail follows', async () => {
    const [gone, kept] = [await create(), await create({ name: 'Kept' })]
    broker.breakStore()
    expect((await ask('DELETE', `/${gone.application.id}`)).status).toBe(204)
    expect((await ask('DELETE', `/${kept.application.id}/secrets/${kept.secret.id}`)).status).toBe(204)
    expect(await askToken(gone.application.clientId, gone.value)).toBe(401)
    expect(await askToken(kept.application.clientId, kept.value)).toBe(401)
    broker.mendStore()
    await broker.store.drain({ timeoutMs: 10_000 })
    expect((await actionsOf(gone.application.id)).at(-1)).toBe('m2m_application.revoked')
    expect((await actionsOf(kept.application.id)).at(-1)).toBe('client_secret.deleted')
    expect(await get(kept.application.id)).toMatchObject({
      status: 'active',
      secrets: [{ status: 'deleted' }],
    })
  })
})
