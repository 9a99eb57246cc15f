import { describe, expect, it } from 'vitest'
import { KeydeskError } from './keydesk-error.ts'
import { createLog } from './log.ts'
import { redact } from './redact.ts'
import { actors, type Broker, startBroker } from './testing/start-broker.ts'

const canary = 'sk_CANARY0123456789abcdefCANARY'

describe('what is logged', () => {
  it.each([
    ['a string', `key ${canary} end`],
    ['a field', { deep: { list: [`x${canary}`] } }],
    [
      'a header',
      { headers: { authorization: `Bearer CANARY`, cookie: 'wos-session=CANARY', 'set-cookie': ['CANARY'] } },
    ],
    ['a bearer token in words', 'Authorization: Bearer CANARY.x'],
    ['a token', 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJDQU5BUlkifQ.CANARY'],
    ['a sealed session', 'wos-session=Fe26.2*CANARY*x'],
    [
      'the value of a key',
      { value: 'CANARY', apiKey: 'CANARY', accessToken: 'CANARY', secret: 'CANARY', password: 'CANARY' },
    ],
    ['a client secret', { clientSecret: 'CANARY', client_secret: 'CANARY' }],
    ['an error', new Error(`no ${canary}`, { cause: new TypeError(canary, { cause: canary }) })],
    [
      'what hangs on an error',
      Object.assign(new Error('x'), { config: { headers: { Authorization: 'CANARY' } } }),
    ],
    ['a name', { message: canary }],
  ])('holds no secret: %s', (_, value) => {
    const lines: string[] = []
    const log = createLog({ level: 'trace', destination: { write: line => void lines.push(line) } })
    log.info({ given: value }, `said ${canary}`)
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain('CANARY')
    expect(JSON.stringify(redact(value))).not.toContain('CANARY')
  })

  it('keeps words that only look like the start of a key', () => {
    expect(redact('at node:internal/process/task_queues:104:5')).toBe(
      'at node:internal/process/task_queues:104:5',
    )
  })

  it('ends however deep it goes', () => {
    const circle: Record<string, unknown> = {}
    circle.again = circle
    expect(() => JSON.stringify(redact(circle))).not.toThrow()
  })
})

describe('a request', () => {
  const withBroker = async (
    run: (broker: Broker) => Promise<void>,
    options: Parameters<typeof startBroker>[0] = {},
  ) => {
    const broker = await startBroker(options)
    await run(broker).finally(() => broker.close())
    return broker.lines.map(line => JSON.parse(line))
  }

  it('is one line: what was asked, by whom, and what came of it', async () => {
    const lines = await withBroker(async broker => {
      await broker.ask('GET', '/api-keys?limit=7')
      await broker.ask('GET', '/api-keys/secret-looking-id', { as: actors.viewer })
    })
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'info',
        requestId: expect.any(String),
        method: 'GET',
        route: '/api-keys',
        status: 200,
        durationMs: expect.any(Number),
        organizationId: 'org_northwind',
        personId: 'user_northwind_admin',
      }),
      expect.objectContaining({
        route: '/api-keys/{id}',
        status: 404,
        code: 'not_found',
        personId: 'user_northwind_viewer',
      }),
    ])
    expect(JSON.stringify(lines)).not.toMatch(/limit=7|secret-looking-id/)
  })

  it('that fails is an error with its cause, under the id that the answer carries', async () => {
    let requestId: string | null = null
    const lines = await withBroker(
      async broker => {
        requestId = (await broker.ask('GET', '/session')).headers.get('X-Request-Id')
      },
      { actor: () => Promise.reject(new Error('the session store is down')) },
    )
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'error',
        requestId,
        code: 'internal',
        status: 500,
        cause: expect.objectContaining({
          message: 'the session store is down',
          stack: expect.stringContaining('at '),
        }),
      }),
    ])
  })

  it('never leaves a secret in the log or in an error, whatever goes wrong', async () => {
    const secrets = [canary]
    const answers: string[] = []
    const lines = await withBroker(async broker => {
      const { value } = await broker.create('Key')
      secrets.push(value, broker.emulator.apiKey)
      const ask = async (...request: Parameters<Broker['askJson']>) =>
        answers.push((await broker.askJson(...request)).text)
      const body = { name: 'Key', permissions: ['posts:read'], expiresAt: null }
      const leaks = { message: `bad ${canary}`, errors: [{ code: canary, field: canary }] }
      await ask('POST', '/api-keys/test', { body: { value } })
      await ask('POST', '/api-keys/test', {
        body: `{"value":"${canary}"`,
        headers: { Cookie: `wos-session=${canary}`, Authorization: `Bearer ${canary}` },
      })
      await ask('POST', '/api-keys/test', { body: { value: 7 } })
      await ask('GET', `/api-keys/${canary}?limit=1`)
      for (const status of [400, 401, 403, 404, 409, 422, 429, 500, 302, 200]) {
        broker.emulator.addFault({ method: 'POST', path: '.*', status, body: leaks })
        await ask('POST', '/api-keys', { body })
        broker.emulator.addFault({ method: 'POST', path: '.*', status, body: leaks })
        await ask('POST', '/api-keys/test', { body: { value: canary } })
        broker.emulator.clearFaults()
      }
      broker.emulator.addFault({ method: 'POST', path: 'api_keys$', mode: 'truncate', after: true })
      await ask('POST', '/api-keys', { body })
    })
    expect(lines.length).toBeGreaterThan(20)
    for (const secret of secrets) {
      expect(lines.map(line => JSON.stringify(line)).join('\n')).not.toContain(secret)
      expect(answers.join('\n')).not.toContain(secret)
    }
  })

  it('is answered even when its line cannot be written, or names something that cannot be read', async () => {
    const fail = () => {
      throw new Error('disk full')
    }
    const broker = await startBroker({ log: { info: fail, error: fail } })
    expect((await broker.ask('GET', '/session')).status).toBe(200)
    await broker.close()
    const hostile = Object.defineProperty({}, 'boom', { enumerable: true, get: fail })
    const thrower = await startBroker({ actor: () => Promise.reject(hostile) })
    expect((await thrower.ask('GET', '/session')).status).toBe(500)
    await thrower.close()
    const error = new KeydeskError({ code: 'internal', detail: 'x', cause: hostile })
    const other = await startBroker({ actor: () => Promise.reject(error) })
    expect((await other.ask('GET', '/session')).status).toBe(500)
    await other.close()
  })
})
