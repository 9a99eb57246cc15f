import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { createEmulator } from '@keydesk/workos-emulator'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod'
import manifest from '../package.json' with { type: 'json' }
import * as edge from './edge.ts'
import * as main from './index.ts'
import type { Surroundings } from './testing/probe-api.ts'
import { serveProbeApi } from './testing/serve-probe-api.ts'
import { startWorkerd, type TestWorker } from './testing/start-workerd.ts'

/** One gate, on Node and in Cloudflare's own runtime, where nothing of Node is: the same requests get the same answers. */

const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const
const token = 'the-token-of-gates-0000000000000'
const evictKey = Buffer.alloc(32, 7)
const webhookSecret = 'the secret of the endpoint'

/** Broker and issuer in one server; `sk_…` values say what is answered. */
const around = {
  url: '',
  asked: [] as string[],
  uses: [] as unknown[],
  jwks: [] as object[],
  /** What questions about `sk_slow` wait for. */
  slow: Promise.resolve(),
}
const credential = {
  kind: 'api_key',
  id: 'api_key_1',
  organizationId: 'org_northwind',
  subject: { type: 'organization', id: 'org_northwind' },
  permissions: ['posts:read'],
  name: 'Nightly import',
  expiresAt: null,
}
const question = z.object({ value: z.string() })
const answerBroker = async (value: string): Promise<[status: number, body: unknown]> => {
  around.asked.push(value)
  if (value.startsWith('sk_slow')) await around.slow
  if (value === 'sk_down') return [500, {}]
  if (value === 'sk_elsewhere') return [307, {}]
  if (value === 'sk_unknown') return [200, { credential: null }]
  const permissions = value === 'sk_writer' ? ['posts:write'] : ['posts:read']
  return [200, { credential: { ...credential, permissions } }]
}
const server = createServer(async (request, response) => {
  const send = (status: number, body: unknown) =>
    response
      .writeHead(status, { 'content-type': 'application/json', location: '/api/keydesk/v1/stolen' })
      .end(JSON.stringify(body))
  switch (request.url) {
    case '/.well-known/oauth-authorization-server':
      return send(200, { issuer: around.url, jwks_uri: `${around.url}/jwks` })
    case '/jwks':
      return send(200, { keys: around.jwks })
    case '/api/keydesk/v1/verify':
      return send(...(await answerBroker(question.parse(await json(request)).value)))
    case '/api/keydesk/v1/usage':
      around.uses.push(await json(request))
      return response.writeHead(204).end()
    default:
      around.asked.push(`${request.url}`)
      return send(200, { credential })
  }
})

const pairs = new Map<string, Awaited<ReturnType<typeof generateKeyPair>>['privateKey']>()
let workos: Awaited<ReturnType<typeof createEmulator>>
let surroundings: Surroundings

beforeAll(async () => {
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  around.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (const alg of algorithms) {
    const { publicKey, privateKey } = await generateKeyPair(alg)
    pairs.set(alg, privateKey)
    around.jwks.push({ ...(await exportJWK(publicKey)), kid: alg, alg, use: 'sig' })
  }
  workos = await createEmulator({ port: 0 })
  surroundings = {
    broker: { url: `${around.url}/api/keydesk/v1`, token },
    issuer: around.url,
    workos: { apiKey: workos.apiKey, port: workos.port },
    evictSecret: `whsec_${evictKey.toString('base64')}`,
    webhookSecret,
  }
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await workos.close()
})
beforeEach(() => {
  Object.assign(around, { asked: [], uses: [] })
})

const sign = (alg: string, part: Record<string, unknown> = {}) => {
  const key = pairs.get(alg)
  if (key === undefined) throw new Error(`There is no key for ${alg}`)
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: around.url, sub: 'client_01', org_id: 'org_northwind', scope: 'posts:read' }
  return new SignJWT({ ...claims, iat: now, exp: now + 300, ...part })
    .setProtectedHeader({ alg, kid: alg })
    .sign(key)
}

test('both doors have the same in them, and bundlers for the edge take theirs by themselves', () => {
  expect(Object.keys(edge).sort()).toEqual(Object.keys(main).sort())
  const { '.': byItself, './edge': byName } = manifest.exports
  for (const condition of ['workerd', 'edge-light'] as const)
    expect(byItself[condition]).toEqual({ types: byName.types, default: byName.default })
})

const start = {
  'on Node': () => serveProbeApi(surroundings),
  'in workerd': () =>
    startWorkerd(`${import.meta.dirname}/testing/probe-worker.ts`, {
      SURROUNDINGS: JSON.stringify(surroundings),
    }),
}

