import * as z from 'zod'
import type { Verifier } from '../create-verifier.ts'
import { fromBase64, isSignedBy } from './hmac.ts'
import { readSignedBody } from './read-signed-body.ts'

const ids = z.array(z.string().min(1)).max(500)

const evicted = z.object({ type: z.literal('api_key.evicted'), data: z.object({ apiKeyIds: ids }) })

const denied = z.object({
  type: z.literal('m2m_application.denied'),
  data: z.object({
    clientIds: ids,
    notBefore: z.iso.datetime({ offset: true }).transform(text => Date.parse(text)),
  }),
})

// A kind that is not known yet is not ours to refuse.
const unknown = z.object({ type: z.string().refine(type => !known.includes(type)) })

const known = ['api_key.evicted', 'm2m_application.denied']

const message = z.union([evicted, denied, unknown.transform(() => null)])

const answer = (told: boolean): Response => new Response(null, { status: told ? 204 : 503 })

/**
 * Makes the handler of the broker's pushes: mount it at the address that `KEYDESK_EVICT_URLS` names. Keys are forgotten,
 * clients of deleted M2M applications denied, and it answers 204 once this process, and with `shared` every other one, has been told;
 * 503 where the others could not be.
 * Messages are signed by Standard Webhooks with `KEYDESK_EVICT_SECRET`; throws a TypeError for a secret of another form.
 * @param secret `whsec_` and base64; several while one replaces the other.
 */
export const createEvictionHandler = (
  verifier: Pick<Verifier, 'evict' | 'deny'>,
  { secret, now = Date.now }: { secret: string | readonly string[]; now?: () => number },
): ((request: Request) => Promise<Response>) => {
  const keys = [secret].flat().map(text => {
    const key = text.startsWith('whsec_') ? fromBase64(text.slice('whsec_'.length)) : null
    if (key === null || key.length < 24)
      throw new TypeError('An eviction secret is whsec_ and the base64 of 24 bytes or more')
    return key
  })
  return async request => {
    const id = request.headers.get('webhook-id') ?? ''
    const timestamp = request.headers.get('webhook-timestamp') ?? ''
    const signatures = (request.headers.get('webhook-signature') ?? '').split(' ').flatMap(part => {
      const signature = part.startsWith('v1,') ? fromBase64(part.slice('v1,'.length)) : null
      return signature === null ? [] : [signature]
    })
    const read = await readSignedBody(request, {
      sentAt: /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN,
      now: now(),
      isSigned: async text => {
        const signed = `${id}.${timestamp}.${text}`
        for (const key of keys)
          for (const signature of signatures) if (await isSignedBy(key, signed, signature)) return true
        return false
      },
    })
    if (!read.ok) return read.response
    const { data } = message.safeParse(read.json)
    if (data === undefined) return new Response(null, { status: 400 })
    if (data === null) return new Response(null, { status: 204 })
    if (data.type === 'm2m_application.denied') {
      const { clientIds, notBefore } = data.data
      const told = await Promise.all(clientIds.map(clientId => verifier.deny(clientId, notBefore)))
      return answer(told.every(Boolean))
    }
    return answer(await verifier.evict(data.data.apiKeyIds))
  }
}
