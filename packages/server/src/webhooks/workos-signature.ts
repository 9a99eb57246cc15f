import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a `WorkOS-Signature` header says: the time in milliseconds, as it was written and signed, and an HMAC-SHA256. */
export interface WorkosSignature {
  timestamp: string
  digest: Buffer
}

/**
 * Reads `t=<ms>, v1=<hex>`, once each and in lower case; null for anything else. Versions to come may follow.
 * A header that was sent twice arrives as one with two times, and so is nothing.
 */
export const readSignature = (header: string): WorkosSignature | null => {
  const [, timestamp, hex] =
    /^t=([1-9]\d{0,14}), ?v1=([0-9a-f]{64})(?:, ?v(?!1=)\d+=[\w+/=-]+)*$/.exec(header) ?? []
  return timestamp === undefined || hex === undefined ? null : { timestamp, digest: Buffer.from(hex, 'hex') }
}

/** Whether one of the secrets signed these very bytes at that time. Every secret is tried, in constant time. */
export const isSignedBy = (
  { timestamp, digest }: WorkosSignature,
  { body, secrets }: { body: Uint8Array; secrets: readonly string[] },
): boolean =>
  secrets
    // Anybody can sign with the empty secret that a variable left blank would be.
    .filter(secret => secret !== '')
    .map(secret => createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest())
    .map(expected => timingSafeEqual(expected, digest))
    .includes(true)
