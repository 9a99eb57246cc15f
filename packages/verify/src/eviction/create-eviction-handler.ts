import * as z from 'zod'
import type { Verifier } from '../create-verifier.ts'
import { fromBase64, isSignedBy } from './hmac.ts'
import { readSignedBody } from './read-signed-body.ts'

const ids = z.array(z.string().min(1)).max(500)
const evicted = z.object({ apiKeyIds: ids })
const denied = z.object({ clientIds: ids, notBefore: z.iso.datetime({ offset: true }) })
const message = z.object({ type: z.string(), data: z.unknown() })

/**
 * Makes the handler of the broker's pushes: mount it at the address that `KEYDESK_EVICT_URLS` names. It answers 204 once this
 * process, and with `shared` every other one, has been told which keys to forget; 503 where the others could not be. Clients to
 * deny are denied in this process.
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
    const { data: said } = message.safeParse(read.json)
    const answer = (status: 204 | 400 | 503) => new Response(null, { status })
    if (said === undefined) return answer(400)
    if (said.type === 'api_key.evicted') {
      const { data } = evicted.safeParse(said.data)
      if (data === undefined) return answer(400)
      return answer((await verifier.evict(data.apiKeyIds)) ? 204 : 503)
    }
    if (said.type === 'm2m_application.denied') {
      const { data } = denied.safeParse(said.data)
      if (data === undefined) return answer(400)
      for (const clientId of data.clientIds) verifier.deny(clientId, Date.parse(data.notBefore))
    }
    // A kind that is not known yet is not ours to refuse.
    return answer(204)
  }
}
