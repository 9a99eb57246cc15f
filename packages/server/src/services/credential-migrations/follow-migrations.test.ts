import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { m2mDesk } from '../../testing/m2m-desk.ts'
import { inDays, migrationDesk } from '../../testing/migration-desk.ts'
import { actors, type Broker, startBroker } from '../../testing/start-broker.ts'
import { applicationFreshness } from '../m2m-applications/application-freshness.ts'
import { keyFreshness } from '../mirror.ts'
import { settleLeftovers } from '../reconcile.ts'
import { followMigrations } from './follow-migrations.ts'

let broker: Broker
let ahead = 0
const now = () => new Date(Date.now() + ahead)
beforeAll(async () => {
  broker = await startBroker({ now })
})
beforeEach(async () => {
  ahead = 0
  await broker.reset()
})
afterAll(() => broker.close())

const { ask, prepare, start, get, list, reschedule, cancel, keyAtWorkos, trail, atWorkos } = {
  ...migrationDesk(() => broker),
  ...{ atWorkos: m2mDesk(() => broker).atWorkos },
}
const signal = AbortSignal.timeout(60_000)
const organizationId = actors.admin.organization.id
const minutes = 60_000
const day = 86_400_000

const emptyList = { object: 'list', data: [], list_metadata: { before: null, after: null } }

