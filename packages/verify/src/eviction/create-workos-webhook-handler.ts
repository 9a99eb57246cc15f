import * as z from 'zod'
import type { Verifier } from '../create-verifier.ts'
import { fromHex, isSignedBy } from './hmac.ts'
import { readSignedBody } from './read-signed-body.ts'

const event = z.object({ event: z.string(), data: z.object({ id: z.string().min(1) }) })
const encoder = new TextEncoder()
const ending = new Set(['api_key.revoked', 'api_key.updated'])

/**
 * Makes the handler of WorkOS's webhooks, for a gate without a broker: what they say about a key's end or change makes this gate,
 * and with `shared` every other one, forget it. Subscribe it to `api_key.revoked` and `api_key.updated`.
 * @param secret The endpoint's signing secret in WorkOS; several while one replaces the other.
 */
export const createWorkosWebhookHandler = (
  verifier: Pick<Verifier, 'evict'>,
  { secret, now = Date.now }: { secret: string | readonly string[]; now?: () => number },
): ((request: Request) => Promise<Response>) => {
  const keys = [secret].flat().map(text => {
    if (text === '')
      throw new TypeError('createWorkosWebhookHandler needs the signing secret of its endpoint')
    return encoder.encode(text)
  })
  return async request => {
    const [, timestamp = '', hex = ''] =
      /^t=(\d{1,15}), ?v1=([0-9a-f]{64})$/i.exec(request.headers.get('workos-signature') ?? '') ?? []
    const signature = fromHex(hex)
    const read = await readSignedBody(request, {
      sentAt: timestamp === '' ? Number.NaN : Number(timestamp),
      now: now(),
      isSigned: async text => {
        if (signature === null) return false
        for (const key of keys) if (await isSignedBy(key, `${timestamp}.${text}`, signature)) return true
        return false
      },
    })
    if (!read.ok) return read.response
    const { data } = event.safeParse(read.json)
    // A repeated or late event does no harm: the key is asked about once more.
    const told = data === undefined || !ending.has(data.event) || (await verifier.evict([data.data.id]))
    return new Response(null, { status: told ? 200 : 503 })
  }
}
