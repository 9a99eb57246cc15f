import { createHmac } from 'node:crypto'
import { readWorkosWebhook } from '../webhooks/index.ts'

/** The secret of the endpoint, and when deliveries arrive there. */
export const secret = 'whsec_of_this_endpoint'
export const at: number = Date.parse('2026-11-22T12:00:00.000Z')

/** A delivery: a user was deleted. */
export const deletion: string = JSON.stringify({
  object: 'event',
  id: 'event_01JD8Z5T7M3QF4X9K2V6B1N0CW',
  event: 'user.deleted',
  data: { object: 'user', id: 'user_northwind_admin' },
  created_at: '2026-11-22T11:59:59.000Z',
})

/** The digest that signs a body. */
export const hexOf = (body: string | Uint8Array, timestamp: number | string = at, key = secret): string =>
  createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex')

/** The header that signs a body. */
export const headerOf = (body: string | Uint8Array, timestamp: number | string = at, key = secret): string =>
  `t=${timestamp}, v1=${hexOf(body, timestamp, key)}`

/** A delivery as it arrives. */
export const toDelivery = (body: string | Uint8Array | ReadableStream, header: string | null): Request =>
  new Request('https://bff.keydesk.test/api/webhooks/workos', {
    method: 'POST',
    body,
    duplex: 'half',
    headers: header === null ? {} : { 'WorkOS-Signature': header },
  })

interface Given {
  body?: string | Uint8Array | ReadableStream
  header?: string | null
  now?: number
  secrets?: string[]
}

/** Reads a delivery that is genuine but for what is given. */
export const readDelivery = ({
  body = deletion,
  header = headerOf(deletion),
  now = at,
  secrets = [secret],
}: Given = {}): ReturnType<typeof readWorkosWebhook> =>
  readWorkosWebhook({ request: toDelivery(body, header), secrets, now: () => new Date(now) })

/** What came of it, in two words. */
export const outcomeOf = async (given: Given): Promise<string> => {
  const outcome = await readDelivery(given)
  return outcome.ok ? 'ok' : `${outcome.reason} ${outcome.error.code}`
}
