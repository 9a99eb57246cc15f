import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { m2mDesk } from '../testing/m2m-desk.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
let narrow: Broker
beforeAll(async () => {
  broker = await startBroker({
    config: {
      policy: { m2mApplications: { maxPerOrganization: 5 } },
      stepUp: { maxAgeSeconds: 600 },
      upstreamTimeoutMs: 10_000,
      applicationScopes: ['posts:read', 'posts:write'],
    },
  })
  narrow = await startBroker({ config: { m2mApplications: false } })
})
beforeEach(() => broker.reset())
afterAll(async () => {
  await broker.close()
  await narrow.close()
})

const admin = () => ({ ...actors.admin, authenticatedAt: new Date() })
const globex = () => ({ ...actors.globexAdmin, authenticatedAt: new Date() })
const { ask, create, list } = m2mDesk(() => broker)
const good = { name: 'Sync', scopes: ['posts:read'] }
const connectCalls = () => broker.emulator.requests().filter(({ path }) => path.startsWith('/connect'))

describe("another organization's application", () => {
  it.each([
    ['GET', '', undefined],
    ['PATCH', '', { name: 'Mine now' }],
    ['DELETE', '', undefined],
    ['POST', '/secrets', undefined],
    ['POST', '/test-token', { clientSecret: 'a secret of somebody' }],
  ])('is not there for %s %s, and WorkOS is never called with its id', async (method, path, body) => {
    const { application } = await create({}, globex())
    const { id } = application
    await list('', admin())
    broker.emulator.clearRequests()
    const theirs = await ask(method, `/${id}${path}`, body, admin())
    const nobodys = await ask(method, `/conn_app_01AAAAAAAAAAAAAAAAAAAAAAAA${path}`, body, admin())
    expect(theirs.status).toBe(404)
    expect({ ...Object(theirs.body), requestId: '' }).toEqual({ ...Object(nobodys.body), requestId: '' })
    for (const call of connectCalls()) expect(call.path).not.toContain(id)
    expect((await ask('GET', `/${id}`, undefined, globex())).body).toMatchObject({
      status: 'active',
      name: application.name,
    })
    await vi.waitFor(async () => {
      const { body } = await broker.askJson('GET', `/audit-events?credentialId=${id}`, { as: admin() })
      expect(Object(body).data).toMatchObject([
        { action: 'access.refused', credential: { kind: 'm2m_application', id, name: '' } },
      ])
    })
  })

  it("has secrets that nobody else can delete, not even through an application of one's own", async () => {
    const theirs = await create({}, globex())
    const ours = await create({}, admin())
    broker.emulator.clearRequests()
    for (const id of [ours.application.id, theirs.application.id]) {
      const answer = await ask('DELETE', `/${id}/secrets/${theirs.secret.id}`, undefined, admin())
      expect(answer.body).toMatchObject({ code: 'not_found' })
    }
    for (const { path, method } of connectCalls()) {
      expect(method).toBe('GET')
      expect(path).not.toContain(theirs.secret.id)
      expect(path).not.toContain(theirs.application.id)
    }
    const kept = await ask('GET', `/${theirs.application.id}`, undefined, globex())
    expect(kept.body).toMatchObject({ secrets: [{ id: theirs.secret.id, status: 'active' }] })
  })

  it('does not delete a secret through another application of the same organization', async () => {
    const [one, two] = [await create({}, admin()), await create({ name: 'Two' }, admin())]
    const answer = await ask('DELETE', `/${one.application.id}/secrets/${two.secret.id}`, undefined, admin())
    expect(answer.body).toMatchObject({ code: 'not_found' })
  })
})

describe('the quota of applications', () => {
  it('holds when thirty are created at once, and counts those made elsewhere', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask('POST', '', good, admin())))
    const made = answers.filter(({ status }) => status === 201)
    // One is in the seed.
    expect(made).toHaveLength(4)
    for (const { status, body } of answers)
      if (status !== 201) expect(body).toMatchObject({ code: 'quota_exceeded' })
    expect((await list('', admin())).total).toBe(5)
    expect((await ask('POST', '', good, globex())).status).toBe(201)
    await ask('DELETE', `/${Object(made[0]?.body).application.id}`, undefined, admin())
    expect((await ask('POST', '', good, admin())).status).toBe(201)
  }, 30_000)
})

