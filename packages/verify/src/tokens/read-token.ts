import { createBoundedMap } from '../keys/bounded-map.ts'
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
 * Makes what takes a JWT in compact form apart (RFC 7515 §7.1). It gives null unless each part is canonical base64url, and header and
 * claims are JSON objects without twin members. Several strings for one token would slip past whatever remembers tokens.
 */
export const createTokenReader = ({
  decodeBase64url,
}: Pick<Runtime, 'decodeBase64url'>): ((token: string) => ReadToken | null) => {
  const readPart = (text: string) => (isCanonical(text) ? readJsonObject(decodeBase64url(text)) : null)
  // The tokens of one key have one header: it is read once.
  const headers = createBoundedMap<ReadToken['header']>(100)
  const readHeader = (text: string): ReadToken['header'] | null => {
    const known = headers.get(text)
    if (known !== undefined) return known
    const header = readPart(text)
    if (header !== null) headers.set(text, header)
    return header
  }
  return token => {
    const first = token.indexOf('.')
    const second = token.indexOf('.', first + 1)
    if (second < 0) return null
    const signature = token.slice(second + 1)
    const header = isCanonical(signature) ? readHeader(token.slice(0, first)) : null
    const claims = header && readPart(token.slice(first + 1, second))
    if (header === null || claims === null) return null
    return { header, claims, signed: token.slice(0, second), signature: decodeBase64url(signature) }
  }
}
