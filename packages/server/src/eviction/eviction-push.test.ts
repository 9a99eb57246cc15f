import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createEvictionPush } from './eviction-push.ts'
import { evictionVectors } from './eviction-vectors.ts'
import { signMessage } from './sign-message.ts'

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(24, 2)]
const secrets = [oldKey, newKey].map(key => `whsec_${key.toString('base64')}`)
const secretPath = '/evict/hush'

interface Gate {
  url: string
  host: string
  got: { headers: IncomingHttpHeaders; body: string }[]
}
const running: (() => void)[] = []
afterEach(() => {
  for (const close of running.splice(0)) close()
})

/** A gate that takes notes and then does as it is told. */
const startGate = async (answer: RequestListener = (_, response) => response.writeHead(204).end()) => {
  const got: Gate['got'] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    got.push({ headers: request.headers, body })
    answer(request, response)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  running.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : address}`
  return { url: `http://${host}${secretPath}`, host, got }
}

const eviction = { apiKeyIds: ['api_key_01A', 'api_key_01B'], reason: 'revoked' as const }

describe('a push', () => {
  it('tells every gate the same, and who confirmed it', async () => {
    const gates = [await startGate(), await startGate((_, response) => response.end('{"evicted":2}'))]
    const push = createEvictionPush({
      urls: gates.map(({ url }) => url),
      secrets,
      now: () => new Date('2026-11-22T12:00:00.900Z'),
      id: () => 'msg_1',
    })
    const { confirmed, missed } = await push(eviction)
    expect([confirmed.sort(), missed]).toEqual([gates.map(({ host }) => host).sort(), []])
    for (const { got } of gates) {
      expect(got).toHaveLength(1)
      expect(JSON.parse(got[0]?.body ?? '')).toEqual({
        type: 'api_key.evicted',
        timestamp: '2026-11-22T12:00:00.900Z',
        data: { apiKeyIds: ['api_key_01A', 'api_key_01B'], reason: 'revoked' },
      })
      expect(got[0]?.headers).toMatchObject({
        'content-type': 'application/json',
        'webhook-id': 'msg_1',
        'webhook-timestamp': '1795348800',
      })
    }
  })

  it('is signed with each secret over the bytes that were sent', async () => {
    const gate = await startGate()
    await createEvictionPush({ urls: [gate.url], secrets })(eviction)
    const [{ headers, body } = { headers: {}, body: '' }] = gate.got
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const signatures = [oldKey, newKey].map(key => createHmac('sha256', key).update(signed).digest('base64'))
    expect(headers['webhook-signature']).toBe(signatures.map(signature => `v1,${signature}`).join(' '))
    expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1000)).toBeLessThan(5)
  })

  it('has an id of its own each time', async () => {
    const gate = await startGate()
    const push = createEvictionPush({ urls: [gate.url], secrets })
    await push(eviction)
    await push(eviction)
    const ids = gate.got.map(({ headers }) => headers['webhook-id'])
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) expect(id).toMatch(/^msg_[0-9a-f-]{36}$/)
  })

  it('asks a gate that is listed twice once, and names a key once', async () => {
    const gate = await startGate()
    const push = createEvictionPush({ urls: [gate.url, gate.url], secrets })
    expect(await push({ ...eviction, apiKeyIds: ['a', 'a', 'b'] })).toEqual({
      confirmed: [gate.host],
      missed: [],
    })
    expect(gate.got.map(({ body }) => JSON.parse(body).data.apiKeyIds)).toEqual([['a', 'b']])
  })

  it('of many keys comes in parts, and a gate that misses one of them has not confirmed', async () => {
    const apiKeyIds = Array.from({ length: 1001 }, (_, index) => `api_key_${index}`)
    const good = await startGate()
    let calls = 0
    const forgetful = await startGate((_, response) => {
      calls += 1
      response.writeHead(calls === 2 ? 500 : 204).end()
    })
    const push = createEvictionPush({ urls: [good.url, forgetful.url], secrets, timeoutMs: 5000 })
    expect(await push({ apiKeyIds, reason: 'revoked' })).toEqual({
      confirmed: [good.host],
      missed: [{ gate: forgetful.host, reason: 'refused', status: 500 }],
    })
    const parts: string[][] = good.got.map(({ body }) => JSON.parse(body).data.apiKeyIds)
    expect(parts.map(part => part.length).sort()).toEqual([1, 500, 500])
    expect(parts.flat().sort()).toEqual(apiKeyIds.sort())
  })

  it.each([
    ['no gate', [], eviction],
    ['no key', ['http://127.0.0.1:9/'], { ...eviction, apiKeyIds: [] }],
  ])('does nothing with %s', async (_, urls, what) => {
    expect(await createEvictionPush({ urls, secrets })(what)).toEqual({ confirmed: [], missed: [] })
  })
})

