import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { m2mDesk } from '../../testing/m2m-desk.ts'
import { migrationDesk } from '../../testing/migration-desk.ts'
import { type Broker, startBroker } from '../../testing/start-broker.ts'
import { gateSecret, startGate } from '../../testing/start-gate.ts'
import { followMigrations } from '../credential-migrations/follow-migrations.ts'
import { applicationFreshness } from './application-freshness.ts'

let broker: Broker
let gate: Awaited<ReturnType<typeof startGate>>
beforeAll(async () => {
  gate = await startGate()
  broker = await startBroker({ config: { eviction: { urls: [gate.url], secrets: [gateSecret] } } })
})
beforeEach(async () => {
  await broker.reset()
  gate.told = []
})
afterAll(async () => {
  await broker.close()
  await gate.close()
})

const { create, list, get, trail, atWorkos } = m2mDesk(() => broker)
const { start, get: getPlan } = migrationDesk(() => broker)
const signal = AbortSignal.timeout(60_000)
const refresh = () => applicationFreshness.refreshNow(broker.context, 'org_northwind', signal)
const emptyList = { object: 'list', data: [], list_metadata: { before: null, after: null } }
const emptyListOnce = () =>
  broker.emulator.addFault({ path: '/connect/applications\\?', status: 200, body: emptyList })

describe('a list of WorkOS that is wrongly empty', () => {
  it('denies no client, cancels no migration and takes nothing off the list', async () => {
    const { migration, application } = await start()
    const before = (await list()).data
    gate.told = []
    emptyListOnce()
    await refresh()
    await followMigrations(broker.context, { signal })
    expect(gate.told).toEqual([])
    expect(await getPlan(migration.id)).toMatchObject({ status: 'running' })
    expect((await list()).data).toEqual(before)
    expect((await trail(application.id)).map(({ action }) => action)).toEqual([
      'm2m_application.created',
      'client_secret.created',
    ])
  })

  it('keeps nothing from being learnt of what WorkOS has by its id', async () => {
    const { application } = await create()
    const made = Object(await atWorkos('POST', `/applications/${application.id}/client_secrets`, {}))
    emptyListOnce()
    await refresh()
    expect((await trail(application.id)).at(-1)).toMatchObject({
      action: 'client_secret.created',
      after: { secret: made.id },
    })
  })
})

describe('an application that a list is without', () => {
  it('is left as it is until WorkOS can be asked for it', async () => {
    const { application } = await create()
    const { id, clientId } = application
    await atWorkos('DELETE', `/applications/${id}`)
    broker.emulator.addFault({ path: `/connect/applications/${id}$`, status: 500, times: 20 })
    await refresh()
    expect(await get(id)).toMatchObject({ status: 'active', secrets: [{ status: 'active' }] })
    expect(gate.told).toEqual([])
    broker.emulator.clearFaults()
    await refresh()
    expect(await get(id)).toMatchObject({ status: 'deleted', secrets: [{ status: 'deleted' }] })
    expect(gate.told).toMatchObject([{ clientIds: [clientId] }])
    expect((await trail(id)).at(-1)).toMatchObject({ action: 'm2m_application.revoked' })
  })
})
