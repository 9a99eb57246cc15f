import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { createWorkosWebhookHandler } from './create-workos-webhook-handler.ts'

const now = Date.parse('2026-11-22T12:00:00.000Z')

const deliver = async ({
  event = 'api_key.revoked',
  body = JSON.stringify({
    object: 'event',
    id: 'event_1',
    event,
    data: { object: 'api_key', id: 'api_key_1' },
  }),
  secret = 'hush',
  sentAt = now,
  signature,
}: {
  event?: string
  body?: string
  secret?: string
  sentAt?: number
  signature?: string
} = {}) => {
  const evicted: string[] = []
  const verifier = {
    evict: async (ids: readonly string[]) => {
      evicted.push(...ids)
      return true
    },
  }
  const handle = createWorkosWebhookHandler(verifier, { secret: ['old', 'hush'], now: () => now })
  const hex = createHmac('sha256', secret).update(`${sentAt}.${body}`).digest('hex')
  const headers = { 'workos-signature': signature ?? `t=${sentAt}, v1=${hex}` }
  const { status } = await handle(new Request('http://gate.test/webhook', { method: 'POST', headers, body }))
  return { status, evicted }
}

test.each(['api_key.revoked', 'api_key.updated'])('%s makes the gate forget the key', async event => {
  expect(await deliver({ event })).toEqual({ status: 200, evicted: ['api_key_1'] })
})

test('other events are taken and left alone', async () => {
  expect(await deliver({ event: 'api_key.created' })).toEqual({ status: 200, evicted: [] })
  expect(await deliver({ body: '{"event":"dsync.user.created","data":{}}' })).toEqual({
    status: 200,
    evicted: [],
  })
})

test.each<[string, Parameters<typeof deliver>[0], number]>([
  ['another secret', { secret: 'other' }, 401],
  ['no signature', { signature: '' }, 400],
  ['half a signature', { signature: `t=${now}, v1=abcd` }, 400],
  ['an old time', { sentAt: now - 180_001 }, 400],
  ['a time to come', { sentAt: now + 180_001 }, 400],
  ['no JSON', { body: '{' }, 400],
])('a delivery with %s is refused and changes nothing', async (_, how, status) => {
  expect(await deliver(how)).toEqual({ status, evicted: [] })
})

test('without a secret there is no handler', () => {
  expect(() => createWorkosWebhookHandler({ evict: async () => true }, { secret: '' })).toThrow(TypeError)
})
