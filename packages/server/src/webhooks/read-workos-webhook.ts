import { parseJsonBody, type RawBody, readBody } from '../handler/read-body.ts'
import { isKeydeskError, KeydeskError, malformedRequest } from '../keydesk-error.ts'
import { readWorkosEvent, type WorkosEvent } from './workos-event.ts'
import { isSignedBy, readSignature } from './workos-signature.ts'

/** Why a delivery was turned away, for a log or a metric. */
export type WebhookRefusal =
  | 'signature_missing'
  | 'signature_malformed'
  | 'timestamp_out_of_tolerance'
  | 'body_too_large'
  | 'body_unreadable'
  | 'signature_mismatch'
  | 'event_malformed'

/** The event of a genuine delivery, or why there is none and the error to answer with. */
export type WorkosWebhook =
  | { ok: true; event: WorkosEvent }
  | { ok: false; reason: WebhookRefusal; error: KeydeskError }

/**
 * Reads one delivery of WorkOS's: the signature over the raw body (`WorkOS-Signature: t=<ms>, v1=<hex HMAC-SHA256>`)
 * by one of `secrets`, a time within `toleranceMs` of now in either direction, at most `maxBytes`. Never throws.
 *
 * The SDK's `constructEvent` is not asked: it lets a delivery from the future pass, so that a recorded one could be
 * kept for later, and it drops a key's expiry and does not know `api_key.updated`.
 */
export const readWorkosWebhook = async ({
  request,
  secrets,
  now = () => new Date(),
  maxBytes = 262_144,
  toleranceMs = 180_000,
}: {
  request: Request
  /** The endpoint's secret; while it is being replaced, the old and the new. */
  secrets: readonly string[]
  now?: () => Date
  maxBytes?: number
  toleranceMs?: number
}): Promise<WorkosWebhook> => {
  const header = request.headers.get('WorkOS-Signature')
  if (header === null) {
    return notGenuine('signature_missing', 'A webhook needs the header WorkOS-Signature.')
  }
  const signature = readSignature(header)
  if (signature === null) {
    return notGenuine('signature_malformed', 'WorkOS-Signature must be t=<milliseconds>, v1=<hex>, once.')
  }
  // Before the body, so that a stale delivery costs no reading and no hashing.
  if (Math.abs(now().getTime() - Number(signature.timestamp)) > toleranceMs) {
    return notGenuine(
      'timestamp_out_of_tolerance',
      `The time in WorkOS-Signature must be within ${toleranceMs / 1000} seconds of now.`,
    )
  }

  let body: RawBody
  try {
    body = await readBody(request, maxBytes)
  } catch (error) {
    const known = isKeydeskError(error) ? error : malformedRequest('The request body cannot be read.')
    const reason = known.code === 'payload_too_large' ? 'body_too_large' : 'body_unreadable'
    return { ok: false, reason, error: known }
  }
  if (!isSignedBy(signature, { body: body.bytes, secrets })) {
    return notGenuine('signature_mismatch', 'No webhook secret of this endpoint made WorkOS-Signature.')
  }
  return readEvent(body)
}

const readEvent = (body: RawBody): WorkosWebhook => {
  let json: unknown
  try {
    json = parseJsonBody(body)
  } catch {
    return malformed('it is not well-formed JSON in UTF-8')
  }
  const read = readWorkosEvent(json)
  return read.ok ? read : malformed(read.places.join(', '))
}

const malformed = (how: string): WorkosWebhook => ({
  ok: false,
  reason: 'event_malformed',
  error: malformedRequest(`The event is signed but cannot be read: ${how}.`),
})

const notGenuine = (reason: WebhookRefusal, detail: string): WorkosWebhook => ({
  ok: false,
  reason,
  error: new KeydeskError({
    code: 'unauthenticated',
    detail,
    headers: { 'WWW-Authenticate': 'WorkOS-Signature' },
  }),
})
