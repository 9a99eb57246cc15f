import { constants, createPublicKey, hash, verify } from 'node:crypto'
import { leastRsaBits, type Runtime } from './runtime.ts'

/** Node, with its one-call hash: WebCrypto's digest costs a hundred times as much. */
export const nodeRuntime: Runtime = {
  fingerprint: value => hash('sha256', value, 'binary'),
  decodeBase64url: text => Buffer.from(text, 'base64url'),
  importKey: (jwk, rules) => {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
    if (rules.kty === 'RSA' && bits < leastRsaBits) return null
    const length = rules.signatureLength ?? Math.ceil(bits / 8)
    const digest = rules.hash === null ? null : `sha${rules.hash}`
    const how = rules.pss
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: (rules.hash ?? 0) / 8 }
      : rules.kty === 'EC'
        ? { key, dsaEncoding: 'ieee-p1363' as const }
        : key
    return (signed, signature) =>
      signature.length === length && verify(digest, Buffer.from(signed, 'latin1'), how, signature)
  },
}
