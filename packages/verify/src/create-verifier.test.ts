import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Credential } from './credential.ts'
import { createVerifier } from './index.ts'
import type { RefusalEvent } from './refusal-event.ts'
import type { Validate, Validation } from './validate.ts'

const now = Date.parse('2026-11-22T12:00:00.000Z')

const key: Credential = {
  kind: 'api_key',
  id: 'api_key_1',
  organizationId: 'org_northwind',
  subject: { type: 'organization', id: 'org_northwind' },
  permissions: ['posts:read', 'comments:read'],
  name: 'Nightly import',
  expiresAt: null,
}

/** A gate whose validator always answers alike, with what it was asked and what was refused. */
const gate = ({
  answer = { ok: true, credential: key },
  userKeys = false,
}: {
  answer?: Validation
  userKeys?: boolean
} = {}) => {
  const asked: string[] = []
  const events: RefusalEvent[] = []
  const validate: Validate = async value => {
    asked.push(value)
    return answer
  }
  const verifier = createVerifier({
    validate,
    userKeys,
    now: () => now,
    onRefusal: event => events.push(event),
  })
  return { verifier, asked, events }
}

const withKey = (part: Partial<Credential>): { answer: Validation } => ({
  answer: { ok: true, credential: { ...key, ...part } },
})

test('a valid key gives the credential exactly as the validator told it, and is asked about once', async () => {
  const { verifier, asked } = gate()
  expect(verifier.verifyNow('sk_1')).toBeNull()
  expect(await verifier.verify('sk_1')).toEqual({ ok: true, credential: key, from: 'upstream' })
  const request = new Request('http://api.test/', { headers: { authorization: 'bearer sk_1' } })
  const known = { ok: true, credential: key, from: 'memory' }
  expect(await verifier.authenticate(request, { permissions: ['posts:read', 'comments:read'] })).toEqual(
    known,
  )
  expect(verifier.authenticateNow('Bearer sk_1')).toEqual(known)
  expect(asked).toEqual(['sk_1'])
})

test('a request without a credential is challenged without an error code, and nobody is asked', async () => {
  const { verifier, asked, events } = gate()
  const outcome = await verifier.authenticate(new Request('http://api.test/'))
  expect(outcome).toMatchObject({
    ok: false,
    status: 401,
    code: 'unauthenticated',
    headers: { 'WWW-Authenticate': 'Bearer' },
  })
  expect(asked).toEqual([])
  expect(events).toEqual([{ code: 'unauthenticated', reason: 'missing' }])
})

test('a credential in the URL, a cookie or another header is no credential', async () => {
  const { verifier, asked } = gate()
  const request = new Request('http://api.test/?access_token=sk_1&api_key=sk_1', {
    headers: { 'x-api-key': 'sk_1', 'proxy-authorization': 'Bearer sk_1', cookie: 'access_token=sk_1' },
  })
  expect(await verifier.authenticate(request)).toMatchObject({ status: 401, code: 'unauthenticated' })
  expect(asked).toEqual([])
})

test('two Authorization headers are one too many', async () => {
  const { verifier, asked } = gate()
  const headers = new Headers({ authorization: 'Bearer sk_1' })
  headers.append('authorization', 'Bearer sk_1')
  const outcome = await verifier.authenticate(new Request('http://api.test/', { headers }))
  expect(outcome).toMatchObject({
    status: 400,
    code: 'invalid_request',
    headers: { 'WWW-Authenticate': 'Bearer error="invalid_request"' },
  })
  expect(asked).toEqual([])
})

test('a JWT is never tried as an API key', async () => {
  const { verifier, asked, events } = gate()
  expect(await verifier.authenticate('Bearer eyJhbGciOiJub25lIn0.e30.c2ln')).toMatchObject({
    status: 401,
    code: 'invalid_token',
  })
  expect(asked).toEqual([])
  expect(events).toEqual([{ code: 'invalid_token', reason: 'tokens_not_configured' }])
})

test('unknown, expired, malformed, oversized, a token and a user key look alike from outside', async () => {
  const refused = [
    await gate({ answer: { ok: false, code: 'unknown' } }).verifier.verify('sk_1'),
    await gate({ answer: { ok: false, code: 'environment_key' } }).verifier.verify('sk_1'),
    await gate(withKey({ expiresAt: '2020-01-01T00:00:00.000Z' })).verifier.verify('sk_1'),
    await gate(withKey({ subject: { type: 'user', id: 'user_1' } })).verifier.verify('sk_1'),
    await gate().verifier.authenticate('Bearer sk_1 sk_2'),
    await gate().verifier.verify('a.b.c'),
    await gate().verifier.verify('x'.repeat(5_000)),
  ]
  for (const outcome of refused) expect(outcome).toEqual(refused[0])
  expect(refused[0]).toMatchObject({
    status: 401,
    headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
  })
})

test('a key ends at the very millisecond of its expiry, whatever the validator says', async () => {
  const at = (offset: number) => withKey({ expiresAt: new Date(now + offset).toISOString() })
  expect(await gate(at(1)).verifier.verify('sk_1')).toMatchObject({ ok: true })
  expect(await gate(at(0)).verifier.verify('sk_1')).toMatchObject({ ok: false, code: 'invalid_token' })
  expect(await gate(at(-1)).verifier.verify('sk_1')).toMatchObject({ ok: false, code: 'invalid_token' })
})

