import { createHmac } from 'node:crypto'

/** The `WorkOS-Signature` of a body: the time in milliseconds and the HMAC-SHA256 of `<time>.<body>`, as hex. */
export function signWebhook(options: { body: string; secret: string; at: number }): string {
  const { body, secret, at } = options
  return `t=${at}, v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`
}
