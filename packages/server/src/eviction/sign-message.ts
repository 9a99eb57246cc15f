import { createHmac } from 'node:crypto'

const prefix = 'whsec_'

/** The bytes behind a `whsec_<base64>` secret, 24 to 64 of them (Standard Webhooks, "Signature scheme"); null for anything else. */
export const readSigningSecret = (secret: string): Buffer | null => {
  const base64 = secret.slice(prefix.length)
  const bytes = Buffer.from(base64, 'base64')
  // Node skips what is not base64, so only a secret that comes back the same was read in full.
  const isWhole = secret.startsWith(prefix) && bytes.toString('base64') === base64
  return isWhole && bytes.byteLength >= 24 && bytes.byteLength <= 64 ? bytes : null
}

/** The three headers of a signed message by Standard Webhooks 1.0.0, with one signature for each secret. Throws on an unreadable secret. */
export const signMessage = ({
  id,
  timestamp,
  body,
  secrets,
}: {
  id: string
  /** Seconds since 1970. */
  timestamp: number
  body: string
  secrets: readonly string[]
}): { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string } => {
  const signatures = secrets.map(secret => {
    const key = readSigningSecret(secret)
    if (!key) throw new TypeError('A signing secret must be whsec_ and the base64 of 24 to 64 bytes.')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}
