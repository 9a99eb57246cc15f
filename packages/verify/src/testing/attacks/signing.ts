import { constants, generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto'
import type { RefusalReason } from '../../refusal-event.ts'
import type { Algorithm } from '../../tokens/algorithms.ts'
import type { TokenProfile } from '../../tokens/check-claims.ts'

/** The moment at which the corpus is sent. */
export const now = Date.parse('2026-11-22T12:00:00.000Z')
export const seconds = now / 1000
export const audience = 'https://api.test'

/** A token that must be refused, and for which reason: one that is refused for another proves nothing. */
export interface Attack {
  name: string
  token: string
  reason: RefusalReason
  /** The one profile that it is an attack on. Default: both. */
  profile?: TokenProfile
}

export const refusedAs = (
  reason: RefusalReason,
  tokens: Readonly<Record<string, string>>,
  profile?: TokenProfile,
): Attack[] =>
  Object.entries(tokens).map(([name, token]) => ({ name, token, reason, ...(profile && { profile }) }))

export interface Signer {
  algorithm: Algorithm
  privateKey: KeyObject
  publicKey: KeyObject
}

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve })

/** A key for each kind of signature. */
export const signers: readonly Signer[] = [
  { algorithm: 'RS256', ...rsa() },
  { algorithm: 'PS256', ...rsa() },
  { algorithm: 'ES256', ...ec('P-256') },
  { algorithm: 'ES384', ...ec('P-384') },
  { algorithm: 'EdDSA', ...generateKeyPairSync('ed25519') },
]
/** Somebody whose keys the issuer does not publish. */
export const stranger: Signer = { algorithm: 'RS256', ...rsa() }
export const kidOf = ({ algorithm }: Signer) => `kid_${algorithm}`
export const toJwk = (signer: Signer) => ({
  ...signer.publicKey.export({ format: 'jwk' }),
  kid: kidOf(signer),
})

export const encode = (value: string | Uint8Array) => Buffer.from(value).toString('base64url')
/** Three parts of a token. */
export const partsOf = (token: string): [string, string, string] => {
  const [header = '', payload = '', signature = ''] = token.split('.')
  return [header, payload, signature]
}

/** Signs as `algorithm` wants it, or with another hash, encoding or salt. */
export const sign = (
  text: string,
  { algorithm, privateKey: key }: Signer,
  {
    hash = algorithm === 'ES384' ? 'sha384' : 'sha256',
    dsaEncoding = 'ieee-p1363',
    saltLength = 32,
  }: { hash?: string; dsaEncoding?: 'der' | 'ieee-p1363'; saltLength?: number } = {},
): Buffer => {
  const data = Buffer.from(text)
  if (algorithm === 'EdDSA') return signBytes(null, data, key)
  if (algorithm.startsWith('ES')) return signBytes(hash, data, { key, dsaEncoding })
  const padding = algorithm === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING
  return signBytes(hash, data, { key, padding, saltLength })
}

/** What makes tokens of one issuer, well signed unless they say otherwise. */
export const createMint = (signer: Signer, issuer: string) => {
  const claims = (part: Record<string, unknown> = {}) => ({
    iss: issuer,
    aud: audience,
    sub: 'client_01',
    client_id: 'client_01',
    org_id: 'org_northwind',
    scope: 'posts:read',
    jti: 'jti_1',
    // Older than the key set, so that its no about a key is certain.
    iat: seconds - 60,
    exp: seconds + 300,
    ...part,
  })
  const header = (part: Record<string, unknown> = {}) => ({
    alg: signer.algorithm,
    typ: 'at+jwt',
    kid: kidOf(signer),
    ...part,
  })
  const signParts = (signed: string, by: Signer = signer) => `${signed}.${encode(sign(signed, by))}`
  /** A token of these very texts. */
  const makeRaw = (head: string | Uint8Array, payload: string | Uint8Array) =>
    signParts(`${encode(head)}.${encode(payload)}`)
  const make = (
    part: Record<string, unknown> = {},
    head: Record<string, unknown> = {},
    by: Signer = signer,
  ) => signParts(`${encode(JSON.stringify(header(head)))}.${encode(JSON.stringify(claims(part)))}`, by)
  return {
    signer,
    claims,
    make,
    makeRaw,
    signParts,
    /** Both parts as JSON, to be tampered with. */
    head: JSON.stringify(header()),
    text: JSON.stringify(claims()),
  }
}

export type Mint = ReturnType<typeof createMint>
