import { createVerifier } from '@keydesk/verify'
import { afterAll, expect, test } from 'vitest'
import * as z from 'zod'
import { createApp } from './app.ts'
import { createPosts } from './posts.ts'
import { json, serveApp } from './testing/serve-app.ts'

/** The routes of the API over HTTP. */

const { call, post, createKey, close } = await serveApp()
afterAll(() => close())

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
