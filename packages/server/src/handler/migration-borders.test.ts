import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { responseSchemas } from '../schemas/responses.ts'
import { accountOf } from '../testing/account-of.ts'
import { m2mDesk } from '../testing/m2m-desk.ts'
import { inDays, migrationDesk } from '../testing/migration-desk.ts'
import { actors, type Broker, pageOrigin, startBroker } from '../testing/start-broker.ts'
import { createHandler } from './create-handler.ts'

let broker: Broker
let narrow: Broker
beforeAll(async () => {
  broker = await startBroker()
  // Of the same store and the same WorkOS.
  narrow = await startBroker({ config: { m2mApplications: false, workos: accountOf(broker.emulator) } })
})
beforeEach(() => broker.reset())
afterAll(async () => {
  await broker.close()
  await narrow.close()
})

const { ask, prepare, start, list, get, keyAtWorkos } = migrationDesk(() => broker)
const m2m = m2mDesk(() => broker)
const bare = (body: unknown) => ({ ...Object(body), requestId: '' })

describe("another organization's", () => {
  const globex = actors.globexAdmin

  it('key or application is not there to start from or to make an application for, and WorkOS is never called with its id', async () => {
    const [ours, theirs] = [await prepare(), await prepare({ as: globex })]
    await list()
    broker.emulator.clearRequests()
    const bodies = [
      { apiKeyId: theirs.apiKey.id, applicationId: theirs.application.id },
      { apiKeyId: ours.apiKey.id, applicationId: theirs.application.id },
      { apiKeyId: theirs.apiKey.id, applicationId: ours.application.id },
    ]
    const nobodys = await ask('GET', '/none')
    for (const body of bodies) {
      const answer = await ask('POST', '', { ...body, endsAt: inDays(5) })
      expect([answer.status, bare(answer.body)]).toEqual([404, bare(nobodys.body)])
    }
    const made = await m2m.ask('POST', '', {
      ...{ name: 'Theirs', scopes: ['posts:read'], replaces: theirs.apiKey.id },
    })
    expect([made.status, bare(made.body)]).toEqual([404, bare(nobodys.body)])
    for (const { path, method } of broker.emulator.requests()) {
      expect(method).toBe('GET')
      expect(path).not.toContain(theirs.apiKey.id)
      expect(path).not.toContain(theirs.application.id)
    }
    expect((await list()).total).toBe(0)
  })

  it('migration is not there, whatever is asked of it, and nothing is asked of WorkOS', async () => {
    const { migration, apiKey, application } = await start()
    broker.emulator.clearRequests()
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { endsAt: inDays(3) }],
      ['POST', '/finish', undefined],
      ['POST', '/cancel', undefined],
    ] as const) {
      const theirs = await ask(method, `/${migration.id}${path}`, body, globex)
      const nobodys = await ask(method, `/none${path}`, body, globex)
      expect([theirs.status, bare(theirs.body)]).toEqual([404, bare(nobodys.body)])
    }
    expect(broker.emulator.requests()).toEqual([])
    expect((await list('', globex)).data).toEqual([])
    expect((await list(`?apiKeyId=${apiKey.id}`, globex)).total).toBe(0)
    expect(await get(migration.id)).toMatchObject({ status: 'running', application: { id: application.id } })
  })
})

describe('who may', () => {
  it('look may not change anything', async () => {
    const { migration, body } = await start()
    const { viewer } = actors
    expect((await list('', viewer)).total).toBe(1)
    expect((await ask('GET', `/${migration.id}`, undefined, viewer)).body).toEqual(migration)
    for (const [method, path, sent] of [
      ['POST', '', body],
      ['PATCH', `/${migration.id}`, { endsAt: inDays(3) }],
      ['POST', `/${migration.id}/finish`, undefined],
      ['POST', `/${migration.id}/cancel`, undefined],
    ] as const)
      expect((await ask(method, path, sent, viewer)).body).toMatchObject({ code: 'permission_denied' })
  })
})

describe('where the host', () => {
  it('has no applications, no migration begins', async () => {
    const answer = await narrow.askJson('POST', '/migrations', { body: {} })
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'GET'])
    const { body } = await narrow.askJson('GET', '/openapi.json')
    const { paths } = Object(body)
    expect(Object.keys(paths['/migrations'])).toEqual(['get'])
    expect(Object.keys(paths['/migrations/{id}'])).toEqual(['get', 'patch'])
  })

  it('has no applications any more, a migration that runs can be seen, moved and ended either way', async () => {
    const there = migrationDesk(() => narrow)
    const [one, other] = [await start(), await start()]
    broker.emulator.clearRequests()
    expect((await there.list('?status=running')).total).toBe(2)
    expect(
      broker.emulator
        .requests()
        .map(({ path }) => path)
        .join(),
    ).not.toContain('/connect/')
    expect(await there.get(one.migration.id)).toEqual(one.migration)
    const endsAt = inDays(3)
    expect((await there.reschedule(one.migration.id, endsAt)).body).toMatchObject({ endsAt })
    expect((await there.finish(one.migration.id)).body).toMatchObject({ status: 'finished' })
    expect(await keyAtWorkos(one.apiKey.id)).toBeUndefined()
    expect((await there.cancel(other.migration.id)).body).toMatchObject({
      status: 'cancelled',
      application: { status: 'deleted' },
    })
    expect(await keyAtWorkos(other.apiKey.id)).toMatchObject({ expires_at: other.apiKey.expiresAt })
  })

  it('allows no new application, none is started', async () => {
    const none = await startBroker({ config: { policy: { m2mApplications: { allowed: false } } } })
    const { body } = await none.askJson('POST', '/migrations', { body: {} })
    expect(body).toMatchObject({ code: 'permission_denied' })
    await none.close()
  })

  it('allows no new key, one can be migrated all the same', async () => {
    const none = await startBroker({ config: { policy: { apiKeys: { allowed: false } } } })
    const { url, apiKey: environmentKey } = none.emulator
    const made = await fetch(`${url}/organizations/${actors.admin.organization.id}/api_keys`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${environmentKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'Old', permissions: ['posts:read'] }),
    })
    const { id } = Object(await made.json())
    const { application } = await m2mDesk(() => none).create({ replaces: id })
    const body = { apiKeyId: id, applicationId: application.id, endsAt: inDays(5) }
    expect((await none.askJson('POST', '/migrations', { body })).status).toBe(201)
    await none.close()
  })
})

