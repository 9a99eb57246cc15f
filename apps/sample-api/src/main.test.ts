import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { afterEach, expect, test } from 'vitest'

let child: ChildProcess | undefined
afterEach(() => child?.kill('SIGKILL'))

/** Runs the API as a process of its own, from its source. */
const start = (env: Record<string, string>) => {
  const started = spawn(process.execPath, ['--conditions=keydesk:source', `${import.meta.dirname}/main.ts`], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child = started
  const output = { text: '' }
  started.stdout.on('data', chunk => {
    output.text += chunk
  })
  started.stderr.on('data', chunk => {
    output.text += chunk
  })
  const ended = once(started, 'close')
  return { started, output, exitCode: async () => (await ended)[0] }
}

const readyUrl = async ({ output }: ReturnType<typeof start>): Promise<string> => {
  for (;;) {
    const url = /Sample API ready: (\S+)/.exec(output.text)?.[1]
    if (url !== undefined) return url
    await new Promise(done => setTimeout(done, 20))
  }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'prints its URL, answers there, and ends cleanly on %s',
  async signal => {
    const api = start({ SAMPLE_API_PORT: '0', WORKOS_API_KEY: 'sk_test' })
    const url = await readyUrl(api)
    expect(url).toMatch(/^http:\/\/localhost:\d+$/)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url.replace('localhost', '127.0.0.1')}/healthz`)).status).toBe(200)
    api.started.kill(signal)
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
  const api = start({
    SAMPLE_API_PORT: '0',
    KEYDESK_BROKER_URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`,
    KEYDESK_GATE_TOKEN: token,
    KEYDESK_EVICT_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  })
  const url = await readyUrl(api)
  expect(seen).toEqual([])
  for (const _ of ['first', 'second'])
    expect((await fetch(`${url}/v1/whoami`, { headers: { authorization: 'Bearer sk_1' } })).status).toBe(200)
  expect((await fetch(`${url}/keydesk/evict`, { method: 'POST' })).status).toBe(400)
  api.started.kill('SIGTERM')
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
  const api = start({ SAMPLE_API_PORT: String(port), WORKOS_API_KEY: 'sk_test' })
  expect(await api.exitCode()).toBe(1)
  expect(api.output.text).toContain(`Port ${port} is taken`)
  expect(api.output.text).toContain('SAMPLE_API_PORT')
  taken.close()
})

test('a wrong environment stops the start, with every problem at once and no stack trace', async () => {
  const api = start({ SAMPLE_API_PORT: 'four thousand', WORKOS_API_HTTPS: 'maybe' })
  expect(await api.exitCode()).toBe(1)
  for (const name of ['SAMPLE_API_PORT', 'WORKOS_API_KEY', 'WORKOS_API_HTTPS']) {
    expect(api.output.text).toContain(name)
  }
  expect(api.output.text).not.toMatch(/^\s+at /m)
})
