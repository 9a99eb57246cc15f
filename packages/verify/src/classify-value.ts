import { maxHeaderLength } from './read-bearer.ts'

const jwt = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/
const token68 = /^[A-Za-z0-9\-._~+/]+=*$/

/** Whether a credential has two dots and base64url parts; it is then a JWT and only ever that. */
export const isJwt = (value: string): boolean => value.includes('.') && jwt.test(value)

/**
 * Tells what a credential may be from its form alone, before any work is spent on it.
 * Two dots and base64url parts make a JWT and only ever that; anything else in the Bearer alphabet is an API key and only
 * ever that, so that no value is ever tried as both.
 */
export const classifyValue = (value: string): 'jwt' | 'api_key' | 'too_large' | 'malformed' => {
  if (value.length > maxHeaderLength) return 'too_large'
  if (isJwt(value)) return 'jwt'
  return token68.test(value) ? 'api_key' : 'malformed'
}
