import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createVerifier } from '@keydesk/verify'
import { createEmulator } from '@keydesk/workos-emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { createApp } from './app.ts'
import { createGate } from './create-gate.ts'
import { createPosts } from './posts.ts'

/** The API over HTTP, its gate asking the local WorkOS. */

const webhookSecret = 'the secret of the endpoint'
let emulator: Awaited<ReturnType<typeof createEmulator>>
let port = 0
let close = async () => {}

beforeAll(async () => {
  emulator = await createEmulator({ port: 0, control: true })
  const { apiKey } = emulator
  const gate = createGate({
    url: 'https://api.example.com',
    tokens: { issuer: emulator.url, audience: emulator.clientId },
    keys: { from: 'workos', apiKey, apiHostname: 'localhost', port: emulator.port, https: false },
    evictSecrets: [],
    webhookSecrets: [webhookSecret],
  })
  const server = createAdaptorServer({ fetch: createApp(gate).fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
  close = async () => {
    server.close()
    await emulator.close()
  }
})
afterAll(() => close())

const createdKey = z.object({ id: z.string(), value: z.string() })

const createKey = async ({
  organization = 'org_northwind',
  permissions = ['posts:read', 'posts:write'],
} = {}) => {
  const response = await fetch(`${emulator.url}/organizations/${organization}/api_keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Nightly import', permissions }),
  })
  return createdKey.parse(await response.json())
}

const call = async (
  path: string,
  {
    value,
    headers,
    ...init
  }: RequestInit & { value?: string; headers?: Record<string, string>; duplex?: 'half' } = {},
) => {
  const response = await fetch(`http://localhost:${port}${path}`, {
    ...init,
    headers: { ...(value !== undefined && { authorization: `Bearer ${value}` }), ...headers },
  })
  const { status } = response
  return {
    status,
    headers: response.headers,
    body: z.record(z.string(), z.unknown()).parse(await response.json()),
  }
}

const json = { 'content-type': 'application/json' }
const post = (value: string, body: unknown) =>
  call('/v1/posts', { method: 'POST', value, headers: json, body: JSON.stringify(body) })

test('any valid credential learns who it is', async () => {
  const { id, value } = await createKey({ permissions: [] })
  const { status, headers, body } = await call('/v1/whoami', { value })
  expect(status).toBe(200)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(body).toEqual({
    organizationId: 'org_northwind',
    credentialId: id,
    kind: 'api_key',
    permissions: [],
    subject: { type: 'organization', id: 'org_northwind' },
    name: 'Nightly import',
    expiresAt: null,
  })
})

const mint = async (scope: string) => {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'client_northwind_sync',
    client_secret: 'public-test-secret-northwind',
    scope,
  })
  const answer = await fetch(`${emulator.url}/oauth2/token`, { method: 'POST', body })
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token
}

test('a token of an application is taken as a key is, with its scopes for permissions', async () => {
  const value = await mint('posts:read')
  const first = await call('/v1/whoami', { value })
  expect(first.body).toMatchObject({
    kind: 'm2m',
    organizationId: 'org_northwind',
    credentialId: 'client_northwind_sync',
    permissions: ['posts:read'],
    subject: { type: 'organization', id: 'org_northwind' },
    name: null,
  })
  expect(first.headers.get('server-timing')).toContain('desc="signature"')
  const again = await call('/v1/posts', { value })
  expect([again.status, again.headers.get('server-timing')]).toEqual([200, expect.stringContaining('memory')])
  expect((await post(value, { title: 'Hello' })).status).toBe(403)
})

test('a token that was tampered with is refused by its signature', async () => {
  const value = await mint('posts:read')
  const [header, , signature] = value.split('.')
  const [, claims] = (await mint('posts:read posts:write')).split('.')
  const { status, headers } = await call('/v1/whoami', { value: [header, claims, signature].join('.') })
  expect([status, headers.get('server-timing')]).toEqual([401, expect.stringContaining('signature')])
})

test('says where tokens for it come from, to anybody, and leads there whoever is refused', async () => {
  const { status, body } = await call('/.well-known/oauth-protected-resource')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    resource: 'https://api.example.com',
    authorization_servers: [emulator.url],
    scopes_supported: ['posts:read', 'posts:write'],
  })
  const { headers } = await call('/v1/whoami')
  expect(headers.get('www-authenticate')).toBe(
    'Bearer resource_metadata="https://api.example.com/.well-known/oauth-protected-resource"',
  )
})

