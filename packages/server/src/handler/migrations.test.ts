import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { m2mDesk } from '../testing/m2m-desk.ts'
import { inDays, migrationDesk } from '../testing/migration-desk.ts'
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

const { ask, prepare, start, get, list, reschedule, finish, cancel, keyAtWorkos, trail } = migrationDesk(
  () => broker,
)
const m2m = m2mDesk(() => broker)
const askWorkos = async (path: string, body: object) => {
  const { url, apiKey } = broker.emulator
  const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' }
  const { ok, status } = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!ok) throw new Error(`WorkOS says ${status}`)
}
const moveEndAtWorkos = (id: string, expiresAt: string) =>
  askWorkos(`/api_keys/${id}/expire`, { expires_at: expiresAt })
/** Makes what is known of the keys an hour old. */
const age = () =>
  broker.store.query(tx =>
    tx.execute("update keydesk.mirror_states set refreshed_at = refreshed_at - interval '1 hour'"),
  )
const startOf = async ({ apiKey, application }: Awaited<ReturnType<typeof prepare>>) =>
  (await ask('POST', '', { apiKeyId: apiKey.id, applicationId: application.id, endsAt: inDays(5) })).body
const actionsOf = async (id: string) => (await trail(id)).map(({ action }) => action)

describe('starting a migration', () => {
  it('has the key end at the date, remembers when it would have, and tells of it', async () => {
    const { migration, apiKey, application, body } = await start()
    expect(migration).toMatchObject({
      status: 'running',
      endsAt: body.endsAt,
      formerEnd: apiKey.expiresAt,
      startedBy: actors.admin.person,
      endedAt: null,
      safeToFinish: false,
      permissionsWithoutScope: ['posts:write'],
      scopesWithoutPermission: ['comments:read'],
      apiKey: { id: apiKey.id, expiresAt: body.endsAt },
      application: { id: application.id, replaces: apiKey.id },
    })
    expect(await keyAtWorkos(apiKey.id)).toMatchObject({ expires_at: body.endsAt })
    expect(await get(migration.id)).toEqual(migration)
    expect((await trail(apiKey.id)).at(-1)).toMatchObject({
      action: 'migration.started',
      actor: actors.admin.person,
      before: { expiresAt: apiKey.expiresAt },
      after: { expiresAt: body.endsAt, migration: migration.id, application: application.id },
    })
  })

  it('remembers the end that WorkOS has by now, or the one it had where WorkOS cannot be asked', async () => {
    const [one, other] = [await prepare(), await prepare()]
    await broker.list()
    const moved = inDays(40)
    for (const { apiKey } of [one, other]) await moveEndAtWorkos(apiKey.id, moved)
    await age()
    broker.emulator.addFault({ method: 'GET', path: '/api_keys\\?', status: 500, times: 20 })
    expect(await startOf(other)).toMatchObject({ formerEnd: other.apiKey.expiresAt })
    broker.emulator.clearFaults()
    await age()
    expect(await startOf(one)).toMatchObject({ formerEnd: moved })
  })

  it('remembers the end that WorkOS has however many keys there are', async () => {
    const one = await prepare()
    const path = `/organizations/${actors.admin.organization.id}/api_keys`
    for (let index = 0; index < 100; index += 1)
      await askWorkos(path, { name: `Key ${index}`, permissions: [] })
    await broker.list()
    const moved = inDays(40)
    await moveEndAtWorkos(one.apiKey.id, moved)
    await age()
    expect(await startOf(one)).toMatchObject({ formerEnd: moved })
  })

  it('waits for WorkOS only so long', async () => {
    const one = await prepare()
    await broker.list()
    broker.emulator.addFault({ method: 'GET', path: '/api_keys\\?', mode: 'hang', times: 20 })
    const started = await startOf(one)
    broker.emulator.clearFaults()
    expect(started).toMatchObject({ status: 'running', formerEnd: one.apiKey.expiresAt })
  })

  it('is the same again when it is asked for again, and another of the same key is a conflict', async () => {
    const { migration, body } = await start()
    expect((await ask('POST', '', body)).body).toEqual(migration)
    expect((await ask('POST', '', { ...body, endsAt: inDays(13) })).body).toMatchObject({ code: 'conflict' })
    const { application } = await m2m.create({ replaces: body.apiKeyId })
    const other = await ask('POST', '', { ...body, applicationId: application.id })
    expect(other.body).toMatchObject({ code: 'conflict' })
    expect((await list()).total).toBe(1)
  })

  it('succeeds once of many at the same time', async () => {
    const { apiKey, application } = await prepare()
    const second = await m2m.create({ replaces: apiKey.id })
    const answers = await Promise.all(
      [application.id, second.application.id, application.id, second.application.id].map((id, index) =>
        ask('POST', '', { apiKeyId: apiKey.id, applicationId: id, endsAt: inDays(10 + index) }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
    const [running, ...others] = (await list()).data
    expect(others).toEqual([])
    expect(await keyAtWorkos(apiKey.id)).toMatchObject({ expires_at: running?.endsAt })
  })

  it('cannot last longer than the key would have, nor than the longest overlap', async () => {
    const { apiKey, application } = await prepare({ expiresAt: inDays(30) })
    const asked = { apiKeyId: apiKey.id, applicationId: application.id }
    expect((await ask('POST', '', { ...asked, endsAt: inDays(31) })).body).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '#/endsAt', code: 'expiry_too_late' }],
    })
    for (const endsAt of [inDays(-1), 'soon', '2026-02-30T00:00:00Z'])
      expect((await ask('POST', '', { ...asked, endsAt })).body).toMatchObject({
        errors: [{ pointer: '#/endsAt', code: 'invalid_expiry' }],
      })
    expect((await ask('POST', '', { ...asked, endsAt: apiKey.expiresAt })).status).toBe(201)
    const forever = await prepare({ expiresAt: null })
    const late = { apiKeyId: forever.apiKey.id, applicationId: forever.application.id, endsAt: inDays(367) }
    expect((await ask('POST', '', late)).body).toMatchObject({ errors: [{ code: 'expiry_too_late' }] })
  })

  it('needs an application that was made to replace the key, and both of them alive', async () => {
    const { apiKey, application } = await prepare()
    const other = await prepare()
    const endsAt = inDays(5)
    const asked = { apiKeyId: apiKey.id, applicationId: other.application.id, endsAt }
    expect((await ask('POST', '', asked)).body).toMatchObject({
      errors: [{ pointer: '#/applicationId', code: 'invalid' }],
    })
    await m2m.ask('DELETE', `/${application.id}`)
    const dead = { ...asked, applicationId: application.id }
    expect((await ask('POST', '', dead)).body).toMatchObject({ code: 'conflict' })
    await broker.ask('DELETE', `/api-keys/${other.apiKey.id}`)
    const over = { ...asked, apiKeyId: other.apiKey.id }
    expect((await ask('POST', '', over)).body).toMatchObject({ code: 'conflict' })
    expect((await list()).total).toBe(0)
  })
})

