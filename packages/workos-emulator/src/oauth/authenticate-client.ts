import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { findClient, listSecrets } from '../connect/application.ts'
import { hashSecret } from '../connect/client-secret.ts'
import type { Environment } from '../environment.ts'
import { Refusal, refuseGrant } from '../http/answers.ts'
import type { Application, ClientSecret } from '../state/records.ts'

/** The ways a client may show its secret (RFC 6749 §2.3.1). */
export const authenticationMethods = ['client_secret_basic', 'client_secret_post'] as const

/**
 * The application that asks and the secret it did so with, from the Authorization header or from the form. Throws
 * `invalid_client`, with a challenge when the header was used, and `invalid_request` for both ways at once (RFC 6749 §5.2).
 */
export function authenticateClient(options: {
  c: Context
  environment: Environment
  form: Partial<Record<string, string>>
}): { application: Application; secret: ClientSecret } {
  const { c, environment, form } = options
  const header = c.req.header('authorization')
  if (header !== undefined && form.client_secret !== undefined) {
    throw refuseGrant('invalid_request', 'The client authenticates in more than one way.')
  }
  const given =
    header === undefined ? { id: form.client_id, secret: form.client_secret } : readBasicHeader(header)
  if (header !== undefined && given && form.client_id !== undefined && form.client_id !== given.id) {
    throw refuseGrant('invalid_request', 'The client ids of header and body differ.')
  }
  const application = findClient(environment, given?.id ?? '')
  const hash = Buffer.from(hashSecret(given?.secret ?? ''))
  const secret = application
    ? listSecrets(environment, application.id).find(it => timingSafeEqual(Buffer.from(it.hash), hash))
    : undefined
  if (application && secret) return { application, secret }
  if (header !== undefined) c.header('WWW-Authenticate', 'Basic realm="WorkOS"')
  throw new Refusal(401, {
    error: 'invalid_client',
    error_description: 'The client is unknown, or its secret is missing or wrong.',
  })
}

/** Id and secret of a Basic header, each of which was form-encoded before they were joined (RFC 6749 §2.3.1). */
function readBasicHeader(header: string): { id: string; secret: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1]
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? []
  if (id === undefined || secret === undefined) return null
  try {
    return { id: decodeFormText(id), secret: decodeFormText(secret) }
  } catch {
    return null
  }
}

function decodeFormText(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
