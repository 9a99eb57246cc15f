import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

const now = new Date('2026-11-22T12:00:00.000Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString()

let broker: Broker
let strict: Broker
beforeAll(async () => {
  broker = await startBroker({ now: () => now, emulator: { now: () => now.getTime() } })
  strict = await startBroker({
    now: () => now,
    emulator: { now: () => now.getTime() },
    config: {
      policy: { apiKeys: { maxLifetimeDays: 90, mayNeverExpire: false } },
      limits: { permissionsPerKey: 3, nameLength: 10 },
      keyPermissions: [
        'posts:read',
        'posts:write',
        'analytics:read',
        'exports:create',
        'widgets:api-keys:manage',
      ],
    },
  })
})
beforeEach(async () => {
  await broker.reset()
  strict.emulator.reset()
})
afterAll(async () => {
  await broker.close()
  await strict.close()
})

const good = { name: 'Key', permissions: ['posts:read'], expiresAt: inDays(30) }
const created = (of: Broker) =>
  of.emulator.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/api_keys'))
const refusals = async (of: Broker, body: unknown) => {
  const answer = await of.askJson('POST', '/api-keys', { body })
  expect(answer.body).toMatchObject({ code: 'validation_failed', status: 422 })
  expect(created(of)).toEqual([])
  const errors: { pointer: string; code: string; detail: string }[] = Object(answer.body).errors
  for (const { detail } of errors) expect(detail).toMatch(/^[\w].*\.$/)
  return errors.map(({ pointer, code }) => `${pointer} ${code}`)
}

describe('a new key', () => {
  it('gets its name in NFC and without the space around it', async () => {
    const { apiKey } = await broker.create('  Cafe\u0301 \u{1F468}\u200D\u{1F469}\u200D\u{1F467} ')
    expect(apiKey.name).toBe('Café \u{1F468}\u200D\u{1F469}\u200D\u{1F467}')
  })

  it('gets each permission once, in the order given', async () => {
    const { apiKey } = await broker.create('Key', {
      permissions: ['posts:write', 'posts:read', 'posts:write'],
    })
    expect(apiKey.permissions).toEqual(['posts:write', 'posts:read'])
  })

  it('may have no permission at all', async () => {
    expect((await broker.create('Key', { permissions: [] })).apiKey.permissions).toEqual([])
  })

  it('expires at the very instant that was asked for, told in UTC', async () => {
    const { apiKey } = await broker.create('Key', { expiresAt: '2027-01-31T23:30:00.1239+02:00' })
    expect(apiKey.expiresAt).toBe('2027-01-31T21:30:00.123Z')
  })

  it("goes to WorkOS under a fresh idempotency key, never the client's", async () => {
    for (const name of ['One', 'Two']) {
      const headers = { 'Idempotency-Key': `"chosen-by-the-client-${name}"` }
      expect((await broker.ask('POST', '/api-keys', { body: { ...good, name }, headers })).status).toBe(201)
    }
    const keys = created(broker).map(({ idempotencyKey }) => idempotencyKey)
    expect(new Set(keys).size).toBe(2)
    expect(keys.join()).not.toContain('chosen-by-the-client')
    expect((await broker.list()).data).toHaveLength(2)
  })

  it.each(['"12345678"', '12345678', 'a'.repeat(128), `"${'a'.repeat(128)}"`, '"with space!"'])(
    'takes the idempotency key %s',
    async key => {
      const request = { body: good, headers: { 'Idempotency-Key': key } }
      expect((await broker.ask('POST', '/api-keys', request)).status).toBe(201)
    },
  )

  it.each([null, '', '1234567', '"1234567"', 'a'.repeat(129), '12345678\u00e9', '"        "', '12345\t678'])(
    'needs a well-shaped idempotency key, which %j is not',
    async key => {
      const request = { body: good, headers: { 'Idempotency-Key': key } }
      expect((await broker.askJson('POST', '/api-keys', request)).body).toMatchObject({
        code: 'malformed_request',
      })
      expect(created(broker)).toEqual([])
    },
  )
})

describe('what a new key is for', () => {
  it('is kept with it: owner, purpose and metadata', async () => {
    const facts = { purpose: '  Nightly export ', metadata: { team: 'data', 'cost center': '7' } }
    const { apiKey } = await broker.create('Key', { ...facts, ownerId: actors.developer.person.id })
    expect(apiKey).toMatchObject({
      ...facts,
      purpose: 'Nightly export',
      owner: actors.developer.person,
      createdBy: actors.admin.person,
    })
    expect((await broker.list()).data).toEqual([apiKey])
  })

  it('is left open where nothing is said', async () => {
    expect((await broker.create('Key', { purpose: null })).apiKey).toMatchObject({
      purpose: null,
      metadata: {},
      owner: actors.admin.person,
    })
  })

  it.each([
    [{ ownerId: 'user_globex_admin' }, '#/ownerId not_a_member'],
    [{ ownerId: 'nobody' }, '#/ownerId not_a_member'],
    [{ ownerId: null }, '#/ownerId invalid'],
    [{ purpose: 'x'.repeat(501) }, '#/purpose too_long'],
    [{ purpose: 7 }, '#/purpose invalid'],
    [{ metadata: { key: 7 } }, '#/metadata/key invalid'],
    [{ metadata: [] }, '#/metadata invalid'],
    [{ metadata: { key: 'x'.repeat(501) } }, '#/metadata/key too_long'],
    [
      { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`k${at}`, ''])) },
      '#/metadata too_many',
    ],
  ])('is judged with the rest: %j', async (facts, expected) => {
    expect(await refusals(broker, { ...good, ...facts })).toEqual([expected])
  })

  it('is told to be wrong together with unknown slugs', async () => {
    const body = { ...good, permissions: ['nope'], ownerId: 'nobody' }
    expect(await refusals(broker, body)).toEqual([
      '#/permissions/0 unknown_permission',
      '#/ownerId not_a_member',
    ])
  })
})

