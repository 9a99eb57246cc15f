import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keyFreshness } from '../services/mirror.ts'
import { revokeUndelivered } from '../services/reconcile.ts'
import { accountOf } from '../testing/account-of.ts'
import { type Answer, actors, type Broker, startBroker } from '../testing/start-broker.ts'

const gateToken = 'the-token-of-gates-0000000000000'
const gateTokens = [gateToken]
const gateHeaders = { Authorization: `Bearer ${gateToken}`, 'Keydesk-Client': null, Origin: null }

let offset = 0
let broker: Broker
beforeAll(async () => {
  broker = await startBroker({
    now: () => new Date(Date.now() + offset),
    config: { narrowing: true, gateTokens },
  })
})
beforeEach(async () => {
  offset = 0
  await broker.reset()
})
afterEach(() => {
  broker.mendStore()
  broker.emulator.clearFaults()
})
afterAll(() => broker.close())

const ask = (value: unknown): Promise<Answer> =>
  broker.askJson('POST', '/verify', { as: null, body: { value }, headers: gateHeaders })
/** The credential behind a value; anything but 200 is an error. */
const verify = async (value: string) => {
  const { status, text, body } = await ask(value)
  if (status !== 200) throw new Error(`${status} ${text}`)
  return Object(body).credential
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const emptyList = { object: 'list', data: [], list_metadata: { before: null, after: null } }
const patch = (id: string, body: object) => broker.askJson('PATCH', `/api-keys/${id}`, { body })
const atWorkos = (path: string, body: object) =>
  fetch(`${broker.emulator.url}${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${broker.emulator.apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('a gate that asks', () => {
  it('is told everything it may rely on, and nothing else', async () => {
    const expiresAt = inDays(30)
    const { apiKey, value } = await broker.create('Deploy bot', {
      permissions: ['posts:read', 'posts:write'],
      expiresAt,
      ownerId: actors.developer.person.id,
      purpose: 'Deploys',
      metadata: { team: 'web' },
    })
    const answer = await ask(value)
    expect(answer.body).toEqual({
      credential: {
        kind: 'api_key',
        id: apiKey.id,
        organizationId: 'org_northwind',
        subject: { type: 'organization', id: 'org_northwind' },
        permissions: ['posts:read', 'posts:write'],
        name: 'Deploy bot',
        expiresAt,
        ownerId: actors.developer.person.id,
        metadata: { team: 'web' },
      },
    })
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(answer.headers.get('X-Request-Id')).toMatch(/./)
    expect(answer.text).not.toContain(value)
    expect(broker.lines.join('')).not.toContain(value)
    expect(broker.lines.join('')).not.toContain(gateToken)
  })

  it('is told of a key of any organization', async () => {
    const { value } = await broker.create('Key', { as: actors.globexAdmin })
    expect(await verify(value)).toMatchObject({ organizationId: 'org_globex' })
  })

  it('is told the narrowed permissions, and the old ones once they are back', async () => {
    const { apiKey, value } = await broker.create('Key', { permissions: ['posts:read', 'posts:write'] })
    await patch(apiKey.id, { permissions: ['posts:write'] })
    expect(await verify(value)).toMatchObject({ permissions: ['posts:write'] })
    await patch(apiKey.id, { permissions: [] })
    expect(await verify(value)).toMatchObject({ permissions: [] })
    await patch(apiKey.id, { permissions: ['posts:read', 'posts:write'] })
    expect(await verify(value)).toMatchObject({ permissions: ['posts:read', 'posts:write'] })
  })

  it('is told of a key made elsewhere what WorkOS knows', async () => {
    const made = Object(
      await (
        await atWorkos('/organizations/org_northwind/api_keys', { name: 'Old', permissions: ['posts:read'] })
      ).json(),
    )
    expect(await verify(made.value)).toEqual({
      kind: 'api_key',
      id: made.id,
      organizationId: 'org_northwind',
      subject: { type: 'organization', id: 'org_northwind' },
      permissions: ['posts:read'],
      name: 'Old',
      expiresAt: null,
    })
  })

  it('is told whose a key of a user is', async () => {
    const { apiKey } = await broker.create('Key')
    const { data } = Object(
      await (
        await fetch(`${broker.emulator.url}/organizations/org_northwind/api_keys`, {
          headers: { Authorization: `Bearer ${broker.emulator.apiKey}` },
        })
      ).json(),
    )
    const owner = { type: 'user', id: 'user_northwind_admin', organization_id: 'org_northwind' }
    const id = 'api_key_01USERSOWN00000000000000000'
    const body = JSON.stringify({ api_key: { ...data[0], id, owner } })
    broker.emulator.addFault({ path: 'validations$', status: 200, body })
    expect(apiKey.id).not.toBe(id)
    expect(await verify('sk_users_own')).toMatchObject({
      id,
      organizationId: 'org_northwind',
      subject: { type: 'user', id: 'user_northwind_admin' },
    })
  })

  it('is not told of an owner who is gone', async () => {
    const { apiKey, value } = await broker.create('Key')
    await broker.store.query(
      async tx => void (await tx.execute('update keydesk.api_keys set owner_gone_at = now()')),
    )
    const credential = await verify(value)
    expect([credential.id, 'ownerId' in credential]).toEqual([apiKey.id, false])
  })
})

describe('a list of WorkOS that is wrongly without a key', () => {
  it('is nothing to a gate, for WorkOS says that the key works', async () => {
    const { apiKey, value } = await broker.create('Key')
    broker.emulator.addFault({ path: '/api_keys\\?', status: 200, body: emptyList })
    await keyFreshness.refreshNow(broker.context, 'org_northwind', AbortSignal.timeout(10_000))
    expect(Object((await broker.askJson('GET', `/api-keys/${apiKey.id}`)).body).status).toBe('revoked')
    expect(await verify(value)).toMatchObject({ id: apiKey.id })
  })
})

describe('null is what a gate is told of', () => {
  it.each([['sk_nothing'], ['a value of no shape at all'], ['api_key_01AAAAAAAAAAAAAAAAAAAAAAAA']])(
    'what is no key: %s',
    async value => expect(await verify(value)).toBeNull(),
  )

  it("the environment's own key, without asking WorkOS", async () => {
    broker.emulator.clearRequests()
    broker.lines.length = 0
    expect(await verify(broker.emulator.apiKey)).toBeNull()
    expect(broker.emulator.requests()).toEqual([])
    // Whoever shows it has found a leak: the operator hears of it, and the log has no copy.
    const loud = broker.lines.map(line => JSON.parse(line)).filter(({ level }) => level === 'error')
    expect(loud).toMatchObject([{ msg: expect.stringContaining('it has leaked') }])
    expect(broker.lines.join()).not.toContain(broker.emulator.apiKey)
  })

  it('a revoked key', async () => {
    const { apiKey, value } = await broker.create('Key')
    await broker.askJson('DELETE', `/api-keys/${apiKey.id}`)
    expect(await verify(value)).toBeNull()
  })

  it('a key that is revoked here, whatever WorkOS says', async () => {
    const { apiKey, value } = await broker.create('Key')
    broker.emulator.addFault({ method: 'DELETE', path: 'api_keys', status: 500 })
    expect((await broker.askJson('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(503)
    expect(await verify(value)).toBeNull()
  })

  it('an expired key, by either clock', async () => {
    const { value } = await broker.create('Key', { expiresAt: inDays(1) })
    offset = 86_401_000
    expect(await verify(value)).toBeNull()
    offset = 0
    expect(await verify(value)).not.toBeNull()
    broker.emulator.setClockOffset(86_401)
    expect(await verify(value)).toBeNull()
  })

  it('a key that was rotated away, whatever WorkOS says', async () => {
    const { apiKey, value } = await broker.create('Key')
    broker.emulator.addFault({ method: 'POST', path: 'expire$', status: 500 })
    const path = `/api-keys/${apiKey.id}/rotate`
    expect((await broker.askJson('POST', path, { body: { overlapSeconds: 0 } })).status).toBe(201)
    expect(await verify(value)).toBeNull()
  })
})

it('believes WorkOS of an end that was moved there since it was last heard of', async () => {
  const { apiKey, value } = await broker.create('Key', { expiresAt: inDays(1) })
  await new Promise(resolve => setTimeout(resolve, 5))
  await atWorkos(`/api_keys/${apiKey.id}/expire`, { expires_at: inDays(9) })
  offset = 2 * 86_400_000
  expect(await verify(value)).toMatchObject({ id: apiKey.id })
})

it('counts as a use of the key', async () => {
  const { value } = await broker.create('Used')
  await verify(value)
  offset = 24 * 3_600_000 + 60_000
  expect((await revokeUndelivered(broker.context, { signal: AbortSignal.timeout(5000) })).revoked).toBe(0)
})

describe('a gate that cannot be told is never told no', () => {
  it('while the store is down', async () => {
    const { value } = await broker.create('Key')
    broker.breakStore()
    const answer = await ask(value)
    expect(answer).toMatchObject({ status: 503, body: { code: 'store_unavailable' } })
    expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1)
  })

  it.each([
    ['is down', { status: 500 }, 503, 'upstream_unavailable'],
    ['refuses our key', { status: 401 }, 503, 'upstream_unavailable'],
    ['limits us', { status: 429 }, 503, 'upstream_rate_limited'],
    ['answers nonsense', { status: 200, body: '{"api_key":{}}' }, 502, 'upstream_invalid'],
    ['answers nothing', { status: 200, body: '{}' }, 502, 'upstream_invalid'],
  ])('while WorkOS %s', async (_, fault, status, code) => {
    const { value } = await broker.create('Key')
    broker.emulator.addFault({ path: 'validations$', ...fault })
    expect(await ask(value)).toMatchObject({ status, body: { code } })
  })
})

it('tells a gate in time that WorkOS does not answer', async () => {
  const workos = accountOf(broker.emulator)
  const impatient = await startBroker({ config: { workos, gateTokens, upstreamTimeoutMs: 300 } })
  broker.emulator.addFault({ path: 'validations$', mode: 'hang' })
  const request = { body: { value: 'sk_something' }, headers: gateHeaders }
  expect(await impatient.askJson('POST', '/verify', request)).toMatchObject({
    status: 504,
    body: { code: 'upstream_timeout' },
  })
  await impatient.close()
})
