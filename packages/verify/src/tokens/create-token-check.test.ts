import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { nodeRuntime } from '../runtime/node-runtime.ts'
import { createTokenCheck, type TokenSettings } from './create-token-check.ts'

/** The check against an issuer over HTTP: metadata, keys and introspection are served and counted. */

type Pair = Awaited<ReturnType<typeof generateKeyPair>>

const start = Date.parse('2026-11-22T12:00:00.000Z')
const time = { now: start }
const issuer = {
  url: '',
  keys: [] as object[],
  requests: [] as string[],
  status: 200,
  active: true as unknown,
}
const server = createServer(async (request, response) => {
  issuer.requests.push(request.url ?? '')
  const answers: Record<string, () => object> = {
    '/.well-known/oauth-authorization-server': () => ({
      issuer: issuer.url,
      jwks_uri: `${issuer.url}/jwks`,
      introspection_endpoint: `${issuer.url}/introspect`,
    }),
    '/jwks': () => ({ keys: issuer.keys }),
    '/introspect': () => ({ active: issuer.active }),
  }
  const answer = answers[request.url ?? '']
  await sleep(5)
  response.writeHead(answer ? issuer.status : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify(answer?.() ?? {}))
})

let one: Pair
let two: Pair
const toJwk = async ({ publicKey }: Pair, kid: string) => ({
  ...(await exportJWK(publicKey)),
  kid,
  use: 'sig',
  alg: 'RS256',
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await new Promise(listening => server.once('listening', listening))
  issuer.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  one = await generateKeyPair('RS256')
  two = await generateKeyPair('RS256')
})
afterAll(() => server.close())
beforeEach(async () => {
  time.now = start
  Object.assign(issuer, { keys: [await toJwk(one, 'one')], requests: [], status: 200, active: true })
})

type Claims = Record<string, unknown>

const claims = (part: Claims = {}): Claims => ({
  iss: issuer.url,
  sub: 'client_01',
  org_id: 'org_northwind',
  scope: 'posts:read posts:write',
  jti: 'jti_1',
  iat: start / 1000,
  exp: start / 1000 + 3600,
  ...part,
})
const sign = (part?: Claims, { pair = one, ...header }: { pair?: Pair; kid?: string; typ?: string } = {}) =>
  new SignJWT(claims(part)).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(pair.privateKey)

const surroundings = {
  now: () => time.now,
  elapsed: () => performance.now(),
  timeoutMs: 10_000,
  runtime: nodeRuntime,
  waitUntil: () => {},
}
/** A token is its own fingerprint here. */
const createCheck = (settings: Partial<TokenSettings> = {}, how = surroundings) => {
  const check = createTokenCheck({ issuer: issuer.url, ...settings }, how)
  return {
    ...check,
    verifyNow: (token: string, needed: string[]) => check.verifyNow(token, token, needed),
    check: (token: string, needed: string[]) => check.check(token, token, needed),
  }
}

test('a good token gives its application, organization and scopes, first by its signature, then from memory', async () => {
  const check = createCheck()
  const token = await sign()
  expect(check.recall(token, [])).toBeNull()
  expect(await check.check(token, [])).toEqual({
    ok: true,
    from: 'signature',
    known: expect.objectContaining({
      credential: {
        kind: 'm2m',
        id: 'client_01',
        organizationId: 'org_northwind',
        subject: { type: 'organization', id: 'org_northwind' },
        permissions: ['posts:read', 'posts:write'],
        name: null,
        expiresAt: '2026-11-22T13:00:00.000Z',
      },
    }),
  })
  expect(check.recall(token, [])).toMatchObject({ ok: true, from: 'memory' })
})

test('a token is verified at once where its key is at hand, and only there', async () => {
  const check = createCheck()
  const token = await sign({ jti: 'first' })
  expect(check.verifyNow(token, [])).toBeNull()
  await check.check(token, [])
  const another = await sign({ jti: 'second' })
  expect(check.verifyNow(another, [])).toMatchObject({ ok: true, from: 'signature' })
  expect(check.recall(another, [])).toMatchObject({ ok: true, from: 'memory' })
  expect(check.verifyNow(await sign({ jti: 'third' }, { pair: two }), [])).toMatchObject({
    reason: 'signature',
  })
  expect(check.verifyNow(await sign({}, { kid: 'two' }), [])).toBeNull()
  issuer.keys = [await toJwk(two, 'one')]
  time.now += 600_000
  const late = await sign({ jti: 'fourth' })
  expect(check.verifyNow(late, [])).toBeNull()
  expect(await check.check(late, [])).toMatchObject({ reason: 'signature' })
})

