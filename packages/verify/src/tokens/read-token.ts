import type { Runtime } from '../runtime/runtime.ts'
import { isCanonical } from './base64url.ts'
import { readJsonObject } from './read-json-object.ts'

/** A token taken apart; nothing in it is believed yet. */
export interface ReadToken {
  header: Readonly<Record<string, unknown>>
  claims: Readonly<Record<string, unknown>>
  /** What was signed: the first two parts with their dot. */
  signed: string
  signature: Uint8Array<ArrayBuffer>
}

/**
 * Takes a JWT in compact form apart (RFC 7515 §7.1); null unless each part is canonical base64url, and header and claims are JSON
 * objects without twin members. Several strings for one token would slip past whatever remembers tokens.
 */
export const readToken = (
  token: string,
  { decodeBase64url }: Pick<Runtime, 'decodeBase64url'>,
): ReadToken | null => {
  const [header = '', claims = '', signature = '', ...rest] = token.split('.')
  if (rest.length > 0 || !isCanonical(header) || !isCanonical(claims) || !isCanonical(signature)) return null
  const readHeader = readJsonObject(decodeBase64url(header))
  const readClaims = readHeader && readJsonObject(decodeBase64url(claims))
  if (readHeader === null || readClaims === null) return null
  return {
    header: readHeader,
    claims: readClaims,
    signed: token.slice(0, token.lastIndexOf('.')),
    signature: decodeBase64url(signature),
  }
}
