/** Longest Authorization header that is looked at, in characters; far below the 16 KiB at which Node answers 431. */
export const maxHeaderLength = 4096

/** What an Authorization header holds, as far as its form goes. */
export type Presented =
  | { kind: 'missing' | 'several' | 'too_large' | 'malformed' }
  | { kind: 'credential'; value: string }

const bearer = /^bearer +([A-Za-z0-9\-._~+/]+=*)$/i
const bearerScheme = /^bearer(?:[\s,]|$)/i
// A scheme and its credential after a comma. A parameter of one credential (`, realm="x"`) has "=" where this has a space.
const secondCredential = /,\s*[!#$%&'*+.^`|~\w-]+ +[^\s=,]/

/**
 * Reads the one Bearer credential out of an Authorization header's value (RFC 6750 §2.1, RFC 9110 §11.4).
 * Another scheme counts as no credential. Fetch joins repeated headers with ", ", which no Bearer credential can contain,
 * so a comma gives a second header away.
 */
export const readBearer = (header: string | null): Presented => {
  if (header === null || header === '') return { kind: 'missing' }
  if (header.length > maxHeaderLength) return { kind: 'too_large' }
  const value = bearer.exec(header)?.[1]
  if (value !== undefined) return { kind: 'credential', value }
  const isBearer = bearerScheme.test(header)
  if (isBearer ? header.includes(',') : secondCredential.test(header)) return { kind: 'several' }
  return { kind: isBearer ? 'malformed' : 'missing' }
}