test('a token is not let in at once that the issuer has to confirm', async () => {
  const check = createCheck({ introspection: { clientId: 'c', clientSecret: 's', when: ['posts:write'] } })
  await check.check(await sign({ jti: 'first' }), [])
  const token = await sign({ jti: 'second' })
  expect(check.verifyNow(token, ['posts:write'])).toBeNull()
  expect(check.verifyNow(token, ['posts:read'])).toMatchObject({ ok: true })
  expect(check.verifyNow(token, ['posts:write'])).toBeNull()
  expect(check.recall(token, ['posts:write'])).toBeNull()
})

test('five hundred tokens at once fetch the keys once', async () => {
  const check = createCheck()
  const tokens = await Promise.all(Array.from({ length: 500 }, (_, jti) => sign({ jti: `${jti}` })))
  const verdicts = await Promise.all(tokens.map(token => check.check(token, [])))
  expect(verdicts.every(({ ok }) => ok)).toBe(true)
  expect(issuer.requests.filter(url => url === '/jwks')).toHaveLength(1)
})

test('two hundred unknown key ids fetch the keys once per cool-down', async () => {
  const check = createCheck()
  await check.check(await sign(), [])
  time.now += 30_000
  for (let kid = 0; kid < 200; kid++)
    expect(await check.check(await sign({}, { kid: `${kid}` }), [])).toMatchObject({
      reason: 'unknown_signing_key',
    })
  expect(issuer.requests.filter(url => url === '/jwks')).toHaveLength(2)
})

test('a key that the issuer adds is found after the cool-down', async () => {
  const check = createCheck()
  await check.check(await sign(), [])
  issuer.keys.push(await toJwk(two, 'two'))
  const token = await sign({}, { pair: two, kid: 'two' })
  expect(await check.check(token, [])).toMatchObject({ reason: 'unavailable' })
  const older = await sign({ iat: start / 1000 - 6 }, { pair: two, kid: 'two' })
  expect(await check.check(older, [])).toMatchObject({ reason: 'unknown_signing_key' })
  time.now += 30_000
  expect(await check.check(token, [])).toMatchObject({ ok: true })
})

test('tokens of a key that left the set are refused, remembered or not', async () => {
  const check = createCheck()
  const token = await sign()
  await check.check(token, [])
  issuer.keys = [await toJwk(two, 'two')]
  time.now += 599_999
  expect(check.recall(token, [])).toMatchObject({ ok: true })
  await sleep(50)
  expect(check.recall(token, [])).toBeNull()
  expect(await check.check(token, [])).toMatchObject({ reason: 'unknown_signing_key' })
})

test('after ten minutes without a token, the first one waits for the keys', async () => {
  const check = createCheck()
  const token = await sign()
  await check.check(token, [])
  issuer.keys = []
  time.now += 600_000
  expect(check.recall(token, [])).toBeNull()
  expect(await check.check(token, [])).toMatchObject({ reason: 'unknown_signing_key' })
})

test('a key id that comes back with another key is another key', async () => {
  const check = createCheck()
  const token = await sign()
  await check.check(token, [])
  issuer.keys = [await toJwk(two, 'one')]
  time.now += 600_000
  check.recall(token, [])
  await sleep(50)
  expect(await check.check(token, [])).toMatchObject({ reason: 'signature' })
  expect(await check.check(await sign({ iat: start / 1000 + 1 }, { pair: two }), [])).toMatchObject({
    ok: true,
  })
})

test('with the issuer down, known keys hold for a day and no longer; without any, nobody can tell', async () => {
  const check = createCheck({ maxLifetimeSeconds: 200_000 })
  const token = await sign({ exp: start / 1000 + 180_000 })
  await check.check(token, [])
  issuer.status = 500
  time.now += 86_399_999
  expect(await check.check(token, [])).toMatchObject({ ok: true })
  time.now += 1
  expect(await check.check(token, [])).toMatchObject({ reason: 'unavailable' })
  expect(await createCheck().check(await sign(), [])).toMatchObject({ reason: 'unavailable' })
})