describe('the application of a migration', () => {
  it('can only be made for a key that works and was not replaced', async () => {
    const make = (replaces: string) => m2m.ask('POST', '', { name: 'Next', scopes: ['posts:read'], replaces })
    const [revoked, replaced] = [await broker.create('Revoked'), await broker.create('Replaced')]
    await broker.ask('DELETE', `/api-keys/${revoked.apiKey.id}`)
    const body = { overlapSeconds: 3600, expiresAt: null }
    await broker.askJson('POST', `/api-keys/${replaced.apiKey.id}/rotate`, { body })
    for (const { apiKey } of [revoked, replaced])
      expect((await make(apiKey.id)).body).toMatchObject({ code: 'conflict' })
    expect((await make('api_key_00000000')).body).toMatchObject({ code: 'not_found' })
    expect((await make('')).body).toMatchObject({ errors: [{ pointer: '#/replaces' }] })
  })

  it('cannot be said to replace another key afterwards', async () => {
    const { application, apiKey } = await prepare()
    const answer = await m2m.ask('PATCH', `/${application.id}`, { replaces: apiKey.id })
    expect(answer.body).toMatchObject({ errors: [{ pointer: '#/replaces', code: 'unknown_field' }] })
  })
})

describe('a list of migrations', () => {
  it('is newest first, by state and by key, a page at a time', async () => {
    const all = [await start(), await start(), await start()].reverse()
    const [newest, middle, oldest] = all.map(({ migration }) => migration.id)
    await ask('POST', `/${middle}/finish`)
    const ids = async (query: string) => (await list(query)).data.map(({ id }) => id)
    expect(await ids('')).toEqual([newest, middle, oldest])
    expect(await ids('?status=running')).toEqual([newest, oldest])
    expect(await ids('?status=finished&status=cancelled')).toEqual([middle])
    const [ofNewest, , ofOldest] = all.map(({ apiKey }) => `apiKeyId=${apiKey.id}`)
    expect(await ids(`?${ofOldest}`)).toEqual([oldest])
    expect(await ids(`?${ofOldest}&${ofNewest}`)).toEqual([newest, oldest])
    const first = await list('?limit=2')
    expect(first).toMatchObject({ previousCursor: null, total: 3 })
    const second = await list(`?limit=2&cursor=${first.nextCursor}`)
    expect(second).toMatchObject({ data: [{ id: oldest }], nextCursor: null })
    expect(await ids(`?limit=2&cursor=${second.previousCursor}`)).toEqual([newest, middle])
    expect((await ask('GET', `?status=running&cursor=${first.nextCursor}`)).body).toMatchObject({
      code: 'malformed_request',
    })
    for (const query of ['?status=done', '?sort=name', '?limit=0', '?apiKeyId='])
      expect((await ask('GET', query)).body).toMatchObject({ code: 'malformed_request' })
  })
})

describe('a plan', () => {
  it('is the same to another broker over the same database, which can end it', async () => {
    const { migration, apiKey } = await start()
    const second = createHandler({
      actor: async () => actors.admin,
      store: broker.store,
      log: createLog({ destination: { write: () => {} } }),
      config: {
        workos: accountOf(broker.emulator),
        origins: [pageOrigin],
        keyPermissions: 'all',
        demo: true,
      },
    })
    const askSecond = async (method: string, path: string) => {
      const headers = { 'Keydesk-Client': 'keydesk-tests/1.0', Origin: pageOrigin }
      const url = `https://bff.keydesk.test/api/keydesk/v1/migrations/${migration.id}${path}`
      const answer = await second(new Request(url, { method, headers }))
      return responseSchemas.getMigration.parse(await answer.json())
    }
    expect(await askSecond('GET', '')).toEqual(migration)
    const [one, other] = await Promise.all([
      askSecond('POST', '/cancel'),
      ask('POST', `/${migration.id}/cancel`),
    ])
    expect(other.body).toMatchObject({ id: migration.id, status: 'cancelled' })
    expect(one).toEqual(other.body)
    expect(await keyAtWorkos(apiKey.id)).toMatchObject({ expires_at: apiKey.expiresAt })
  })
})