test('posts need posts:read, and posts:write does not stand in for it', async () => {
  const writer = await createKey({ permissions: ['posts:write'] })
  const refused = await call('/v1/posts', { value: writer.value })
  expect(refused.status).toBe(403)
  expect(refused.headers.get('www-authenticate')).toContain(
    'Bearer error="insufficient_scope", scope="posts:read", ',
  )
  expect(refused.body).toMatchObject({ code: 'insufficient_scope' })
  const reader = await createKey({ permissions: ['posts:read'] })
  const { status, body } = await call('/v1/posts', { value: reader.value })
  expect(status).toBe(200)
  expect(body).toMatchObject({ organizationId: 'org_northwind', credentialId: reader.id, kind: 'api_key' })
})

test('writing needs posts:write', async () => {
  const { value } = await createKey({ permissions: ['posts:read'] })
  const { status, headers } = await post(value, { title: 'Hello' })
  expect(status).toBe(403)
  expect(headers.get('www-authenticate')).toContain('scope="posts:write"')
})

test('a post lands in the organization of its key, and no other organization sees it', async () => {
  const northwind = await createKey()
  const globex = await createKey({ organization: 'org_globex' })
  const before = await call('/v1/posts', { value: globex.value })
  const created = await post(northwind.value, { title: '  Hello  ', body: 'World' })
  expect(created.status).toBe(201)
  expect(created.body).toMatchObject({
    organizationId: 'org_northwind',
    post: { title: 'Hello', body: 'World', createdBy: northwind.id },
  })
  const listed = await call('/v1/posts', { value: northwind.value })
  expect(listed.body.data).toContainEqual(created.body.post)
  expect((await call('/v1/posts', { value: globex.value })).body.data).toEqual(before.body.data)
})

test('every field that is wrong is named', async () => {
  const { value } = await createKey()
  const { status, headers, body } = await post(value, {
    title: ' ',
    body: 7,
    'a/b': 1,
    organizationId: 'org_globex',
  })
  expect(status).toBe(422)
  expect(headers.get('content-type')).toBe('application/problem+json')
  expect(body).toMatchObject({ code: 'validation_failed', status: 422 })
  const pointers = z.array(z.object({ pointer: z.string(), detail: z.string() })).parse(body.errors)
  expect(pointers.map(({ pointer }) => pointer).sort()).toEqual([
    '#/a~1b',
    '#/body',
    '#/organizationId',
    '#/title',
  ])
})

test.each([
  ['no JSON', { headers: json, body: '{"title":' }, 400, 'malformed_request'],
  ['nothing', { headers: json, body: '' }, 400, 'malformed_request'],
  [
    'another media type',
    { headers: { 'content-type': 'text/plain' }, body: '{"title":"x"}' },
    415,
    'unsupported_media_type',
  ],
  ['null', { headers: json, body: 'null' }, 422, 'validation_failed'],
  [
    'too much',
    { headers: json, body: JSON.stringify({ title: 'x', body: 'y'.repeat(20_000) }) },
    413,
    'payload_too_large',
  ],
])('a body with %s is refused', async (_, init, status, code) => {
  const { value } = await createKey()
  expect(await call('/v1/posts', { method: 'POST', value, ...init })).toMatchObject({
    status,
    body: { code, status },
  })
})

test('a body without a length is read, and measured all the same', async () => {
  const { value } = await createKey()
  const stream = (text: string) => ({
    method: 'POST',
    value,
    headers: json,
    body: new Blob([text]).stream(),
    duplex: 'half' as const,
  })
  expect(await call('/v1/posts', stream('{"title":"In pieces"}'))).toMatchObject({ status: 201 })
  expect(await call('/v1/posts', stream(' '.repeat(20_000)))).toMatchObject({ status: 413 })
})

test('the credential is asked for before the body is looked at', async () => {
  const { status, body } = await call('/v1/posts', { method: 'POST', body: 'not JSON' })
  expect([status, body.code]).toEqual([401, 'unauthenticated'])
})

test('an unknown route and a wrong method say so, without asking for a credential', async () => {
  expect(await call('/v1/nothing')).toMatchObject({ status: 404, body: { code: 'route_not_found' } })
  const { status, headers, body } = await call('/v1/posts', { method: 'DELETE' })
  expect([status, headers.get('allow'), body.code]).toEqual([405, 'GET, HEAD, POST', 'method_not_allowed'])
})