describe('a secret that is minted', () => {
  it('is not given again when the same request is', async () => {
    const send = (path: string, body?: object) =>
      broker.askJson('POST', `/m2m-applications${path}`, {
        as: admin(),
        headers: { 'Idempotency-Key': `"the-same-word-${path}"` },
        ...(body && { body }),
      })
    const [first, again] = [await send('', good), await send('', good)]
    expect(again.headers.get('Idempotent-Replayed')).toBe('true')
    expect(again.body).toEqual({ ...Object(first.body), value: null })
    const path = `/${Object(first.body).application.id}/secrets`
    const [second, replay] = [await send(path), await send(path)]
    expect(replay.body).toEqual({ ...Object(second.body), value: null })
    expect(await send('', { ...good, name: 'Other' })).toMatchObject({ status: 422 })
    expect((await list('?search=Sync', admin())).total).toBe(2)
  })

  it('needs an Idempotency-Key and a recent sign-in', async () => {
    const { application } = await create({}, admin())
    for (const [path, body] of [['', good], [`/${application.id}/secrets`]] as const) {
      const request = { as: admin(), headers: { 'Idempotency-Key': null }, ...(body && { body }) }
      expect((await broker.askJson('POST', `/m2m-applications${path}`, request)).body).toMatchObject({
        code: 'malformed_request',
      })
      expect((await ask('POST', path, body, actors.admin)).body).toMatchObject({
        code: 'reauthentication_required',
        maxAge: 600,
      })
    }
    expect((await ask('PATCH', `/${application.id}`, { purpose: 'x' }, actors.admin)).status).toBe(200)
  })
})

describe('who looks through borrowed eyes', () => {
  it('sees applications and changes none', async () => {
    const { application, secret } = await create({}, admin())
    const borrowed = { ...admin(), impersonator: { email: 'help@keydesk.test' } }
    expect((await ask('GET', `/${application.id}`, undefined, borrowed)).status).toBe(200)
    for (const [method, path, body] of [
      ['POST', '', good],
      ['PATCH', `/${application.id}`, { purpose: 'x' }],
      ['DELETE', `/${application.id}`],
      ['POST', `/${application.id}/secrets`],
      ['POST', `/${application.id}/test-token`, { clientSecret: 'x' }],
      ['DELETE', `/${application.id}/secrets/${secret.id}`],
    ] as const)
      expect((await ask(method, path, body, borrowed)).body).toMatchObject({ code: 'permission_denied' })
  })
})

describe('what a host decides', () => {
  it('is which scopes are offered, on applications alone', async () => {
    const { body } = await broker.askJson('GET', '/scopes', { as: actors.developer })
    expect(Object(body).data.map(({ slug }: { slug: string }) => slug)).toEqual(['posts:read', 'posts:write'])
    const refused = await ask('POST', '', { ...good, scopes: ['comments:read'] }, admin())
    expect(refused.body).toMatchObject({ errors: [{ pointer: '#/scopes/0', code: 'unknown_permission' }] })
    const keys = await broker.askJson('GET', '/permissions', { as: actors.developer })
    expect(Object(keys.body).data.length).toBeGreaterThan(2)
  })

  it('is whether there are any', async () => {
    const session = await narrow.askJson('GET', '/session')
    expect(session.body).toMatchObject({ features: { m2mApplications: false }, tokenUrl: null })
    for (const [method, path] of [
      ['GET', '/m2m-applications'],
      ['PUT', '/m2m-applications'],
      ['DELETE', '/m2m-applications/a/secrets/b'],
      ['POST', '/m2m-applications/a/test-token'],
      ['GET', '/scopes'],
    ] as const)
      expect((await narrow.askJson(method, path)).body).toMatchObject({ code: 'route_not_found' })
    await create({}, admin())
    const credentials = await narrow.askJson('GET', '/credentials')
    expect(credentials.body).toMatchObject({ data: [], total: 0 })
    const { body } = await narrow.askJson('GET', '/openapi.json')
    expect(Object.keys(Object(body).paths).join()).not.toContain('m2m')
  })
})
