import type { CheckSignature, PublicJwk, Runtime } from '../runtime/runtime.ts'
import { type Algorithm, algorithms } from './algorithms.ts'
import { isCanonical } from './base64url.ts'

/** A key of a JWKS as it came (RFC 7517). */
export type FoundJwk = Readonly<Record<string, unknown>> & { kid: string; kty: string }

/** The public members alone, so that nothing else of a stranger's JSON reaches a key parser. */
const toPublic = ({ kty, n, e, crv, x, y }: FoundJwk): PublicJwk => {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  switch (kty) {
    case 'RSA':
      return { kty, n: text(n), e: text(e) }
    case 'EC':
      return { kty, crv: text(crv), x: text(x), y: text(y) }
    default:
      return { kty, crv: text(crv), x: text(x) }
  }
}

/** Points of Ed25519 of order 8 or less, as their 32 bytes may be written: under such a key one signature fits every text (RFC 8032 §5.1.7). */
const weakPoints = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

/** Whether a key of the issuer's set is worthless as such, whatever it signs. */
const isWeak = ({ kty, e, x }: FoundJwk, { decodeBase64url }: Runtime): boolean => {
  if (kty === 'RSA') {
    const exponent = typeof e === 'string' && isCanonical(e) ? decodeBase64url(e) : new Uint8Array()
    const digits = toHex(exponent).replace(/^0+/, '')
    // Even, or 1: then a signature is the text itself.
    return !/[13579bdf]$/.test(digits) || digits === '1'
  }
  if (kty !== 'OKP') return false
  if (typeof x !== 'string' || !isCanonical(x)) return true
  const point = decodeBase64url(x)
  // The highest bit is the sign of the other coordinate.
  point[31] = (point[31] ?? 0) & 0x7f
  return weakPoints.has(toHex(point))
}

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')

/**
 * Makes the check of one key for one algorithm; null where key and algorithm do not go together, or the key is weak: RSA of fewer than
 * 2,048 bits (RFC 7518 §3.3) or with an exponent that hides nothing, Ed25519 of small order.
 */
export const importKey = async (
  jwk: FoundJwk,
  algorithm: Algorithm,
  runtime: Runtime,
): Promise<CheckSignature | null> => {
  const rules = algorithms[algorithm]
  if (jwk.kty !== rules.kty || (rules.crv !== null && jwk.crv !== rules.crv)) return null
  if (jwk.alg !== undefined && jwk.alg !== algorithm) return null
  if (jwk.use !== undefined && jwk.use !== 'sig') return null
  if (isWeak(jwk, runtime)) return null
  try {
    return await runtime.importKey(toPublic(jwk), rules)
  } catch {
    return null
  }
}