test('health needs no credential', async () => {
  expect(await call('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } })
})

test('an unexpected failure is a 500 that tells nothing, and is handed to the host', async () => {
  const heard: Error[] = []
  const credential = {
    kind: 'api_key',
    id: 'api_key_1',
    organizationId: 'org_northwind',
    name: null,
  } as const
  const verifier = createVerifier({
    validate: async () => ({
      ok: true,
      credential: {
        ...credential,
        subject: { type: 'organization', id: 'org_northwind' },
        permissions: ['posts:read'],
        expiresAt: null,
      },
    }),
  })
  const failure = new Error('the disk is on fire')
  const posts = {
    ...createPosts(),
    list: () => {
      throw failure
    },
  }
  const app = createApp(
    { verifier, messages: {}, resource: null },
    { posts, onError: error => heard.push(error) },
  )
  const response = await app.request('/v1/posts', { headers: { authorization: 'Bearer sk_1' } })
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(JSON.parse(text)).toMatchObject({ code: 'internal', status: 500 })
  expect(text).not.toContain('fire')
  expect(heard).toEqual([failure])
})

test('says whether the key was remembered, and how long the check took', async () => {
  const { value } = await createKey()
  const timings: (string | null)[] = []
  for (const path of ['/v1/whoami', '/v1/whoami', '/v1/posts'])
    timings.push((await call(path, { value })).headers.get('server-timing'))
  timings.push((await post(value, { title: 'Hello' })).headers.get('server-timing'))
  expect(timings.map(timing => timing?.replace(/dur=\d+\.\d{3}$/, 'dur'))).toEqual([
    'gate;desc="upstream";dur',
    'gate;desc="memory";dur',
    'gate;desc="memory";dur',
    'gate;desc="memory";dur',
  ])
  const refused = async () =>
    (await call('/v1/whoami', { value: 'sk_nobody' })).headers.get('server-timing')?.split(';')[1]
  expect([await refused(), await refused()]).toEqual(['desc="upstream"', 'desc="memory"'])
  for (const path of ['/healthz', '/v1/whoami'])
    expect((await call(path)).headers.get('server-timing')).toBeNull()
})

test('what WorkOS says of a key makes the gate forget it', async () => {
  const { id, value } = await createKey()
  expect(await call('/v1/whoami', { value })).toMatchObject({ status: 200 })
  const body = JSON.stringify({ id: 'event_1', event: 'api_key.revoked', data: { id } })
  const at = Date.now()
  const signature = createHmac('sha256', webhookSecret).update(`${at}.${body}`).digest('hex')
  const tell = (headers: Record<string, string>) =>
    fetch(`http://localhost:${port}/webhooks/workos`, { method: 'POST', headers, body })
  expect((await tell({})).status).toBe(400)
  expect((await call('/v1/whoami', { value })).headers.get('server-timing')).toContain('memory')
  expect((await tell({ 'workos-signature': `t=${at}, v1=${signature}` })).status).toBe(200)
  expect((await call('/v1/whoami', { value })).headers.get('server-timing')).toContain('upstream')
  expect(await call('/webhooks/workos')).toMatchObject({ status: 405 })
  expect(await call('/keydesk/evict')).toMatchObject({ status: 404 })
})

test('two Authorization headers on the wire are 400, whichever comes first', async () => {
  const { value } = await createKey()
  const good = `Authorization: Bearer ${value}`
  expect(await statusOf([good, good])).toBe(400)
  expect(await statusOf([good, 'Authorization: Basic dTpw'])).toBe(400)
  expect(await statusOf(['Authorization: Basic dTpw', good])).toBe(400)
  expect(await statusOf([good])).toBe(200)
})

// fetch would join the two by itself, so the request is written by hand.
const statusOf = async (headers: readonly string[]): Promise<number> => {
  const socket = connect(port, '127.0.0.1')
  socket.write(
    ['GET /v1/whoami HTTP/1.1', 'Host: localhost', 'Connection: close', ...headers, '', ''].join('\r\n'),
  )
  let answer = ''
  for await (const chunk of socket) answer += chunk
  return Number(answer.split(' ')[1])
}
