import type { JsonWebKey as NodeJsonWebKey } from 'node:crypto'
import { type Algorithm, type AlgorithmRules, algorithms } from './algorithms.ts'
import { decodeBase64url, isCanonical } from './base64url.ts'

/** Tells whether a signature over this text is this key's; at once where Node's crypto is there. */
export type CheckSignature = (
  signed: string,
  signature: Uint8Array<ArrayBuffer>,
) => boolean | Promise<boolean>

/** A public key of a JWKS as far as it is looked at (RFC 7517). */
export type PublicJwk = Readonly<Record<string, unknown>> & { kid: string; kty: string }

// Asked for instead of imported, so that the same file runs where there is no `node:`.
const nodeCrypto = globalThis.process?.getBuiltinModule?.('node:crypto')
const encoder = new TextEncoder()

/** The public members alone, so that nothing else of a stranger's JSON reaches a key parser. */
const toPublic = ({ kty, n, e, crv, x, y }: PublicJwk): NodeJsonWebKey => {
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
const isWeak = ({ kty, e, x }: PublicJwk): boolean => {
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

const byNode = (jwk: PublicJwk, rules: AlgorithmRules): CheckSignature | null => {
  if (nodeCrypto === undefined) return null
  const { createPublicKey, verify, constants } = nodeCrypto
  const key = createPublicKey({ key: toPublic(jwk), format: 'jwk' })
  const bits = key.asymmetricKeyDetails?.modulusLength
  if (rules.kty === 'RSA' && (bits === undefined || bits < 2048)) return null
  const length = rules.signatureLength ?? Math.ceil((bits ?? 0) / 8)
  const hash = rules.hash === null ? null : `sha${rules.hash}`
  const how = rules.pss
    ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: (rules.hash ?? 0) / 8 }
    : rules.kty === 'EC'
      ? { key, dsaEncoding: 'ieee-p1363' as const }
      : key
  return (signed, signature) =>
    signature.length === length && verify(hash, Buffer.from(signed, 'latin1'), how, signature)
}

const byWebCrypto = async (jwk: PublicJwk, rules: AlgorithmRules): Promise<CheckSignature | null> => {
  const hash = `SHA-${rules.hash}`
  const [imported, used] =
    rules.kty === 'OKP'
      ? [{ name: 'Ed25519' }, { name: 'Ed25519' }]
      : rules.kty === 'EC'
        ? [
            { name: 'ECDSA', namedCurve: rules.crv ?? '' },
            { name: 'ECDSA', hash },
          ]
        : rules.pss
          ? [
              { name: 'RSA-PSS', hash },
              { name: 'RSA-PSS', saltLength: (rules.hash ?? 0) / 8 },
            ]
          : [{ name: 'RSASSA-PKCS1-v1_5', hash }, { name: 'RSASSA-PKCS1-v1_5' }]
  const key = await crypto.subtle.importKey('jwk', toPublic(jwk), imported, false, ['verify'])
  const bits = 'modulusLength' in key.algorithm ? Number(key.algorithm.modulusLength) : 0
  if (rules.kty === 'RSA' && bits < 2048) return null
  const length = rules.signatureLength ?? Math.ceil(bits / 8)
  return async (signed, signature) =>
    signature.length === length && crypto.subtle.verify(used, key, signature, encoder.encode(signed))
}

/**
 * Makes the check of one key for one algorithm; null where key and algorithm do not go together, or the key is weak: RSA of fewer than
 * 2,048 bits (RFC 7518 §3.3) or with an exponent that hides nothing, Ed25519 of small order.
 */
export const importKey = async (jwk: PublicJwk, algorithm: Algorithm): Promise<CheckSignature | null> => {
  const rules = algorithms[algorithm]
  if (jwk.kty !== rules.kty || (rules.crv !== null && jwk.crv !== rules.crv)) return null
  if (jwk.alg !== undefined && jwk.alg !== algorithm) return null
  if (jwk.use !== undefined && jwk.use !== 'sig') return null
  if (isWeak(jwk)) return null
  try {
    return nodeCrypto ? byNode(jwk, rules) : await byWebCrypto(jwk, rules)
  } catch {
    return null
  }
}