test('an expiry that cannot be read counts as past', async () => {
  expect(await gate(withKey({ expiresAt: 'someday' })).verifier.verify('sk_1')).toMatchObject({
    code: 'invalid_token',
  })
})

test('a key of a user is accepted only where that is enabled', async () => {
  const users = withKey({ subject: { type: 'user', id: 'user_1' } })
  expect(await gate(users).verifier.verify('sk_1')).toMatchObject({ ok: false, status: 401 })
  expect(await gate({ ...users, userKeys: true }).verifier.verify('sk_1')).toMatchObject({ ok: true })
})

test('a missing permission is 403 and names all that are needed', async () => {
  const { verifier, events } = gate()
  const outcome = await verifier.verify('sk_1', { permissions: ['posts:read', 'posts:write'] })
  expect(outcome).toMatchObject({
    status: 403,
    code: 'insufficient_scope',
    headers: { 'WWW-Authenticate': 'Bearer error="insufficient_scope", scope="posts:read posts:write"' },
  })
  expect(events).toEqual([{ code: 'insufficient_scope', reason: 'missing_permission' }])
})

test('permissions are compared letter for letter: no prefix, no wildcard, no other case', async () => {
  const slug = fc.string({ unit: fc.constantFrom(...'ab:*'), minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(slug, { maxLength: 6 }),
      fc.array(slug, { maxLength: 3 }),
      async (permissions, needed) => {
        const outcome = await gate(withKey({ permissions })).verifier.verify('sk_1', { permissions: needed })
        expect(outcome.ok).toBe(needed.every(one => permissions.some(held => held === one)))
      },
    ),
  )
  for (const permissions of [
    ['posts:*'],
    ['*'],
    ['posts'],
    ['posts:'],
    ['POSTS:READ'],
    ['posts:read:all'],
    ['toString'],
  ]) {
    const { verifier } = gate(withKey({ permissions }))
    expect(await verifier.verify('sk_1', { permissions: ['posts:read'] })).toMatchObject({ status: 403 })
  }
})

test('a permission that could not stand in WWW-Authenticate is the host’s mistake, found on the first request', async () => {
  for (const wrong of ['', 'posts read', 'posts"read', 'posts\nread']) {
    await expect(gate().verifier.authenticate(null, { permissions: [wrong] })).rejects.toThrow(TypeError)
  }
})

test('what cannot be checked is 503 with Retry-After, never 401', async () => {
  const { verifier, events } = gate({
    answer: { ok: false, code: 'unavailable', cause: 'down', retryAfter: 7 },
  })
  expect(await verifier.verify('sk_1')).toMatchObject({
    status: 503,
    code: 'upstream_unavailable',
    headers: { 'Retry-After': '7' },
  })
  expect(events).toEqual([{ code: 'upstream_unavailable', reason: 'unavailable', cause: 'down' }])
})

test('a validator that throws could not tell: 503', async () => {
  const validate = () => Promise.reject(new Error('a bug'))
  expect(await createVerifier({ validate }).verify('sk_1')).toMatchObject({ status: 503 })
})

test('whatever stands in the header, only what the validator affirms is let through', async () => {
  const header = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary' }).map(text => `Bearer ${text}`),
  )
  await fc.assert(
    fc.asyncProperty(header, async text => {
      const { verifier, asked } = gate({ answer: { ok: false, code: 'unknown' } })
      const outcome = await verifier.authenticate(text)
      expect(outcome).toMatchObject({
        ok: false,
        headers: { 'WWW-Authenticate': expect.stringMatching(/^Bearer/) },
      })
      for (const value of asked) expect(text).toContain(value)
    }),
  )
})

const issuer = 'https://issuer.test'
test.each<[string, object]>([
  ['timeoutMs', { timeoutMs: Number.NaN }],
  ['cache.freshMs', { cache: { freshMs: Number(undefined) } }],
  ['cache.staleMs', { cache: { staleMs: -1 } }],
  ['cache.maxKeys', { cache: { maxKeys: '100' } }],
  ['missBudget.burst', { missBudget: { burst: Number.NaN } }],
  ['usage.intervalMs', { usage: { report: async () => {}, intervalMs: Number.NaN } }],
  ['tokens.maxLifetimeSeconds', { tokens: { issuer, maxLifetimeSeconds: Number.NaN } }],
  ['tokens.keySet.maxAgeMs', { tokens: { issuer, keySet: { maxAgeMs: Number.NaN } } }],
  ['tokens.introspection.freshMs', { tokens: { issuer, introspection: { freshMs: Number.NaN } } }],
])('%s that is no number would be no bound, and is refused when the gate is made', (name, options) => {
  const validate = async () => ({ ok: false as const, code: 'unknown' as const })
  const create = () => createVerifier({ validate, ...Object(options) })
  expect(create).toThrow(TypeError)
  expect(create).toThrow(`${name} is a number`)
})

test('a bound that is left undefined is the one that holds by default', async () => {
  const asked: string[] = []
  const verifier = createVerifier({
    validate: async value => {
      asked.push(value)
      return { ok: false, code: 'unknown' }
    },
    // As it comes where settings are read from an environment that does not have them.
    missBudget: Object({ burst: undefined, perSecond: undefined }),
    now: () => now,
  })
  for (let guess = 0; guess < 100; guess++) await verifier.verify(`sk_${guess}`)
  expect(asked).toHaveLength(50)
})