describe('a migration that runs', () => {
  it('can be given another date, and the key with it', async () => {
    const { migration, apiKey } = await start()
    const later = inDays(20)
    expect((await reschedule(migration.id, later)).body).toMatchObject({
      endsAt: later,
      apiKey: { expiresAt: later },
    })
    expect(await keyAtWorkos(apiKey.id)).toMatchObject({ expires_at: later })
    expect((await reschedule(migration.id, later)).status).toBe(200)
    expect((await reschedule(migration.id, inDays(91))).body).toMatchObject({
      errors: [{ pointer: '#/endsAt', code: 'expiry_too_late' }],
    })
    expect((await actionsOf(apiKey.id)).filter(it => it.startsWith('migration.'))).toEqual([
      'migration.started',
      'migration.rescheduled',
    ])
  })

  it('keeps the key from being rotated and its end from being moved by other ways', async () => {
    const { apiKey } = await start()
    const rotation = await broker.askJson('POST', `/api-keys/${apiKey.id}/rotate`, {
      body: { overlapSeconds: 60 },
    })
    expect(rotation.body).toMatchObject({ code: 'conflict' })
    const change = { expiresAt: inDays(3), purpose: 'x' }
    const update = await broker.askJson('PATCH', `/api-keys/${apiKey.id}`, { body: change })
    expect(update.body).toMatchObject({ code: 'conflict' })
    const allowed = await broker.askJson('PATCH', `/api-keys/${apiKey.id}`, { body: { purpose: 'x' } })
    expect(allowed.status).toBe(200)
  })
})

describe('finishing a migration', () => {
  it('revokes the key at once, tells the gates, and tells of both, however often it is asked for', async () => {
    const { migration, apiKey, application } = await start()
    const answer = await finish(migration.id)
    expect(answer.body).toMatchObject({
      status: 'finished',
      endedAt: expect.any(String),
      apiKey: { status: 'revoked' },
      application: { status: 'active' },
      safeToFinish: false,
    })
    expect(await keyAtWorkos(apiKey.id)).toBeUndefined()
    expect(gate.told).toContainEqual({ apiKeyIds: [apiKey.id], reason: 'revoked' })
    expect((await actionsOf(apiKey.id)).slice(-2)).toEqual(['migration.finished', 'api_key.revoked'])
    const again = await Promise.all([finish(migration.id), finish(migration.id)])
    for (const { body } of again) expect(body).toEqual(answer.body)
    expect(await actionsOf(apiKey.id)).toHaveLength(4)
    expect((await cancel(migration.id)).body).toMatchObject({ code: 'conflict' })
    expect((await reschedule(migration.id, inDays(3))).body).toMatchObject({ code: 'conflict' })
    expect((await m2m.get(application.id)).status).toBe('active')
  })

  it('is what revoking the key comes to', async () => {
    const { migration, apiKey } = await start()
    await broker.ask('DELETE', `/api-keys/${apiKey.id}`)
    expect(await get(migration.id)).toMatchObject({ status: 'finished' })
    expect((await actionsOf(apiKey.id)).slice(-2)).toEqual(['migration.finished', 'api_key.revoked'])
  })
})

