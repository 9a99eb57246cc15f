import { createEmulator } from '@keydesk/workos-emulator'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { requireCredential } from './hono.ts'
import { createVerifier } from './index.ts'
import type { RefusalEvent } from './refusal-event.ts'
import { workosValidator } from './workos-validator.ts'

/** The gate in front of an API, asking the local WorkOS through the real SDK. */

let emulator: Awaited<ReturnType<typeof createEmulator>>
const events: RefusalEvent[] = []

beforeAll(async () => {
  emulator = await createEmulator({ port: 0, control: true })
})
afterAll(() => emulator.close())
beforeEach(() => {
  emulator.reset()
  events.length = 0
})

const callWorkos = async (method: 'POST' | 'DELETE', path: string, body?: unknown) => {
  const response = await fetch(emulator.url + path, {
    method,
    headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response
}

const createdKey = z.object({ id: z.string(), value: z.string() })

const createKey = async ({
  organization = 'org_northwind',
  ...body
}: {
  organization?: string
  permissions?: string[]
  expires_at?: string
} = {}) => {
  const answer = await callWorkos('POST', `/organizations/${organization}/api_keys`, {
    name: 'A key',
    ...body,
  })
  return createdKey.parse(await answer.json())
}

const createApi = ({ now = Date.now }: { now?: () => number } = {}) => {
  const verifier = createVerifier({
    validate: workosValidator({
      apiKey: emulator.apiKey,
      apiHostname: 'localhost',
      port: emulator.port,
      https: false,
    }),
    onRefusal: event => events.push(event),
    now,
  })
  return new Hono()
    .get('/any', requireCredential(verifier), c => c.json(c.var.credential))
    .get('/posts', requireCredential(verifier, { permissions: ['posts:read'] }), c =>
      c.json(c.var.credential),
    )
}

const call = (value: string, { path = '/any', api = createApi() } = {}) =>
  api.request(path, { headers: { authorization: `Bearer ${value}` } })

const validations = () => emulator.requests().filter(({ path }) => path === '/api_keys/validations').length

test('a handler behind the gate gets the credential, of its own organization and with its own permissions', async () => {
  const northwind = await createKey({ permissions: ['posts:read', 'posts:write'] })
  const globex = await createKey({ organization: 'org_globex', permissions: ['comments:read'] })
  const response = await call(northwind.value)
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({
    kind: 'api_key',
    id: northwind.id,
    organizationId: 'org_northwind',
    subject: { type: 'organization', id: 'org_northwind' },
    permissions: ['posts:read', 'posts:write'],
    name: 'A key',
    expiresAt: null,
  })
  expect(await (await call(globex.value)).json()).toMatchObject({
    id: globex.id,
    organizationId: 'org_globex',
    permissions: ['comments:read'],
  })
})

test('one request is one validation', async () => {
  const { value } = await createKey()
  await call(value)
  expect(validations()).toBe(1)
})

test('without a credential: a bare challenge, and WorkOS is not asked', async () => {
  const response = await createApi().request('/any')
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe('Bearer')
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(await response.json()).toMatchObject({ status: 401, code: 'unauthenticated' })
  expect(validations()).toBe(0)
})

test('a revoked key is refused by the very next request', async () => {
  const { id, value } = await createKey()
  expect((await call(value)).status).toBe(200)
  await callWorkos('DELETE', `/api_keys/${id}`)
  const response = await call(value)
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  expect(await response.json()).toMatchObject({ code: 'invalid_token' })
})

test('an expired key is refused, also where only our clock knows that it has expired', async () => {
  const { value } = await createKey({ expires_at: new Date(Date.now() + 3_600_000).toISOString() })
  expect((await call(value)).status).toBe(200)
  const later = createApi({ now: () => Date.now() + 3_600_000 })
  expect((await call(value, { api: later })).status).toBe(401)
  expect(events).toEqual([{ code: 'invalid_token', reason: 'expired' }])
  emulator.setClockOffset(3_600)
  expect((await call(value)).status).toBe(401)
  expect(events.at(-1)).toEqual({ code: 'invalid_token', reason: 'unknown' })
})

test('an unknown key is refused like a revoked one', async () => {
  expect((await call('sk_nobody')).headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
})

test('the environment’s own key is refused without being sent, and reported', async () => {
  expect((await call(emulator.apiKey)).status).toBe(401)
  expect(validations()).toBe(0)
  expect(events).toEqual([{ code: 'invalid_token', reason: 'environment_key' }])
})

test('a JWT is refused without asking WorkOS', async () => {
  expect((await call('eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln')).status).toBe(401)
  expect(validations()).toBe(0)
})

test('a key without the permission is 403 and is told what it lacks; a longer or shorter slug does not do', async () => {
  const { value } = await createKey({ permissions: ['posts:write', 'comments:read'] })
  const response = await call(value, { path: '/posts' })
  expect(response.status).toBe(403)
  expect(response.headers.get('www-authenticate')).toBe(
    'Bearer error="insufficient_scope", scope="posts:read"',
  )
  expect(await response.json()).toMatchObject({ code: 'insufficient_scope' })
  const reader = await createKey({ permissions: ['posts:read'] })
  expect((await call(reader.value, { path: '/posts' })).status).toBe(200)
})

test('two Authorization headers are 400', async () => {
  const { value } = await createKey()
  const headers = new Headers({ authorization: `Bearer ${value}` })
  headers.append('Authorization', `Bearer ${value}`)
  const response = await createApi().request('/any', { headers })
  expect(response.status).toBe(400)
  expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_request"')
  expect(validations()).toBe(0)
})

const path = '^/api_keys/validations$'

test.each([
  ['answers 500', { path, status: 500 }],
  ['answers 502 in HTML', { path, mode: 'html' as const }],
  ['answers 200 in HTML', { path, mode: 'html' as const, status: 200 }],
  ['answers 503', { path, status: 503, headers: { 'retry-after': '60' } }],
  [
    'answers 429',
    { path, status: 429, headers: { 'retry-after': '60' }, body: { message: 'Too many requests.' } },
  ],
  ['refuses our own key', { path, status: 401, body: { message: 'Unauthorized' } }],
  ['hangs', { path, mode: 'hang' as const }],
  ['answers after 5 s', { path, delayMs: 5_000 }],
  ['resets the connection', { path, mode: 'reset' as const }],
  ['breaks off half way', { path, mode: 'truncate' as const, after: true as const }],
  ['leaves out everything', { path, status: 200, body: {} }],
  ['gives an empty key', { path, status: 200, body: { api_key: {} } }],
])(
  'when WorkOS %s, a good key is neither let in nor called bad: 503 within 2 s, one call',
  async (_, fault) => {
    const { value } = await createKey()
    emulator.clearRequests()
    emulator.addFault(fault)
    const started = performance.now()
    const response = await call(value)
    expect(performance.now() - started).toBeLessThan(2_500)
    expect(response.status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect(response.headers.get('www-authenticate')).toBeNull()
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ status: 503, code: 'upstream_unavailable' })
    expect(text + JSON.stringify(events)).not.toContain(value)
    emulator.clearFaults()
    expect(validations()).toBeLessThanOrEqual(1)
    expect((await call(value)).status).toBe(200)
  },
)

test('an outage is no excuse for an unknown key either: 503, not 401', async () => {
  emulator.addFault({ path, status: 500 })
  expect((await call('sk_nobody')).status).toBe(503)
})
