import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startApi } from './testing/start-api.ts'

test.each(['SIGINT', 'SIGTERM'] as const)(
  'prints its URL, answers there, and ends cleanly on %s',
  async signal => {
    const api = startApi({ SAMPLE_API_PORT: '0', WORKOS_API_KEY: 'sk_test' })
    const url = await api.url()
    expect(url).toMatch(/^http:\/\/localhost:\d+$/)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url.replace('localhost', '127.0.0.1')}/healthz`)).status).toBe(200)
    api.stop(signal)
    expect(await api.exitCode()).toBe(0)
  },
)

test('tells the broker on its way out which keys were used, and listens to what it is to forget', async () => {
  const seen: unknown[] = []
  const broker = createHttpServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    seen.push([request.url, request.headers.authorization, JSON.parse(body)])
    if (request.url === '/v1/usage') return response.writeHead(204).end()
    const subject = { type: 'organization', id: 'org_1' }
    const credential = { kind: 'api_key', id: 'api_key_1', organizationId: 'org_1', subject }
    return response.end(
      JSON.stringify({ credential: { ...credential, permissions: [], name: null, expiresAt: null } }),
    )
  }).listen(0, '127.0.0.1')
  await once(broker, 'listening')
  const address = broker.address()
  const token = 'the-token-of-gates-0000000000000'
  const api = startApi({
    SAMPLE_API_PORT: '0',
    KEYDESK_BROKER_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`,
    KEYDESK_GATE_TOKEN: token,
    KEYDESK_EVICT_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  })
  const url = await api.url()
  expect(seen).toEqual([])
  for (const _ of ['first', 'second'])
    expect((await fetch(`${url}/v1/whoami`, { headers: { authorization: 'Bearer sk_1' } })).status).toBe(200)
  expect((await fetch(`${url}/keydesk/evict`, { method: 'POST' })).status).toBe(400)
  api.stop()
  expect(await api.exitCode()).toBe(0)
  const used = { id: 'api_key_1', count: 2, lastUsedAt: expect.any(String) }
  expect(seen).toEqual([
    ['/v1/verify', `Bearer ${token}`, { value: 'sk_1' }],
    ['/v1/usage', `Bearer ${token}`, { entries: [used] }],
  ])
  expect(api.output.text).not.toMatch(/sk_1|whsec|the-token/)
  broker.close()
})

test('a taken port is an error that names the variable to change', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const api = startApi({ SAMPLE_API_PORT: String(port), WORKOS_API_KEY: 'sk_test' })
  expect(await api.exitCode()).toBe(1)
  expect(api.output.text).toContain(`Port ${port} is taken`)
  expect(api.output.text).toContain('SAMPLE_API_PORT')
  taken.close()
})

test('a wrong environment stops the start, with every problem at once and no stack trace', async () => {
  const api = startApi({ SAMPLE_API_PORT: 'four thousand', WORKOS_API_HTTPS: 'maybe' })
  expect(await api.exitCode()).toBe(1)
  for (const name of ['SAMPLE_API_PORT', 'WORKOS_API_KEY', 'WORKOS_API_HTTPS']) {
    expect(api.output.text).toContain(name)
  }
  expect(api.output.text).not.toMatch(/^\s+at /m)
})

test('where OpenTelemetry runs in the process, it reads the figures of the gate', async () => {
  const sdk = join(import.meta.dirname, 'testing/print-metrics.ts')
  const api = startApi({ SAMPLE_API_PORT: '0', WORKOS_API_KEY: 'sk_test' }, ['--import', sdk])
  expect((await fetch(`${await api.url()}/v1/whoami`)).status).toBe(401)
  await expect.poll(() => api.output.text).toContain("'keydesk.reason': 'missing'")
})

test('a Redis that cannot be reached is an error that names the variable to change', async () => {
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const address = free.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  free.close()
  const api = startApi({
    SAMPLE_API_PORT: '0',
    WORKOS_API_KEY: 'sk_test',
    KEYDESK_REDIS_URL: `redis://:secret@127.0.0.1:${port}`,
  })
  expect(await api.exitCode()).toBe(1)
  expect(api.output.text).toContain('KEYDESK_REDIS_URL')
  expect(api.output.text).not.toMatch(/secret|^\s+at /m)
})
