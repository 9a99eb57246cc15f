import type { Context } from 'hono'
import { refuseGrant } from '../http/answers.ts'
import { readText } from '../http/body.ts'

/**
 * The parameters of a form as OAuth reads them (RFC 6749 §3.2): one without a value counts as left out, one that comes
 * twice is `invalid_request`, and so is any other kind of body. What the URL says is not looked at.
 */
export async function readForm(c: Context): Promise<Partial<Record<string, string>>> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    throw refuseGrant('invalid_request', 'The body must be application/x-www-form-urlencoded.')
  }
  const entries = [...new URLSearchParams(await readText(c))]
  if (new Set(entries.map(([name]) => name)).size < entries.length) {
    throw refuseGrant('invalid_request', 'A parameter is included more than once.')
  }
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}
