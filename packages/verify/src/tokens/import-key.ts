import type { JsonWebKey as NodeJsonWebKey } from 'node:crypto'
import { type Algorithm, type AlgorithmRules, algorithms } from './algorithms.ts'

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
 * Makes the check of one key for one algorithm; null where key and algorithm do not go together, or an RSA key has fewer than
 * 2,048 bits (RFC 7518 §3.3).
 */
export const importKey = async (jwk: PublicJwk, algorithm: Algorithm): Promise<CheckSignature | null> => {
  const rules = algorithms[algorithm]
  if (jwk.kty !== rules.kty || (rules.crv !== null && jwk.crv !== rules.crv)) return null
  if (jwk.alg !== undefined && jwk.alg !== algorithm) return null
  if (jwk.use !== undefined && jwk.use !== 'sig') return null
  try {
    return nodeCrypto ? byNode(jwk, rules) : await byWebCrypto(jwk, rules)
  } catch {
    return null
  }
}