describe('cancelling a migration', () => {
  it.each([
    ['an end', inDays(90)],
    ['none', null],
  ])('gives a key that had %s its former end back and deletes the application', async (_, expiresAt) => {
    const { migration, apiKey, application, clientSecret } = await start({ expiresAt })
    const answer = await cancel(migration.id)
    expect(answer.body).toMatchObject({
      status: 'cancelled',
      endedAt: expect.any(String),
      apiKey: { expiresAt, replacedBy: null },
      application: { status: 'deleted' },
    })
    expect(await keyAtWorkos(apiKey.id)).toMatchObject({ expires_at: expiresAt })
    expect(await m2m.askToken(application.clientId, clientSecret)).toBe(401)
    expect((await trail(apiKey.id)).at(-1)).toMatchObject({
      action: 'migration.cancelled',
      before: { expiresAt: migration.endsAt },
      after: { expiresAt },
    })
    const again = await Promise.all([cancel(migration.id), cancel(migration.id)])
    for (const { body } of again) expect(body).toEqual(answer.body)
    expect((await m2m.trail(application.id)).map(({ action }) => action)).toEqual([
      'm2m_application.created',
      'client_secret.created',
      'm2m_application.revoked',
    ])
    expect((await finish(migration.id)).body).toMatchObject({ code: 'conflict' })
    expect((await get(migration.id)).status).toBe('cancelled')
  })

  it('is what deleting the application comes to', async () => {
    const { migration, apiKey, application } = await start()
    expect((await m2m.ask('DELETE', `/${application.id}`)).status).toBe(204)
    expect(await get(migration.id)).toMatchObject({ status: 'cancelled' })
    expect(await keyAtWorkos(apiKey.id)).toMatchObject({ expires_at: apiKey.expiresAt })
    expect((await actionsOf(apiKey.id)).at(-1)).toBe('migration.cancelled')
  })

  it('never ends with neither, whichever of cancelling, finishing and revoking comes first', async () => {
    const both = await Promise.all([start(), start(), start()])
    await Promise.all(
      both.flatMap(({ migration, apiKey }, index) => [
        cancel(migration.id),
        index === 0 ? finish(migration.id) : cancel(migration.id),
        index === 1 ? broker.ask('DELETE', `/api-keys/${apiKey.id}`) : finish(migration.id),
      ]),
    )
    for (const { migration } of both) {
      const { status, apiKey, application } = await get(migration.id)
      if (status === 'cancelled') expect(application.status).toBe('deleted')
      else expect([status, application.status]).toEqual(['finished', 'active'])
      if (migration.id !== both[1]?.migration.id) {
        expect([apiKey.status === 'revoked', application.status === 'deleted']).toContain(false)
      }
    }
  })

  it('goes on where it was when WorkOS failed in the middle', async () => {
    const { migration, apiKey, application } = await start()
    broker.emulator.addFault({
      method: 'DELETE',
      path: '/connect/applications/.+',
      status: 500,
    })
    expect((await cancel(migration.id)).status).toBe(503)
    expect(await get(migration.id)).toMatchObject({ status: 'cancelled', application: { status: 'deleted' } })
    expect((await cancel(migration.id)).status).toBe(200)
    expect(await m2m.atWorkos('GET', `/applications/${application.id}`)).not.toMatchObject({
      id: application.id,
    })
    expect(await keyAtWorkos(apiKey.id)).toMatchObject({ expires_at: apiKey.expiresAt })
  })

  it('keeps the application where the key cannot be given its end back', async () => {
    const { migration, application } = await start()
    broker.emulator.addFault({ method: 'POST', path: '/api_keys/.+/expire', status: 500 })
    expect((await cancel(migration.id)).status).toBe(503)
    expect(await get(migration.id)).toMatchObject({
      status: 'running',
      application: { status: 'active', id: application.id },
    })
    expect((await cancel(migration.id)).body).toMatchObject({ status: 'cancelled' })
  })
})
