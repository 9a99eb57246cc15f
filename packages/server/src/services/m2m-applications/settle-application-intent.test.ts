import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLog } from '../../log.ts'
import { m2mDesk } from '../../testing/m2m-desk.ts'
import { actors, type Broker, startBroker } from '../../testing/start-broker.ts'
import { gateSecret, startGate } from '../../testing/start-gate.ts'
import { settleLeftovers } from '../reconcile.ts'
import { createReconciler } from '../reconciler.ts'
import { takeEvent } from '../take-event.ts'
import { refreshOldApplications } from './refresh-old-applications.ts'

const organizationId = 'org_northwind'
let offset = 0
let skew = 0
let broker: Broker
let gate: Awaited<ReturnType<typeof startGate>>
const now = () => new Date(Date.now() + offset)
beforeAll(async () => {
  gate = await startGate()
  broker = await startBroker({
    now,
    emulator: { now: () => Date.now() + skew },
    config: { upstreamTimeoutMs: 2000, eviction: { urls: [gate.url], secrets: [gateSecret] } },
  })
})
beforeEach(async () => {
  offset = 0
  skew = 0
  await broker.reset()
  gate.told = []
})
afterAll(async () => {
  await broker.close()
  await gate.close()
})

const { ask, create, createSecret, list, get, trail, askToken, atWorkos } = m2mDesk(() => broker)
/** As if nobody had looked at any organization for a while. */
const age = () =>
  broker.store.query(tx =>
    tx.execute(`update keydesk.application_mirror_states set
      refresh_started_at = refresh_started_at - interval '6 minutes', refreshed_at = refreshed_at - interval '6 minutes'`),
  )
const good = { name: 'Sync', scopes: ['posts:read'] }
const there = async (): Promise<{ id: string; name: string; client_id: string }[]> => {
  const { data } = Object(await atWorkos('GET', `/applications?organization_id=${organizationId}`))
  return data.filter(({ client_id: id }: { client_id: string }) => id !== 'client_northwind_sync')
}
const settleLater = async () => {
  offset = 120_000
  const signal = AbortSignal.timeout(5000)
  const { settled, failures } = await settleLeftovers(broker.context, { signal })
  expect(failures).toEqual([])
  offset = 0
  return settled.map(({ outcome }) => outcome)
}
const spoil = (method: string, path: string) =>
  broker.emulator.addFault({ method, path, status: 500, after: true })
const makeElsewhere = (fields: object = {}) =>
  atWorkos('POST', '/applications', {
    ...{ application_type: 'm2m', organization_id: organizationId },
    ...{ ...good, ...fields },
  })

describe('an application that was made and nobody saw', () => {
  it('is deleted and reported, and those that are another in anything are left alone', async () => {
    await makeElsewhere()
    const recorded = await create(good)
    spoil('POST', '/connect/applications$')
    expect((await ask('POST', '', good)).status).toBe(503)
    for (const other of [{ name: 'sync' }, { description: 'Other' }, { scopes: ['posts:write'] }])
      await makeElsewhere(other)
    const before = await there()
    expect(await settleLater()).toEqual(['deleted what nobody saw'])
    const after = await there()
    expect(after).toHaveLength(before.length - 1)
    expect(after.map(({ id }) => id)).toContain(recorded.application.id)
    expect(await settleLater()).toEqual([])
    const gone = before.find(({ id }) => !after.some(it => it.id === id))
    expect(await trail(gone?.id ?? '')).toMatchObject([
      { action: 'intent.settled', actor: { type: 'system' }, reason: expect.stringContaining('nobody saw') },
    ])
  })

  it('is left alone where the same was made elsewhere meanwhile, and where a secret of it is used', async () => {
    spoil('POST', '/connect/applications$')
    await ask('POST', '', good)
    await makeElsewhere()
    expect(await settleLater()).toEqual(['several match, none was touched'])
    expect(await there()).toHaveLength(2)
    await broker.reset()
    spoil('POST', '/connect/applications$')
    await ask('POST', '', good)
    const [made] = await there()
    const secret = Object(await atWorkos('POST', `/applications/${made?.id}/client_secrets`, {}))
    expect(await askToken(made?.client_id ?? '', secret.secret)).toBe(200)
    expect(await settleLater()).toEqual(['nothing was made'])
    expect(await there()).toHaveLength(1)
  })
})

describe('a secret that was made and nobody saw', () => {
  it('is deleted, and the others of the application are not, though the clock of WorkOS is ahead', async () => {
    skew = 30_000
    const { application, secret } = await create()
    spoil('POST', '/client_secrets$')
    expect((await ask('POST', `/${application.id}/secrets`)).status).toBe(503)
    expect(await settleLater()).toEqual(['deleted what nobody saw'])
    expect(await atWorkos('GET', `/applications/${application.id}/client_secrets`)).toMatchObject([
      { id: secret.id },
    ])
    expect((await createSecret(application.id)).secret.status).toBe('active')
  })
})