test('a remembered token ends with its exp, and a clock five seconds off', async () => {
  const check = createCheck()
  const token = await sign({ exp: start / 1000 + 60 })
  await check.check(token, [])
  time.now = start + 64_999
  expect(check.recall(token, [])).toMatchObject({ ok: true })
  time.now = start + 65_000
  expect(check.recall(token, [])).toMatchObject({ reason: 'expired' })
  expect(await createCheck().check(token, [])).toMatchObject({ reason: 'expired' })
})

test('a denied client’s tokens of before are refused, remembered or not; later ones are let in', async () => {
  const check = createCheck()
  const token = await sign()
  await check.check(token, [])
  check.deny('client_01', start + 1)
  expect(check.recall(token, [])).toMatchObject({ reason: 'denied' })
  expect(await check.check(await sign({ jti: 'another' }), [])).toMatchObject({ reason: 'denied' })
  expect(await check.check(await sign({ sub: 'client_02' }), [])).toMatchObject({ ok: true })
  time.now += 6_000
  // The issuer's clock may be five seconds ahead.
  expect(await check.check(await sign({ iat: start / 1000 + 5 }), [])).toMatchObject({ reason: 'denied' })
  expect(await check.check(await sign({ iat: start / 1000 + 6 }), [])).toMatchObject({ ok: true })
})

test.each<[string, Claims, string]>([
  ['of another issuer', { iss: 'https://evil.test' }, 'issuer'],
  ['without an end', { exp: undefined }, 'claims'],
  ['that never ends', { exp: 1e308 }, 'claims'],
  ['that lives too long', { exp: start / 1000 + 86_401 }, 'claims'],
  ['without a beginning', { iat: undefined }, 'claims'],
  ['from the future', { iat: start / 1000 + 6 }, 'not_yet_valid'],
  ['not yet valid', { nbf: start / 1000 + 6 }, 'not_yet_valid'],
  ['bound to a key of its holder', { cnf: { jkt: 'x' } }, 'sender_constrained'],
  ['of a user', { sub: 'user_01' }, 'not_m2m'],
  ['of a session', { sid: 'session_01' }, 'not_m2m'],
  ['of another client than its subject', { client_id: 'client_02' }, 'not_m2m'],
  ['without a subject', { sub: undefined }, 'claims'],
  ['of no organization', { org_id: undefined }, 'claims'],
  ['of the organization null', { org_id: null }, 'claims'],
  ['of the organization ""', { org_id: '' }, 'claims'],
  ['of a list of organizations', { org_id: ['org_northwind'] }, 'claims'],
  ['of an organization that is an object', { org_id: { id: 'org_northwind' } }, 'claims'],
  ['with scopes in a list', { scope: ['posts:read'] }, 'claims'],
  ['with a scope that breaks out of quotes', { scope: 'a"b' }, 'claims'],
])('a token %s is refused', async (_, part, reason) => {
  expect(await createCheck().check(await sign(part), [])).toMatchObject({ ok: false, reason })
})

test('an audience, where one is set, must be named', async () => {
  const check = createCheck({ audience: ['https://api.test', 'client_env'] })
  expect(await check.check(await sign(), [])).toMatchObject({ reason: 'audience' })
  expect(await check.check(await sign({ aud: 'https://other.test' }), [])).toMatchObject({
    reason: 'audience',
  })
  expect(await check.check(await sign({ aud: ['x', 'client_env'] }), [])).toMatchObject({ ok: true })
})

test('the profile of RFC 9068 wants its type, client, id and audience', async () => {
  const check = createCheck({ profile: 'rfc9068', audience: 'https://api.test' })
  const part = { aud: 'https://api.test', client_id: 'client_01' }
  expect(await check.check(await sign(part, { typ: 'at+jwt' }), [])).toMatchObject({ ok: true })
  expect(await check.check(await sign(part, { typ: 'application/at+JWT' }), [])).toMatchObject({ ok: true })
  expect(await check.check(await sign(part, { typ: 'JWT' }), [])).toMatchObject({ reason: 'claims' })
  expect(await check.check(await sign(part), [])).toMatchObject({ reason: 'claims' })
  for (const missing of ['aud', 'client_id', 'jti'])
    expect(
      await check.check(await sign({ ...part, [missing]: undefined }, { typ: 'at+jwt' }), []),
    ).toMatchObject({ ok: false })
})

