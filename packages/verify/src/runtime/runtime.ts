import type { AlgorithmRules } from '../tokens/algorithms.ts'

/** Turns a credential into what it is remembered by: 32 bytes, one per character, from which nobody gets it back. */
export type Fingerprint = (value: string) => string | Promise<string>

/** Tells whether a signature over this text is one key's; at once where the runtime can. */
export type CheckSignature = (
  signed: string,
  signature: Uint8Array<ArrayBuffer>,
) => boolean | Promise<boolean>

/** The public members of a JWK (RFC 7517), as texts. */
export type PublicJwk = { kty: string } & Partial<Record<'n' | 'e' | 'crv' | 'x' | 'y', string>>

/** What the gate takes from the runtime it is in. */
export interface Runtime {
  /** SHA-256. */
  fingerprint: Fingerprint
  /** The bytes of a text that `isCanonical` has passed. */
  decodeBase64url(text: string): Uint8Array<ArrayBuffer>
  /** Imports a key of the rules' kind; null for an RSA key of fewer than 2,048 bits, throws or rejects for one that is none. */
  importKey(jwk: PublicJwk, rules: AlgorithmRules): CheckSignature | null | Promise<CheckSignature | null>
}

/** The shortest RSA key that is believed, in bits (RFC 7518 §3.3). */
export const leastRsaBits = 2048