describe('a gate that does not confirm', () => {
  it.each([
    ['hangs', () => {}, { reason: 'timeout' }],
    ['breaks off', (_, response) => response.destroy(), { reason: 'unreachable' }],
    ['says 400', (_, response) => response.writeHead(400).end(), { reason: 'refused', status: 400 }],
    ['says 503', (_, response) => response.writeHead(503).end(), { reason: 'refused', status: 503 }],
  ] satisfies [string, RequestListener, object][])(
    'because it %s is named with the reason, and the others are told',
    async (_, answer, why) => {
      const [bad, good] = [await startGate(answer), await startGate()]
      const outcome = await createEvictionPush({ urls: [bad.url, good.url], secrets, timeoutMs: 1000 })(
        eviction,
      )
      expect(outcome).toEqual({ confirmed: [good.host], missed: [{ gate: bad.host, ...why }] })
      expect(JSON.stringify(outcome)).not.toContain('hush')
    },
  )

  it('because it is not there is unreachable', async () => {
    const push = createEvictionPush({ urls: ['http://127.0.0.1:9/hush'], secrets })
    expect(await push(eviction)).toEqual({
      confirmed: [],
      missed: [{ gate: '127.0.0.1:9', reason: 'unreachable' }],
    })
  })

  it('because it points elsewhere is not followed there', async () => {
    const elsewhere = await startGate()
    const gate = await startGate((_, response) => response.writeHead(307, { Location: elsewhere.url }).end())
    expect(await createEvictionPush({ urls: [gate.url], secrets })(eviction)).toEqual({
      confirmed: [],
      missed: [{ gate: gate.host, reason: 'redirected' }],
    })
    expect(elsewhere.got).toEqual([])
  })

  it('costs half a second once, however many there are', async () => {
    const gates = await Promise.all(Array.from({ length: 5 }, () => startGate(() => {})))
    const started = performance.now()
    const { missed } = await createEvictionPush({ urls: gates.map(({ url }) => url), secrets })(eviction)
    const took = performance.now() - started
    expect(missed).toHaveLength(5)
    expect(took).toBeGreaterThan(400)
    expect(took).toBeLessThan(1500)
  })
})

it('is not held up by a gate that answers without end', async () => {
  const gate = await startGate((_, response) => {
    response.writeHead(200)
    const talk = setInterval(() => response.write('x'.repeat(10_000)), 5)
    response.on('close', () => clearInterval(talk))
  })
  const started = performance.now()
  const { confirmed } = await createEvictionPush({ urls: [gate.url], secrets, timeoutMs: 10_000 })(eviction)
  expect(confirmed).toEqual([gate.host])
  expect(performance.now() - started).toBeLessThan(2000)
})

it.each([[[]], [['whsec_short']], [[secrets[0] ?? '', 'plain']]])(
  'cannot be made with the secrets %j',
  wrong => {
    expect(() => createEvictionPush({ urls: ['https://api.example.com/'], secrets: wrong })).toThrow(
      TypeError,
    )
  },
)

it.each(evictionVectors)('signs $what as the rest of the world does', ({ signature, ...message }) => {
  expect(signMessage(message)).toEqual({
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestamp),
    'webhook-signature': signature,
  })
})