describe('the fields of a new key', () => {
  it('are all judged at once', async () => {
    const body = {
      name: ' ',
      permissions: ['posts:read', 'nope', 'widgets:x'],
      expiresAt: 'soon',
      'a/b~c d': 1,
    }
    expect((await refusals(broker, body)).sort()).toEqual([
      '#/a~1b~0c%20d unknown_field',
      '#/expiresAt invalid_expiry',
      '#/name required',
      '#/permissions/1 unknown_permission',
      '#/permissions/2 unknown_permission',
    ])
  })

  it('are all required', async () => {
    expect(await refusals(broker, {})).toEqual([
      '#/name required',
      '#/permissions required',
      '#/expiresAt required',
    ])
  })

  it.each([
    [{ ...good, name: 5 }, '#/name invalid'],
    [{ ...good, name: null }, '#/name invalid'],
    [{ ...good, permissions: 'posts:read' }, '#/permissions invalid'],
    [{ ...good, permissions: ['posts:read', 7] }, '#/permissions/1 invalid'],
    [{ ...good, expiresAt: 1_800_000_000 }, '#/expiresAt invalid'],
    [[], '# invalid'],
    ['text', '# invalid'],
    [null, '# invalid'],
  ])('are of their kind: %j', async (body, expected) => {
    expect(await refusals(broker, typeof body === 'string' ? JSON.stringify(body) : body)).toEqual([expected])
  })

  it.each(['organizationId', 'organization_id', '__proto__', 'constructor'])(
    'are no others: %s',
    async field => {
      const text = `${JSON.stringify(good).slice(0, -1)},"${field}":"x"}`
      expect(await refusals(broker, text)).toEqual([`#/${field} unknown_field`])
    },
  )

  it.each([
    ['line\nbreak', 'invalid_name'],
    ['\u202Egnp.exe', 'invalid_name'],
    ['zero\u200Bwidth', 'invalid_name'],
    ['12345678901', 'too_long'],
    ['\u0000', 'invalid_name'],
  ])('do not take the name %j', async (name, code) => {
    expect(await refusals(strict, { ...good, name })).toEqual([`#/name ${code}`])
  })

  it('take a name of as many code points as allowed', async () => {
    expect((await strict.create('\u{1F600}'.repeat(10), { expiresAt: inDays(1) })).apiKey.name).toHaveLength(
      20,
    )
  })

  it.each([
    [null, 'expiry_required'],
    [inDays(91), 'expiry_too_late'],
    [inDays(-1), 'invalid_expiry'],
    [now.toISOString(), 'invalid_expiry'],
    ['2027-02-29T00:00:00Z', 'invalid_expiry'],
    ['2027-01-01', 'invalid_expiry'],
  ])('do not take the expiry %s', async (expiresAt, code) => {
    expect(await refusals(strict, { ...good, expiresAt })).toEqual([`#/expiresAt ${code}`])
  })

  it('take the last instant the policy allows', async () => {
    expect((await strict.create('Key', { expiresAt: inDays(90) })).apiKey.expiresAt).toBe(inDays(90))
  })

  it('do not take too many permissions, duplicates not counted', async () => {
    const three = ['posts:read', 'posts:write', 'analytics:read']
    expect(
      (await strict.create('Key', { permissions: [...three, ...three], expiresAt: inDays(1) })).apiKey
        .permissions,
    ).toEqual(three)
    strict.emulator.clearRequests()
    expect(await refusals(strict, { ...good, permissions: [...three, 'exports:create'] })).toEqual([
      '#/permissions too_many',
    ])
  })

  it("do not take a permission outside the host's list, WorkOS's own, or one that is none", async () => {
    const permissions = ['comments:read', 'widgets:api-keys:manage', 'nope:nope', '', 'posts']
    expect(await refusals(strict, { ...good, permissions: permissions.slice(0, 3) })).toEqual([
      '#/permissions/0 unknown_permission',
      '#/permissions/1 unknown_permission',
      '#/permissions/2 unknown_permission',
    ])
    expect(await refusals(strict, { ...good, permissions: permissions.slice(3) })).toEqual([
      '#/permissions/0 unknown_permission',
      '#/permissions/1 unknown_permission',
    ])
  })

  it('are refused for what is plainly wrong even while WorkOS is down', async () => {
    broker.emulator.addFault({ path: '.*', status: 500, times: 9 })
    expect(await refusals(broker, { ...good, name: '' })).toEqual(['#/name required'])
  })
})

