import type { TestedM2MApplication } from '@keydesk/contract'
import * as z from 'zod'
import { KeydeskError } from '../keydesk-error.ts'
import { readCapped } from './read-capped.ts'

/** Who asks for a token, and where. */
export interface TokenRequest {
  tokenUrl: string
  clientId: string
  clientSecret: string
  /** The request's deadline. */
  signal: AbortSignal
}

/**
 * Asks the issuer for a token by client credentials (RFC 6749 §4.4) and reads what it says, its signature unproven. Neither the secret nor
 * the token is in what it gives or throws: an upstream error of the table where the issuer cannot be asked or says nothing of tokens.
 */
export const askForToken = async ({
  tokenUrl,
  clientId,
  clientSecret,
  signal,
}: TokenRequest): Promise<TestedM2MApplication> => {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  let answer: Response
  let text: string
  try {
    answer = await fetch(tokenUrl, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(form),
      // A redirect would carry the secret to wherever it points.
      redirect: 'manual',
      signal,
    })
    text = await readCapped(answer)
  } catch (cause) {
    throw signal.aborted ? tooSlow() : unreachable(cause)
  }
  const { status } = answer
  if (status === 429 || status >= 500) throw unreachable(new Error(`The token endpoint answered ${status}`))
  const granted = answer.ok ? grantWire.safeParse(parseJson(text)) : null
  if (granted?.success) return readToken(granted.data.access_token)
  const refused = status >= 400 ? refusalWire.safeParse(parseJson(text)) : null
  if (!refused?.success) throw notAnIssuer(status)
  return { accepted: false, problem: refused.data.error === 'invalid_client' ? 'invalid_client' : 'refused' }
}

const grantWire = z.object({ access_token: z.string().min(1) })
const refusalWire = z.object({ error: z.string() })
const partWire = z.record(z.string(), z.unknown())

/** The first two parts of a JSON Web Token (RFC 7519 §3.1); the third never leaves. */
const readToken = (token: string): TestedM2MApplication => {
  const [header, claims] = token
    .split('.', 2)
    .map(part => partWire.safeParse(parseJson(Buffer.from(part, 'base64url').toString())))
  return header?.success && claims?.success
    ? { accepted: true, header: header.data, claims: claims.data }
    : { accepted: false, problem: 'opaque_token' }
}

/** What is no JSON is nothing: the parser's message would quote it. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const unreachable = (cause: unknown) =>
  new KeydeskError({
    code: 'upstream_unavailable',
    detail: 'The token endpoint cannot be reached at the moment. Try again in a few seconds.',
    headers: { 'Retry-After': '5' },
    cause,
  })

const tooSlow = () =>
  new KeydeskError({ code: 'upstream_timeout', detail: 'The token endpoint did not answer in time.' })

const notAnIssuer = (status: number) =>
  new KeydeskError({
    code: 'upstream_invalid',
    detail: 'The token endpoint gave an answer that says nothing of tokens.',
    operatorHint: 'What KEYDESK_TOKEN_URL (tokenUrl) names answers like no token endpoint: check it',
    cause: new Error(`The token endpoint answered ${status}`),
  })