test('a denial outlives later ones, from a time to come and with the clock set back too', async () => {
  const check = createCheck()
  const token = await sign()
  time.now -= 3_000_000
  check.deny('client_01')
  check.deny('client_02', Number.POSITIVE_INFINITY)
  check.deny('client_03', start + 1e12)
  check.deny('client_04')
  time.now += 3_000_000
  expect(await check.check(token, [])).toMatchObject({ reason: 'denied' })
  expect(await check.check(await sign({ sub: 'client_02' }), [])).toMatchObject({ reason: 'denied' })
})

test('introspection is asked where it was chosen, and its no is a no for everything', async () => {
  const check = createCheck({ introspection: { clientId: 'c', clientSecret: 's', when: ['posts:write'] } })
  const token = await sign()
  const asked = () => issuer.requests.filter(url => url === '/introspect').length
  await check.check(token, ['posts:read'])
  expect(check.recall(token, ['posts:read'])).toMatchObject({ ok: true })
  expect([asked(), check.recall(token, ['posts:write'])]).toEqual([0, null])
  await Promise.all([check.check(token, ['posts:write']), check.check(token, ['posts:write'])])
  expect([asked(), check.recall(token, ['posts:write'])]).toEqual([1, expect.objectContaining({ ok: true })])
  time.now += 10_000
  issuer.active = false
  expect(await check.check(token, ['posts:write'])).toMatchObject({ reason: 'inactive', from: 'upstream' })
  expect(check.recall(token, ['posts:write'])).toMatchObject({ reason: 'inactive', from: 'memory' })
  expect(check.recall(token, ['posts:read'])).toMatchObject({ reason: 'inactive' })
  expect(asked()).toBe(2)
  time.now += 10_000
  issuer.active = undefined
  expect(await check.check(token, ['posts:read'])).toMatchObject({ reason: 'unavailable' })
  issuer.active = true
  expect(await check.check(token, ['posts:read'])).toMatchObject({ ok: true })
})

test('a clock that is set back makes no confirmation and no key set younger', async () => {
  const elapsed = { now: 0 }
  const how = {
    ...surroundings,
    elapsed: () => elapsed.now,
  }
  const introspection = { clientId: 'c', clientSecret: 's' }
  const check = createCheck({ introspection }, how)
  const token = await sign()
  await check.check(token, [])
  issuer.active = false
  elapsed.now += 10_000
  time.now -= 5_000
  expect(check.recall(token, [])).toBeNull()
  expect(await check.check(token, [])).toMatchObject({ reason: 'inactive' })
  const keys = () => issuer.requests.filter(url => url === '/jwks').length
  expect(keys()).toBe(1)
  elapsed.now += 600_000
  await check.check(token, [])
  expect(keys()).toBe(2)
})

test('where each request is to ask, nobody is given the answer to an earlier one', async () => {
  const check = createCheck({ introspection: { clientId: 'c', clientSecret: 's', freshMs: 0 } })
  const token = await sign()
  await check.check(token, [])
  const earlier = check.check(token, [])
  await vi.waitUntil(() => issuer.requests.filter(url => url === '/introspect').length === 2)
  issuer.active = false
  const [, later] = await Promise.all([earlier, check.check(token, [])])
  expect(later).toMatchObject({ reason: 'inactive' })
})

test('settings that make no sense are refused at once', () => {
  expect(() => createCheck({ issuer: 'http://issuer.test' })).toThrow(TypeError)
  expect(() => createCheck({ leewaySeconds: 61 })).toThrow(TypeError)
  expect(() => createCheck({ jwksUri: 'ftp://keys.test' })).toThrow(TypeError)
  expect(() => createCheck({ profile: 'rfc9068' })).toThrow('audience')
  expect(() => createCheck().deny('client_01', Number.NaN)).toThrow(TypeError)
})
