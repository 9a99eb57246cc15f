import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { createEvictionHandler } from './create-eviction-handler.ts'

const now = Date.parse('2026-11-22T12:00:00.000Z')
const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(24, 2)]
const toSecret = (key: Buffer) => `whsec_${key.toString('base64')}`
const pushed = {
  type: 'api_key.evicted',
  timestamp: '2026-11-22T12:00:00.000Z',
  data: { apiKeyIds: ['api_key_1', 'api_key_2'], reason: 'revoked' },
}

const push = ({
  body = JSON.stringify(pushed),
  key = one,
  sentAt = now,
  signed = body,
  headers = {},
  method = 'POST',
}: {
  body?: string
  key?: Buffer
  sentAt?: number
  signed?: string
  headers?: Record<string, string>
  method?: string
} = {}) => {
  const timestamp = String(Math.floor(sentAt / 1000))
  const signature = createHmac('sha256', key).update(`msg_1.${timestamp}.${signed}`).digest('base64')
  return new Request('http://gate.test/evict', {
    method,
    headers: {
      'webhook-id': 'msg_1',
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
      ...headers,
    },
    ...(method === 'POST' && { body }),
  })
}

const gate = ({
  told = true,
  secret = toSecret(one),
}: {
  told?: boolean
  secret?: string | string[]
} = {}) => {
  const evicted: string[] = []
  const denied: [clientId: string, notBefore: number | undefined][] = []
  const verifier = {
    deny: async (clientId: string, notBefore?: number) => {
      denied.push([clientId, notBefore])
      return told
    },
    evict: async (ids: readonly string[]) => {
      evicted.push(...ids)
      return told
    },
  }
  return { evicted, denied, handle: createEvictionHandler(verifier, { secret, now: () => now }) }
}

test('a push that is signed makes the gate forget its keys', async () => {
  const { evicted, handle } = gate()
  expect((await handle(push())).status).toBe(204)
  expect(evicted).toEqual(['api_key_1', 'api_key_2'])
})

test('either secret is good while one replaces the other, on both sides', async () => {
  const { handle } = gate({ secret: [toSecret(two), toSecret(one)] })
  expect((await handle(push({ key: two }))).status).toBe(204)
  const { headers } = push()
  const both = `v1,${Buffer.alloc(32).toString('base64')} ${headers.get('webhook-signature')}`
  expect((await gate().handle(push({ headers: { 'webhook-signature': both } }))).status).toBe(204)
})

test.each<[string, Parameters<typeof push>[0], number]>([
  ['another secret', { key: two }, 401],
  ['a flipped bit', { signed: JSON.stringify(pushed).replace('api_key_1', 'api_key_3') }, 401],
  ['no signature', { headers: { 'webhook-signature': '' } }, 401],
  ['a signature that is no base64', { headers: { 'webhook-signature': 'v1,%%' } }, 401],
  ['another id than was signed', { headers: { 'webhook-id': 'msg_2' } }, 401],
  ['an old time', { sentAt: now - 181_000 }, 400],
  ['a time to come', { sentAt: now + 181_000 }, 400],
  ['no time', { headers: { 'webhook-timestamp': '' } }, 400],
  ['no JSON', { body: 'not JSON' }, 400],
  ['another shape', { body: '{"type":"api_key.evicted","data":{"apiKeyIds":"api_key_1"}}' }, 400],
  ['too much', { body: JSON.stringify({ ...pushed, more: 'x'.repeat(300_000) }) }, 400],
  ['GET', { method: 'GET' }, 405],
])('a push with %s is refused and changes nothing', async (_, how, status) => {
  const { evicted, handle } = gate()
  expect((await handle(push(how))).status).toBe(status)
  expect(evicted).toEqual([])
})

test('a push of deleted applications denies their clients the tokens of before', async () => {
  const { evicted, denied, handle } = gate()
  const data = { clientIds: ['client_1', 'client_2'], notBefore: '2026-11-22T11:59:59.000Z' }
  const body = JSON.stringify({ ...pushed, type: 'm2m_application.denied', data })
  expect((await handle(push({ body }))).status).toBe(204)
  expect(denied).toEqual([
    ['client_1', now - 1000],
    ['client_2', now - 1000],
  ])
  expect(evicted).toEqual([])
  const timeless = JSON.stringify({
    ...pushed,
    type: 'm2m_application.denied',
    data: { ...data, notBefore: 'now' },
  })
  expect((await handle(push({ body: timeless }))).status).toBe(400)
  expect(denied).toHaveLength(2)
})

test('a kind of message that is not known yet is taken and left alone', async () => {
  const { evicted, handle } = gate()
  expect(
    (await handle(push({ body: '{"type":"api_key.seen","data":{"apiKeyIds":["api_key_1"]}}' }))).status,
  ).toBe(204)
  expect(evicted).toEqual([])
})

test('a gate that could not tell the other processes has not confirmed', async () => {
  expect((await gate({ told: false }).handle(push())).status).toBe(503)
  const data = { clientIds: ['client_1'], notBefore: '2026-11-22T11:59:59.000Z' }
  const body = JSON.stringify({ ...pushed, type: 'm2m_application.denied', data })
  expect((await gate({ told: false }).handle(push({ body }))).status).toBe(503)
})

test.each(['', 'hush', 'whsec_', `whsec_${Buffer.alloc(23).toString('base64')}`, 'whsec_%%%'])(
  'the secret %j is refused at once',
  secret => {
    expect(() => gate({ secret })).toThrow(TypeError)
  },
)
