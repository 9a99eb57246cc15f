import { maxHeaderLength } from './read-bearer.ts'

const token68 = /^[A-Za-z0-9\-._~+/]+=*$/

/**
 * Whether a credential of the Bearer alphabet has two dots and base64url parts; it is then a JWT and only ever that. Looks for what
 * may not be there, which takes a tenth of the time of a pattern for what may.
 */
export const isJwt = (value: string): boolean => {
  const first = value.indexOf('.')
  if (first < 1) return false
  const second = value.indexOf('.', first + 1)
  return (
    second > first + 1 &&
    second < value.length - 1 &&
    !value.includes('.', second + 1) &&
    !value.includes('=') &&
    !value.includes('+') &&
    !value.includes('/') &&
    !value.includes('~')
  )
}

/**
 * Tells what a credential may be from its form alone, before any work is spent on it.
 * Two dots and base64url parts make a JWT and only ever that; anything else in the Bearer alphabet is an API key and only
 * ever that, so that no value is ever tried as both.
 */
export const classifyValue = (value: string): 'jwt' | 'api_key' | 'too_large' | 'malformed' => {
  if (value.length > maxHeaderLength) return 'too_large'
  if (!token68.test(value)) return 'malformed'
  return isJwt(value) ? 'jwt' : 'api_key'
}