/** What the timer does in one round. */
const round = async () => {
  const settled = await settleLeftovers(broker.context, { signal })
  const followed = await followMigrations(broker.context, { signal })
  return { settled: settled.settled.map(({ outcome }) => outcome), ...followed }
}
const refreshKeys = () => keyFreshness.refreshNow(broker.context, organizationId, signal)
const deleteApplication = (id: string) => broker.ask('DELETE', `/m2m-applications/${id}`)
const lastOf = async (id: string) => (await trail(id)).at(-1)
const askWorkos = async (method: string, path: string, body?: object) => {
  const { url, apiKey } = broker.emulator
  const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' }
  await fetch(url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
}

it('leaves a plan alone whose key and application are as it says', async () => {
  const { migration } = await start()
  expect(await round()).toEqual({ settled: [], followed: 0, failures: [] })
  expect(await get(migration.id)).toEqual(migration)
})

describe('a key that is over', () => {
  it('finishes its plan when its end has come, once', async () => {
    const { migration, apiKey } = await start()
    ahead = 15 * day
    expect(await round()).toMatchObject({ followed: 1 })
    expect(await round()).toMatchObject({ followed: 0 })
    expect(await get(migration.id)).toMatchObject({
      status: 'finished',
      apiKey: { status: 'expired' },
      application: { status: 'active' },
    })
    expect(await lastOf(apiKey.id)).toMatchObject({
      action: 'migration.finished',
      actor: { type: 'system' },
      reason: 'the key has expired',
    })
    expect((await cancel(migration.id)).body).toMatchObject({ code: 'conflict' })
  })

  it('finishes its plan when it was revoked at WorkOS', async () => {
    const { migration, apiKey } = await start()
    await askWorkos('DELETE', `/api_keys/${apiKey.id}`)
    await refreshKeys()
    await round()
    expect(await get(migration.id)).toMatchObject({ status: 'finished', apiKey: { status: 'revoked' } })
    expect(await lastOf(apiKey.id)).toMatchObject({ reason: 'the key was revoked' })
  })
})

describe('one list of WorkOS that is wrongly without the key', () => {
  it('does not finish its plan', async () => {
    const { migration, apiKey } = await start()
    await askWorkos('POST', `/api_keys/${apiKey.id}/expire`, { expires_at: inDays(3) })
    await refreshKeys()
    broker.emulator.addFault({ path: '/api_keys\\?', status: 200, body: emptyList })
    expect(await round()).toMatchObject({ followed: 0 })
    expect(await get(migration.id)).toMatchObject({ status: 'running', apiKey: { status: 'revoked' } })
    await round()
    expect(await get(migration.id)).toMatchObject({ status: 'running', apiKey: { status: 'expiring' } })
  })

  /** Starts to move from a key that a list is without then. */
  const startAndMiss = async () => {
    const started = await start()
    await missOnce()
    expect(await get(started.migration.id)).toMatchObject({ apiKey: { status: 'revoked' } })
    return started
  }
  const missOnce = async () => {
    broker.emulator.addFault({ path: '/api_keys\\?', status: 200, body: emptyList })
    await refreshKeys()
  }
  const givenBack = ({ apiKey }: Awaited<ReturnType<typeof start>>) => ({
    status: 'cancelled',
    apiKey: { status: 'active', expiresAt: apiKey.expiresAt },
    application: { status: 'deleted' },
  })

  it('does not keep the key from getting its end back when the plan is cancelled', async () => {
    const started = await startAndMiss()
    expect((await cancel(started.migration.id)).body).toMatchObject({ status: 'cancelled' })
    await refreshKeys()
    expect(await get(started.migration.id)).toMatchObject(givenBack(started))
  })

  it('does not keep a cancellation that was left open from being carried out', async () => {
    const started = await start()
    broker.emulator.addFault({ method: 'POST', path: '/expire', status: 500 })
    expect((await cancel(started.migration.id)).status).toBe(503)
    await missOnce()
    ahead = 2 * minutes
    expect(await round()).toMatchObject({ settled: ['cancelled'] })
    await refreshKeys()
    expect(await get(started.migration.id)).toMatchObject(givenBack(started))
  })

  it('does not keep the key from getting its end back when the application is deleted', async () => {
    const started = await startAndMiss()
    expect((await deleteApplication(started.application.id)).status).toBe(204)
    await refreshKeys()
    expect(await get(started.migration.id)).toMatchObject(givenBack(started))
  })

  it('does not keep an end that is owed from being set later', async () => {
    const started = await startAndMiss()
    broker.emulator.addFault({ method: 'POST', path: '/expire', status: 500 })
    await deleteApplication(started.application.id)
    ahead = 2 * minutes
    expect(await round()).toMatchObject({ settled: ['expiry changed'] })
    await refreshKeys()
    expect(await get(started.migration.id)).toMatchObject(givenBack(started))
  })
})

describe('a key that was revoked at WorkOS', () => {
  it('can be given nothing back, so cancelling its plan is a conflict and the application stays', async () => {
    const { migration, apiKey } = await start()
    await askWorkos('DELETE', `/api_keys/${apiKey.id}`)
    await refreshKeys()
    expect((await cancel(migration.id)).body).toMatchObject({ code: 'conflict' })
    expect(await round()).toMatchObject({ settled: [], followed: 1 })
    expect(await get(migration.id)).toMatchObject({
      status: 'finished',
      application: { status: 'active' },
    })
  })

  it('is owed nothing for long once its application is deleted as well', async () => {
    const { migration, apiKey, application } = await start()
    await askWorkos('DELETE', `/api_keys/${apiKey.id}`)
    await refreshKeys()
    expect((await deleteApplication(application.id)).status).toBe(204)
    ahead = 2 * minutes
    expect(await round()).toMatchObject({ settled: ['WorkOS says not_found'] })
    expect(await round()).toEqual({ settled: [], followed: 0, failures: [] })
    expect(await get(migration.id)).toMatchObject({ apiKey: { status: 'revoked' } })
  })
})

describe('a key that was gone at WorkOS before its end could be moved', () => {
  it('is found out by whoever sets the end, and finishes its plan', async () => {
    const { apiKey, application } = await prepare()
    await askWorkos('DELETE', `/api_keys/${apiKey.id}`)
    const body = { apiKeyId: apiKey.id, applicationId: application.id, endsAt: inDays(5) }
    broker.emulator.addFault({ method: 'GET', path: '/api_keys\\?', status: 500, times: 20 })
    const { id } = Object((await ask('POST', '', body)).body)
    broker.emulator.clearFaults()
    ahead = 2 * minutes
    expect(await round()).toMatchObject({ settled: ['WorkOS says not_found'], followed: 1 })
    expect(await get(id)).toMatchObject({ status: 'finished', application: { status: 'active' } })
  })
})

describe('an application that was deleted at WorkOS', () => {
  it('cancels its plan, and the key is owed its former end and gets it', async () => {
    const { migration, apiKey, application } = await start()
    await atWorkos('DELETE', `/applications/${application.id}`)
    ahead = minutes
    await applicationFreshness.refreshNow(broker.context, organizationId, signal)
    expect(await round()).toMatchObject({ followed: 1 })
    expect(await get(migration.id)).toMatchObject({ status: 'cancelled' })
    expect(await lastOf(apiKey.id)).toMatchObject({
      action: 'migration.cancelled',
      reason: 'the application was deleted',
      after: { expiresAt: apiKey.expiresAt },
    })
    expect(await round()).toMatchObject({ settled: ['expiry changed'] })
    expect(await keyAtWorkos(apiKey.id)).toMatchObject({ expires_at: apiKey.expiresAt })
  })
})

describe('plans of an organization that cannot be asked for', () => {
  it('do not keep those of another waiting for good', async () => {
    const stuck = await start()
    const theirs = await prepare({ as: actors.globexAdmin })
    const body = { apiKeyId: theirs.apiKey.id, applicationId: theirs.application.id, endsAt: inDays(5) }
    await ask('POST', '', body, actors.globexAdmin)
    for (const { apiKey } of [stuck, theirs]) await askWorkos('DELETE', `/api_keys/${apiKey.id}`)
    await refreshKeys()
    await keyFreshness.refreshNow(broker.context, 'org_globex', signal)
    broker.emulator.addFault({ path: 'org_northwind/api_keys', status: 500, times: 1_000 })
    // With room for one, as with many more plans than there is room for.
    await expect
      .poll(() => followMigrations(broker.context, { limit: 1, signal }), { timeout: 20_000 })
      .toMatchObject({ followed: 1 })
    expect((await list('?status=running', actors.globexAdmin)).total).toBe(0)
    expect((await list('?status=running')).total).toBe(1)
  })
})

describe('an end that was moved at WorkOS', () => {
  it('is what the plan says from then on', async () => {
    const { migration, apiKey } = await start()
    const endsAt = inDays(3)
    await askWorkos('POST', `/api_keys/${apiKey.id}/expire`, { expires_at: endsAt })
    ahead = minutes
    await refreshKeys()
    expect(await round()).toMatchObject({ followed: 1 })
    expect(await get(migration.id)).toMatchObject({ endsAt, apiKey: { expiresAt: endsAt } })
    expect(await lastOf(apiKey.id)).toMatchObject({
      action: 'migration.rescheduled',
      actor: { type: 'workos' },
      before: { expiresAt: migration.endsAt },
      after: { expiresAt: endsAt },
    })
    expect(await round()).toMatchObject({ followed: 0 })
  })

  it.each([
    ['followed', round],
    ['seen', refreshKeys],
  ])(
    'is the one that the key keeps where it was only %s and the former one is over',
    async (_how, notice) => {
      const { migration, apiKey } = await start({ expiresAt: inDays(20), endsAt: inDays(10) })
      const later = inDays(60)
      await askWorkos('POST', `/api_keys/${apiKey.id}/expire`, { expires_at: later })
      await refreshKeys()
      await notice()
      ahead = 30 * day
      broker.emulator.setClockOffset(30 * 86_400)
      expect((await cancel(migration.id)).body).toMatchObject({
        status: 'cancelled',
        apiKey: { status: 'active', expiresAt: later },
      })
      expect(await keyAtWorkos(apiKey.id)).toMatchObject({ expires_at: later })
      expect(await lastOf(apiKey.id)).toMatchObject({
        action: 'migration.cancelled',
        after: { expiresAt: later },
      })
    },
  )

  it('is what the plan says the key gets back, before it was followed as after, and after another date', async () => {
    const { migration, apiKey } = await start({ expiresAt: inDays(20), endsAt: inDays(10) })
    const later = inDays(60)
    await askWorkos('POST', `/api_keys/${apiKey.id}/expire`, { expires_at: later })
    await refreshKeys()
    expect(await get(migration.id)).toMatchObject({ formerEnd: later })
    const answer = await reschedule(migration.id, inDays(30))
    expect(answer.body).toMatchObject({ formerEnd: later })
    expect(await round()).toMatchObject({ followed: 0 })
    expect((await cancel(migration.id)).body).toMatchObject({ apiKey: { expiresAt: later } })
  })

  it('is what the key gets back by other ways as well', async () => {
    const { migration, apiKey, application } = await start({ expiresAt: inDays(20), endsAt: inDays(10) })
    const later = inDays(60)
    await askWorkos('POST', `/api_keys/${apiKey.id}/expire`, { expires_at: later })
    await refreshKeys()
    await round()
    expect(await get(migration.id)).toMatchObject({ endsAt: later, formerEnd: later })
    await atWorkos('DELETE', `/applications/${application.id}`)
    await applicationFreshness.refreshNow(broker.context, organizationId, signal)
    ahead = 30 * day
    broker.emulator.setClockOffset(30 * 86_400)
    await round()
    await round()
    expect(await get(migration.id)).toMatchObject({ status: 'cancelled' })
    expect(await keyAtWorkos(apiKey.id)).toMatchObject({ expires_at: later })
  })

  it('is set again where it was taken away, and is what the key gets back', async () => {
    const { migration, apiKey } = await start()
    await askWorkos('POST', `/api_keys/${apiKey.id}/expire`, { expires_at: null })
    ahead = minutes
    await refreshKeys()
    await round()
    await round()
    expect(await get(migration.id)).toMatchObject({ endsAt: migration.endsAt, formerEnd: null })
    expect(await keyAtWorkos(apiKey.id)).toMatchObject({ expires_at: migration.endsAt })
    expect(await round()).toMatchObject({ followed: 0 })
  })

  it('is nothing that an old mirror can make up', async () => {
    const { migration, apiKey } = await start()
    await broker.store.query(async tx => {
      await tx.execute(
        `update keydesk.api_keys set expires_at = now() + interval '1 day' where id = '${apiKey.id}'`,
      )
    })
    ahead = minutes
    expect(await round()).toMatchObject({ followed: 0 })
    expect((await get(migration.id)).endsAt).toBe(migration.endsAt)
  })
})
