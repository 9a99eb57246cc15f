import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
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
