import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import { ulid } from 'ulid'
import type { Records } from '../state/records.ts'
import type { State } from '../state/state.ts'
import { createCertificate } from './certificate.ts'

type SigningKey = Records['signingKeys']

/** Signs access tokens, and publishes the key that checks them. */
export type TokenSigner = ReturnType<typeof createTokenSigner>

/**
 * Takes the signing key from the state, or makes one and keeps it there, so that tokens outlive a restart.
 * It is made when first needed, because that costs more than everything else at the start.
 */
export function createTokenSigner(options: { state: State; now: () => number }) {
  const { state, now } = options
  let loaded: ReturnType<typeof loadKey> | undefined
  const useKey = () => {
    loaded ??= loadKey(state.tables.signingKeys.values().next().value ?? createSigningKey())
    return loaded
  }

  function createSigningKey(): SigningKey {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const certificate = createCertificate({ privateKey, name: 'Keydesk local WorkOS', from: new Date(now()) })
    const value = {
      kid: `sso_oidc_key_pair_${ulid(now())}`,
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      certificate: certificate.toString('base64'),
    }
    state.commit([{ table: 'signingKeys', id: value.kid, value }])
    return value
  }

  return {
    /** The key set of `GET /sso/jwks/{clientId}`. */
    keySet: () => ({ keys: [useKey().publicKey] }),
    /** An RS256 token of these claims, good for so many seconds from now. */
    sign(claims: JWTPayload, seconds: number): Promise<string> {
      const { privateKey, publicKey } = useKey()
      const issuedAt = Math.floor(now() / 1000)
      return new SignJWT({ ...claims, jti: ulid(now()) })
        .setProtectedHeader({ alg: 'RS256', kid: publicKey.kid })
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + seconds)
        .sign(privateKey)
    },
  }
}

function loadKey({ kid, privateKey: pem, certificate }: SigningKey) {
  const privateKey = createPrivateKey(pem)
  const { n, e } = createPublicKey(privateKey).export({ format: 'jwk' })
  const thumbprint = createHash('sha256').update(Buffer.from(certificate, 'base64')).digest('base64url')
  const publicKey = {
    alg: 'RS256',
    kty: 'RSA',
    use: 'sig',
    kid,
    n,
    e,
    x5c: [certificate],
    'x5t#S256': thumbprint,
  }
  return { privateKey, publicKey }
}