describe('a change whose outcome nobody heard', () => {
  it('that took effect is told of, and shown', async () => {
    const { application } = await create({ description: 'Every night' })
    spoil('PUT', `/${application.id}$`)
    expect((await ask('PATCH', `/${application.id}`, { name: 'Export' })).status).toBe(503)
    expect((await ask('PATCH', `/${application.id}`, { name: 'Other' })).body).toMatchObject({
      code: 'conflict',
    })
    expect(await settleLater()).toEqual(['updated'])
    expect(await get(application.id)).toMatchObject({ name: 'Export', description: 'Every night' })
    expect(
      (await trail(application.id)).filter(({ action }) => action === 'm2m_application.updated'),
    ).toMatchObject([
      { actor: actors.admin.person, after: { name: 'Export' }, before: { name: 'Nightly export' } },
    ])
  })

  it('that did not is not', async () => {
    const { application } = await create()
    broker.emulator.addFault({ method: 'PUT', path: `/${application.id}$`, mode: 'reset' })
    await ask('PATCH', `/${application.id}`, { name: 'Export' })
    expect(await settleLater()).toEqual(['nothing was changed'])
    expect((await trail(application.id)).map(({ action }) => action)).not.toContain('m2m_application.updated')
  })
})

it('an end that WorkOS could not be told is finished, of applications and of secrets, and gates are told', async () => {
  const [gone, kept] = [await create(), await create()]
  broker.emulator.addFault({ method: 'DELETE', path: '/connect/', status: 500, times: 2 })
  expect((await ask('DELETE', `/${gone.application.id}`)).status).toBe(503)
  expect((await ask('DELETE', `/${kept.application.id}/secrets/${kept.secret.id}`)).status).toBe(503)
  // The store has them as ended, so that no gate needs to wait for WorkOS.
  expect(gate.told).toMatchObject([{ clientIds: [gone.application.clientId] }])
  expect(await get(gone.application.id)).toMatchObject({ status: 'deleted' })
  expect(await settleLater()).toEqual(['revoked', 'revoked'])
  expect(gate.told).toHaveLength(2)
  expect(await askToken(kept.application.clientId, kept.value)).toBe(401)
  expect(await askToken(gone.application.clientId, gone.value)).toBe(401)
  for (const [id, action] of [
    [gone.application.id, 'm2m_application.revoked'],
    [kept.application.id, 'client_secret.deleted'],
  ] as const)
    expect((await trail(id)).filter(event => event.action === action)).toMatchObject([
      { actor: actors.admin.person },
    ])
})

it('organizations that nobody looks at are read by turns, as many in a round as calls allow', async () => {
  await list()
  await create({}, actors.globexAdmin)
  await list('', actors.globexAdmin)
  await age()
  const read = async () => {
    broker.emulator.clearRequests()
    await refreshOldApplications(broker.context, { mostCalls: 1, signal: AbortSignal.timeout(10_000) })
    return broker.emulator.requests().flatMap(({ path }) => path.match(/organization_id=(\w+)/)?.[1] ?? [])
  }
  const [first, second] = [await read(), await read()]
  expect([first, second].map(({ length }) => length)).toEqual([1, 1])
  expect(first).not.toEqual(second)
  expect(await read()).toEqual([])
})

it('an application deleted elsewhere is found without a reader, and the gates are told', async () => {
  const { application } = await create()
  await list()
  await atWorkos('DELETE', `/applications/${application.id}`)
  await age()
  const { workos, store, settings: config } = broker.context
  const log = createLog({ level: 'silent' })
  await createReconciler({ config, store, workos, log, now }).runOnce()
  expect(gate.told).toMatchObject([{ clientIds: [application.clientId] }])
  expect((await trail(application.id)).at(-1)).toMatchObject({
    action: 'm2m_application.revoked',
    actor: { type: 'workos' },
  })
})

it('an owner who leaves leaves applications behind, and gets them again with the next visit', async () => {
  const { application } = await create({ ownerId: actors.developer.person.id })
  const told = { at: now(), organizationId, userId: actors.developer.person.id }
  await takeEvent(broker.context, { ...told, id: 'event_left', type: 'organization_membership.deleted' })
  expect((await get(application.id)).owner).toBeNull()
  expect((await trail(application.id)).at(-1)).toMatchObject({
    action: 'm2m_application.updated',
    reason: 'the owner is gone',
  })
  await create({ ownerId: actors.developer.person.id })
  expect((await get(application.id)).owner).toEqual(actors.developer.person)
})

it('an organization that is deleted takes its applications along', async () => {
  const { application } = await create()
  const deleted = { id: 'event_deleted', type: 'organization.deleted' as const, at: now(), organizationId }
  await takeEvent(broker.context, deleted)
  await vi.waitFor(() =>
    expect(gate.told).toContainEqual({
      clientIds: expect.arrayContaining([application.clientId]),
      notBefore: expect.any(String),
    }),
  )
  expect(await get(application.id)).toMatchObject({ status: 'deleted', secrets: [{ status: 'deleted' }] })
})
