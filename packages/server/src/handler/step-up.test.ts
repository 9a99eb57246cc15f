import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../actor.ts'
import { KeydeskError } from '../keydesk-error.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

const body = { name: 'Key', permissions: [], expiresAt: null }
const signedIn = (secondsAgo: number): Actor => ({
  ...actors.admin,
  authenticatedAt: new Date(Date.now() - secondsAgo * 1000),
})

describe('a broker that asks for a recent sign-in', () => {
  let broker: Broker
  let keyId: string
  beforeAll(async () => {
    broker = await startBroker({ config: { stepUp: { maxAgeSeconds: 900 } } })
  })
  beforeEach(async () => {
    await broker.reset()
    keyId = (await broker.create('Deploy bot', { as: signedIn(0) })).apiKey.id
  })
  afterAll(() => broker.close())

  const mint = (as: Actor, path = '/api-keys') =>
    broker.askJson('POST', path, { as, body: path === '/api-keys' ? body : { overlapSeconds: 0 } })

  it.each([
    ['is too old', signedIn(905)],
    ['has no time', actors.admin],
    ['has a time that is none', { ...actors.admin, authenticatedAt: new Date(Number.NaN) }],
  ])('makes no secret with one that %s, and says how old it may be', async (_, as) => {
    broker.emulator.clearRequests()
    for (const path of ['/api-keys', `/api-keys/${keyId}/rotate`]) {
      expect(await mint(as, path)).toMatchObject({
        status: 403,
        body: { code: 'reauthentication_required', maxAge: 900 },
      })
    }
    expect(broker.emulator.requests()).toEqual([])
  })

  it('makes one with a young one', async () => {
    expect((await mint(signedIn(890))).status).toBe(201)
    expect((await mint(signedIn(890), `/api-keys/${keyId}/rotate`)).status).toBe(201)
  })

  it('lets an old one do everything else', async () => {
    const as = signedIn(100_000)
    const path = `/api-keys/${keyId}`
    const answers = [
      await broker.ask('GET', '/api-keys', { as }),
      await broker.ask('PATCH', path, { as, body: { purpose: 'Deploys' } }),
      await broker.ask('POST', `${path}/acknowledge`, { as }),
      await broker.ask('DELETE', path, { as }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 204, 204])
  })

  it('asks before it tells whether a key is there', async () => {
    const absent = '/api-keys/api_key_01JX0000000000000000000000/rotate'
    expect((await mint(signedIn(905), absent)).body).toMatchObject({ code: 'reauthentication_required' })
    expect((await mint(signedIn(0), absent)).body).toMatchObject({ code: 'not_found' })
  })

  it('makes the key with the same Idempotency-Key once the person has signed in again', async () => {
    const send = (as: Actor) =>
      broker.askJson('POST', '/api-keys', { as, body, headers: { 'Idempotency-Key': 'the-same-key' } })
    expect((await send(signedIn(905))).status).toBe(403)
    const answer = await send(signedIn(0))
    expect([answer.status, answer.headers.get('Idempotent-Replayed')]).toEqual([201, null])
    expect(Object(answer.body).value).toMatch(/^sk_/)
  })
})

it('asks for none where the host has set no age', async () => {
  const broker = await startBroker()
  expect((await broker.ask('POST', '/api-keys', { as: signedIn(1e6), body })).status).toBe(201)
  await broker.close()
})

it("keeps no outcome of a host's port that asks for a sign-in of its own", async () => {
  let isOld = true
  const broker = await startBroker({
    members: async () => {
      if (!isOld) return [actors.developer.person]
      throw new KeydeskError({ code: 'reauthentication_required', detail: 'Sign in again.', maxAge: 60 })
    },
  })
  const send = () =>
    broker.askJson('POST', '/api-keys', {
      body: { ...body, ownerId: actors.developer.person.id },
      headers: { 'Idempotency-Key': 'the-same-key' },
    })
  expect((await send()).body).toMatchObject({ code: 'reauthentication_required', maxAge: 60 })
  isOld = false
  expect((await send()).status).toBe(201)
  await broker.close()
})
