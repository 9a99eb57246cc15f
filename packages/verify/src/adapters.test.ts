import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withCredential as aroundExpress } from './express.ts'
import { withCredential as aroundFastify } from './fastify.ts'
import { withCredential as aroundFetch } from './fetch.ts'
import { requireCredential } from './hono.ts'
import { createVerifier, type Verifier } from './index.ts'
import { withCredential as aroundNode } from './node.ts'
import type { Validation } from './validate.ts'

/** Every adapter over real HTTP: the same request gets the same answer, whatever the framework. */

const needs = { permissions: ['posts:read'] }
const upstream: { answer: Validation } = { answer: { ok: false, code: 'unknown' } }
const yes = (...permissions: string[]): Validation => ({
  ok: true,
  credential: {
    kind: 'api_key',
    id: 'api_key_1',
    organizationId: 'org_northwind',
    subject: { type: 'organization', id: 'org_northwind' },
    permissions,
    name: null,
    expiresAt: null,
  },
})

const listen = async (server: Server): Promise<{ port: number; close: () => unknown }> => {
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

/** Serves a handler of `Request`s by `node:http`, with repeated headers joined as fetch has them. */
const serveFetch = (handle: (request: Request) => Response | Promise<Response>) =>
  listen(
    createServer(async (incoming, outgoing) => {
      const headers = new Headers()
      for (let at = 0; at < incoming.rawHeaders.length; at += 2)
        headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '')
      const response = await handle(new Request(`http://api.test${incoming.url}`, { headers }))
      outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text())
    }),
  )

const adapters: Record<string, (verifier: Verifier) => Promise<{ port: number; close: () => unknown }>> = {
  fetch: verifier =>
    serveFetch(aroundFetch(verifier, needs, (_, { organizationId }) => Response.json({ organizationId }))),
  hono: verifier => {
    const app = new Hono().get('/', requireCredential(verifier, needs), c =>
      c.json({ organizationId: c.var.credential.organizationId }),
    )
    return serveFetch(request => app.fetch(request))
  },
  node: verifier =>
    listen(
      createServer(
        aroundNode(verifier, needs, (_, response, { organizationId }) => {
          response
            .writeHead(200, { 'content-type': 'application/json' })
            .end(JSON.stringify({ organizationId }))
        }),
      ),
    ),
  express: verifier => {
    const app = express()
    app.get(
      '/',
      aroundExpress(verifier, needs, ({ credential }, response) => {
        response.json({ organizationId: credential.organizationId })
      }),
    )
    return listen(createServer(app))
  },
  fastify: async verifier => {
    const app = fastify()
    app.get(
      '/',
      aroundFastify(verifier, needs, (_, __, { organizationId }) => ({ organizationId })),
    )
    await app.listen({ port: 0, host: '127.0.0.1' })
    return { port: (app.server.address() as AddressInfo).port, close: () => app.close() }
  },
}

/** Sends headers as they are, twice where they are listed twice. */
const call = (port: number, authorization: string[] = [], path = '/') =>
  new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: unknown }>(
    (resolve, reject) => {
      const headers = ['Host', 'api.test', ...authorization.flatMap(value => ['Authorization', value])]
      httpRequest({ port, path, host: '127.0.0.1', headers }, async response => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve({ status: response.statusCode, headers: response.headers, body: JSON.parse(text) })
      })
        .on('error', reject)
        .end()
    },
  )

describe.each(Object.entries(adapters))('%s', (_, serve) => {
  let server: { port: number; close: () => unknown }
  let verifier: Verifier
  beforeAll(async () => {
    verifier = createVerifier({ validate: async () => upstream.answer })
    server = await serve(verifier)
  })
  afterAll(() => server.close())
  beforeEach(() => {
    upstream.answer = yes('posts:read')
  })

  test('lets a credential in, asked about or remembered', async () => {
    for (const _ of ['asked', 'remembered'])
      expect(await call(server.port, ['Bearer sk_good'])).toMatchObject({
        status: 200,
        body: { organizationId: 'org_northwind' },
      })
    expect(verifier.stats()).toMatchObject({ upstreamCalls: 1, accepted: 2 })
  })

  test('refuses as told, with problem details that nobody caches', async () => {
    const { status, headers, body } = await call(server.port)
    expect(status).toBe(401)
    expect(headers).toMatchObject({
      'www-authenticate': 'Bearer',
      'cache-control': 'no-store',
      'content-type': expect.stringMatching(/^application\/problem\+json/),
    })
    expect(body).toMatchObject({
      type: 'urn:keydesk:problem:unauthenticated',
      status: 401,
      code: 'unauthenticated',
    })
  })

  test('refuses two credentials, although Node itself hides the second', async () => {
    expect(await call(server.port, ['Bearer sk_good', 'Bearer sk_other'])).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    })
  })

  test('refuses a credential that may not do this, and says what it takes', async () => {
    upstream.answer = yes('posts:write')
    const { status, headers } = await call(server.port, ['Bearer sk_writer'])
    expect([status, headers['www-authenticate']]).toEqual([
      403,
      'Bearer error="insufficient_scope", scope="posts:read"',
    ])
  })

  test('refuses one that is not known, and says when to come back where nobody can tell', async () => {
    upstream.answer = { ok: false, code: 'unknown' }
    expect(await call(server.port, ['Bearer sk_bad'])).toMatchObject({
      status: 401,
      body: { code: 'invalid_token' },
    })
    upstream.answer = { ok: false, code: 'unavailable', cause: 'down', retryAfter: 7 }
    expect(await call(server.port, ['Bearer sk_new'])).toMatchObject({
      status: 503,
      headers: { 'retry-after': '7' },
    })
  })
})

test('what an Express handler throws goes to the handlers of errors, whether the key is remembered or not', async () => {
  upstream.answer = yes('posts:read')
  const verifier = createVerifier({ validate: async () => upstream.answer })
  const app = express()
  const fail = () => {
    throw new Error('broken')
  }
  app.get('/at-once', aroundExpress(verifier, needs, fail))
  app.get(
    '/later',
    aroundExpress(verifier, needs, async () => fail()),
  )
  app.use((error: Error, _: express.Request, response: express.Response, __: express.NextFunction) => {
    response.status(500).json({ said: error.message })
  })
  const server = await listen(createServer(app))
  for (const path of ['/at-once', '/at-once', '/later'])
    expect(await call(server.port, ['Bearer sk_good'], path)).toMatchObject({
      status: 500,
      body: { said: 'broken' },
    })
  server.close()
})

test('what follows the request reaches a fetch handler, as with the routes of Next', async () => {
  upstream.answer = yes('posts:read')
  const verifier = createVerifier({ validate: async () => upstream.answer })
  const GET = aroundFetch(
    verifier,
    needs,
    async (_, { id }, { params }: { params: Promise<{ post: string }> }) =>
      Response.json({ id, ...(await params) }),
  )
  const request = new Request('http://api.test/', { headers: { authorization: 'Bearer sk_good' } })
  const answer = await GET(request, { params: Promise.resolve({ post: '7' }) })
  expect(await answer.json()).toEqual({ id: 'api_key_1', post: '7' })
})
