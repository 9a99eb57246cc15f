/** Signature algorithms that may be allowed (RFC 7518 §3.1, RFC 8037): asymmetric ones only. */
export type Algorithm =
  | 'RS256'
  | 'RS384'
  | 'RS512'
  | 'PS256'
  | 'PS384'
  | 'PS512'
  | 'ES256'
  | 'ES384'
  | 'ES512'
  | 'EdDSA'

/** What an algorithm asks of a key and of a signature. `hash`: null where the algorithm has its own. */
export interface AlgorithmRules {
  kty: 'RSA' | 'EC' | 'OKP'
  crv: string | null
  hash: 256 | 384 | 512 | null
  pss: boolean
  /** Bytes of a signature; null: those of the key's modulus. */
  signatureLength: number | null
}

const rsa = (hash: 256 | 384 | 512, pss: boolean): AlgorithmRules => ({
  kty: 'RSA',
  crv: null,
  hash,
  pss,
  signatureLength: null,
})
const ec = (hash: 256 | 384 | 512, crv: string, signatureLength: number): AlgorithmRules => ({
  kty: 'EC',
  crv,
  hash,
  pss: false,
  signatureLength,
})

/** Every algorithm by its name. */
export const algorithms: Readonly<Record<Algorithm, AlgorithmRules>> = {
  RS256: rsa(256, false),
  RS384: rsa(384, false),
  RS512: rsa(512, false),
  PS256: rsa(256, true),
  PS384: rsa(384, true),
  PS512: rsa(512, true),
  ES256: ec(256, 'P-256', 64),
  ES384: ec(384, 'P-384', 96),
  ES512: ec(512, 'P-521', 132),
  EdDSA: { kty: 'OKP', crv: 'Ed25519', hash: null, pss: false, signatureLength: 64 },
}