describe('a permission that the actor lacks', () => {
  it('is not granted: the answer names it and nothing is created', async () => {
    const body = { ...good, permissions: ['posts:read', 'exports:create', 'members:read'] }
    const answer = await broker.askJson('POST', '/api-keys', { as: actors.developer, body })
    expect(answer).toMatchObject({
      status: 403,
      body: {
        code: 'permission_escalation',
        detail: expect.stringMatching(/exports:create.*members:read/),
        permissions: ['exports:create', 'members:read'],
      },
    })
    expect(created(broker)).toEqual([])
    expect((await broker.list()).data).toEqual([])
  })

  it('is not granted for resembling one that is held', async () => {
    const as = {
      ...actors.developer,
      permissions: ['posts', 'posts:*', 'exports', '*', 'widgets:api-keys:manage'],
    }
    const { body } = await broker.askJson('POST', '/api-keys', { as, body: good })
    expect(body).toMatchObject({ code: 'permission_escalation', permissions: ['posts:read'] })
  })
})

describe('what WorkOS refuses of a new key', () => {
  it.each([
    [{ field: 'name', code: 'too_long' }, '#/name invalid_name'],
    [{ field: 'permissions.0', code: 'invalid' }, '#/permissions unknown_permission'],
    [{ field: 'expires_at', code: 'must_be_in_the_future' }, '#/expiresAt invalid_expiry'],
    [{ field: 'something_new', code: 'x' }, '# invalid'],
    [{ code: 'x' }, '# invalid'],
  ])('is told by its place in the body: %j', async (error, expected) => {
    broker.emulator.addFault({
      method: 'POST',
      path: 'api_keys$',
      status: 422,
      body: { message: 'no', errors: [error] },
    })
    const { body } = await broker.askJson('POST', '/api-keys', { body: good })
    const [first] = Object(body).errors
    expect(`${first.pointer} ${first.code}`).toBe(expected)
  })
})