describe.each(Object.entries(start))('%s', (_, start) => {
  let api: TestWorker
  beforeAll(async () => {
    api = await start()
  })
  afterAll(() => api.close())

  const call = async (path: string, value?: string) => {
    const headers = value === undefined ? {} : { authorization: `Bearer ${value}` }
    const response = await fetch(api.url + path, { headers })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const outcome = async (value: string) => (await call('/outcome', value)).body
  const move = (ms: number) => fetch(`${api.url}/clock?ms=${ms}`, { method: 'POST' })

  test('a key is asked about once, through either adapter', async () => {
    expect(await outcome('sk_good')).toEqual({ ok: true, credential, from: 'upstream' })
    expect(await outcome('sk_good')).toEqual({ ok: true, credential, from: 'memory' })
    for (const path of ['/fetch', '/hono'])
      expect(await call(path, 'sk_good')).toMatchObject({ status: 200, body: { id: 'api_key_1' } })
    expect(around.asked).toEqual(['sk_good'])
  })

  test.each(['/fetch', '/hono'])('%s refuses as told', async path => {
    const none = await call(path)
    expect([none.status, none.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(none.headers.get('content-type')).toBe('application/problem+json')
    expect(await call(path, 'sk_unknown')).toMatchObject({ status: 401, body: { code: 'invalid_token' } })
    expect(await call(path, 'sk_writer')).toMatchObject({ status: 403, body: { code: 'insufficient_scope' } })
    expect(await call(path, 'sk_down')).toMatchObject({ status: 503, body: { code: 'upstream_unavailable' } })
    // Where a redirect leads nobody follows it.
    expect(await call(path, 'sk_elsewhere')).toMatchObject({ status: 503 })
    expect(around.asked).not.toContain('/api/keydesk/v1/stolen')
  })

  test.each(algorithms)('a token signed by %s is let in by its signature, then from memory', async alg => {
    const signed = await sign(alg)
    expect(await outcome(signed)).toMatchObject({
      ok: true,
      from: 'signature',
      credential: { id: 'client_01' },
    })
    expect(await outcome(signed)).toMatchObject({ ok: true, from: 'memory' })
    const other = await sign(alg, { org_id: 'org_globex' })
    const forged = `${other.slice(0, other.lastIndexOf('.'))}${signed.slice(signed.lastIndexOf('.'))}`
    expect(await outcome(forged)).toMatchObject({ ok: false, code: 'invalid_token' })
    expect(await outcome(await sign(alg, { scope: 'posts:write' }))).toMatchObject({ status: 403 })
  })

  test('a signed push makes it forget a key, and one that is not signed does not', async () => {
    await outcome('sk_pushed')
    const body = JSON.stringify({ type: 'api_key.evicted', data: { apiKeyIds: ['api_key_1'] } })
    const at = Math.floor(Date.now() / 1000)
    const signature = createHmac('sha256', evictKey).update(`msg_1.${at}.${body}`).digest('base64')
    const push = (signed: string) =>
      fetch(`${api.url}/evict`, {
        method: 'POST',
        body,
        headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': `${at}`, 'webhook-signature': `v1,${signed}` },
      })
    expect((await push(signature.replace(/^./, first => (first === 'A' ? 'B' : 'A')))).status).toBe(401)
    expect(await outcome('sk_pushed')).toMatchObject({ from: 'memory' })
    expect((await push(signature)).status).toBe(204)
    expect(await outcome('sk_pushed')).toMatchObject({ from: 'upstream' })
  })

  test('asks WorkOS through its SDK, refuses the environment’s own key, and hears its webhooks', async () => {
    const created = await fetch(`${workos.url}/organizations/org_northwind/api_keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${workos.apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'A key', permissions: ['posts:read'] }),
    })
    const { id, value } = z.object({ id: z.string(), value: z.string() }).parse(await created.json())
    const ask = async (secret: string) => (await call('/workos', secret)).body
    expect(await ask(value)).toMatchObject({ ok: true, from: 'upstream', credential: { id } })
    expect(await ask(value)).toMatchObject({ ok: true, from: 'memory' })
    expect(await ask(workos.apiKey)).toMatchObject({ ok: false, code: 'invalid_token' })
    const body = JSON.stringify({ id: 'event_1', event: 'api_key.revoked', data: { id } })
    const at = Date.now()
    const signature = createHmac('sha256', webhookSecret).update(`${at}.${body}`).digest('hex')
    const headers = { 'workos-signature': `t=${at}, v1=${signature}` }
    expect((await fetch(`${api.url}/webhook`, { method: 'POST', headers, body })).status).toBe(200)
    expect(await ask(value)).toMatchObject({ ok: true, from: 'upstream' })
  })

  test('uses are reported although the request that counted them is long over', async () => {
    await outcome('sk_used')
    await move(10_000)
    await outcome('sk_used')
    await vi.waitUntil(() => around.uses.length > 0)
    const used = expect.objectContaining({ id: 'api_key_1' })
    expect(around.uses).toEqual([{ entries: expect.arrayContaining([used]) }])
  })

  test('a key is renewed behind a request that does not wait for it', async () => {
    await outcome('sk_renewed')
    await move(25_000)
    expect(await outcome('sk_renewed')).toMatchObject({ from: 'memory' })
    await vi.waitUntil(() => around.asked.filter(value => value === 'sk_renewed').length === 2)
    await move(10_000)
    expect(await outcome('sk_renewed')).toMatchObject({ from: 'memory' })
  })

  test('a caller who leaves does not keep the next one waiting', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    around.slow = promise
    const leaving = new AbortController()
    const left = fetch(`${api.url}/outcome`, {
      headers: { authorization: 'Bearer sk_slow' },
      signal: leaving.signal,
    })
    await vi.waitUntil(() => around.asked.includes('sk_slow'))
    const next = outcome('sk_slow')
    leaving.abort()
    await expect(left).rejects.toThrow()
    resolve()
    expect(await next).toMatchObject({ ok: true })
    expect(around.asked).toEqual(['sk_slow'])
  })

  test('says where its tokens come from', async () => {
    expect((await call('/.well-known/oauth-protected-resource')).body).toMatchObject({
      authorization_servers: [around.url],
    })
  })
})
