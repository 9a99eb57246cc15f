import { createServer, type RequestListener } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Verifier } from '@keydesk/verify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { toNodeListener } from '../../../packages/server/src/node.ts'
import { type Broker, startBroker } from '../../../packages/server/src/testing/start-broker.ts'
import { gateSecret } from '../../../packages/server/src/testing/start-gate.ts'
import { createApp } from './app.ts'
import { createGate } from './create-gate.ts'

/** Broker, local WorkOS and this API with its gate, each of them over HTTP, and one clock for all. */

const token = 'the-token-of-gates-0000000000000'
let offset = 0
const clock = () => Date.now() + offset

let broker: Broker
/** The broker's answers to the gate, and what they wait for before they leave. */
const answers = { given: 0, held: Promise.resolve() }
let verifier: Verifier
let api = ''
const closers: (() => Promise<void>)[] = []

const listen = async (server: ReturnType<typeof createServer>): Promise<string> => {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  closers.push(async () => {
    server.closeAllConnections()
    await new Promise(done => server.close(done))
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

beforeAll(async () => {
  // Either needs the other's address first, and asks nothing of it before a request comes.
  let serve: RequestListener = (_, response) => void response.writeHead(503).end()
  const brokerUrl = await listen(createServer((request, response) => serve(request, response)))
  const gate = createGate(
    {
      url: 'https://api.example.com',
      tokens: null,
      keys: { from: 'broker', url: `${brokerUrl}/api/keydesk/v1`, token },
      evictSecrets: [gateSecret],
      webhookSecrets: [],
    },
    { now: clock },
  )
  verifier = gate.verifier
  const server = createAdaptorServer({ fetch: createApp(gate).fetch })
  if (!('closeAllConnections' in server)) throw new Error('HTTP/1 was asked for')
  api = await listen(server)
  broker = await startBroker({
    now: () => new Date(clock()),
    config: {
      narrowing: true,
      gateTokens: [token],
      eviction: { urls: [`${api}/keydesk/evict`], secrets: [gateSecret] },
    },
  })
  serve = toNodeListener(async request => {
    const response = await broker.handler(request)
    if (request.url.endsWith('/verify')) {
      answers.given += 1
      await answers.held
    }
    return response
  })
})
beforeEach(async () => {
  offset = 0
  await broker.reset()
})
afterAll(async () => {
  for (const close of closers) await close()
  await broker.close()
})

const answer = z.object({
  credentialId: z.string().optional(),
  permissions: z.array(z.string()).optional(),
  expiresAt: z.string().nullish(),
})
const call = async (value: string, path = '/v1/whoami') => {
  const response = await fetch(`${api}${path}`, { headers: { authorization: `Bearer ${value}` } })
  const [, source] = /desc="(\w+)"/.exec(response.headers.get('server-timing') ?? '') ?? []
  return { status: response.status, source, ...answer.parse(await response.json()) }
}
/** A key that the gate knows by heart. */
const knownKey = async (fields: { permissions?: string[]; expiresAt?: string } = {}) => {
  const { apiKey, value } = await broker.create('Deploy', fields)
  await call(value)
  expect(await call(value)).toMatchObject({ status: 200, source: 'memory' })
  return { path: `/api-keys/${apiKey.id}`, id: apiKey.id, value }
}
const inHours = (hours: number) => new Date(clock() + hours * 3_600_000).toISOString()

describe('once the broker has answered', () => {
  it('a revoke, the next answer of the API is 401', async () => {
    const { path, value } = await knownKey()
    expect((await broker.askJson('DELETE', path)).status).toBe(204)
    expect(await call(value)).toMatchObject({ status: 401 })
  })

  it('a revoke of many, none of them passes', async () => {
    const keys = [await knownKey(), await knownKey(), await knownKey()]
    await broker.askJson('POST', '/api-keys/bulk-revoke', { body: { ids: keys.map(({ id }) => id) } })
    for (const { value } of keys) expect(await call(value)).toMatchObject({ status: 401 })
  })

  it('a rotation without overlap, the old key is refused and the new one passes', async () => {
    const { path, value } = await knownKey()
    const { body } = await broker.askJson('POST', `${path}/rotate`, { body: { overlapSeconds: 0 } })
    expect(await call(value)).toMatchObject({ status: 401 })
    expect(await call(Object(body).value)).toMatchObject({ status: 200 })
  })

  it('a rotation with an overlap, the old key passes to its new end and not a millisecond longer', async () => {
    const { path, value } = await knownKey()
    const { body } = await broker.askJson('POST', `${path}/rotate`, { body: { overlapSeconds: 3600 } })
    const { expiresAt } = Object(body).previous
    expect(await call(value)).toMatchObject({ status: 200, source: 'upstream', expiresAt })
    expect((await call(value)).source).toBe('memory')
    offset = Date.parse(expiresAt) - Date.now()
    expect(await call(value)).toMatchObject({ status: 401 })
  })

  it('a narrowing, what was taken away is refused and the rest passes', async () => {
    const { path, value } = await knownKey({ permissions: ['posts:read', 'posts:write'] })
    await broker.askJson('PATCH', path, { body: { permissions: ['posts:write'] } })
    expect(await call(value, '/v1/posts')).toMatchObject({ status: 403 })
    expect(await call(value)).toMatchObject({ status: 200, permissions: ['posts:write'] })
  })

  it('a shorter expiry, the key ends then and not when it once should have', async () => {
    const { path, value } = await knownKey({ expiresAt: inHours(48) })
    const expiresAt = inHours(1)
    expect((await broker.askJson('PATCH', path, { body: { expiresAt } })).status).toBe(200)
    expect(await call(value)).toMatchObject({ status: 200, source: 'upstream', expiresAt })
    offset = 3_600_000
    expect(await call(value)).toMatchObject({ status: 401 })
  })
})

describe('an answer of the broker that is on its way', () => {
  /** Changes a key that nobody has used yet, between the broker's answer about it and its arrival. Gives what the request gets. */
  const overtake = async (change: (path: string) => Promise<{ status: number }>) => {
    const { apiKey, value } = await broker.create('Deploy', { permissions: ['posts:read', 'posts:write'] })
    let release = () => {}
    answers.held = new Promise<void>(resolve => {
      release = resolve
    })
    answers.given = 0
    try {
      const asking = call(value, '/v1/posts')
      await expect.poll(() => answers.given).toBe(1)
      expect((await change(`/api-keys/${apiKey.id}`)).status).toBeLessThan(300)
      release()
      return { first: await asking, next: await call(value, '/v1/posts') }
    } finally {
      release()
    }
  }

  it('lets nobody in whose key was revoked meanwhile', async () => {
    const { first, next } = await overtake(path => broker.ask('DELETE', path))
    expect([first.status, next.status]).toEqual([401, 401])
  })

  it('lets nobody in whose key was rotated away meanwhile', async () => {
    const { first, next } = await overtake(path =>
      broker.ask('POST', `${path}/rotate`, { body: { overlapSeconds: 0 } }),
    )
    expect([first.status, next.status]).toEqual([401, 401])
  })

  it('grants nothing that was taken away meanwhile', async () => {
    const { first, next } = await overtake(path =>
      broker.ask('PATCH', path, { body: { permissions: ['posts:write'] } }),
    )
    expect([first.status, next.status]).toEqual([403, 403])
  })
})

it('keeps the last use right although WorkOS hears of the first alone', async () => {
  const { value } = await knownKey()
  offset = 20_000
  expect(await call(value)).toMatchObject({ source: 'memory' })
  await verifier.close()
  const [listed] = (await broker.list()).data
  expect(Date.parse(listed?.lastUsedAt ?? '')).toBeGreaterThan(Date.now() + 15_000)
})
