import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import { ulid } from 'ulid'
import type { State } from '../state/state.ts'
import { createCertificate } from './certificate.ts'

/** Signs access tokens, and publishes the key that checks them. */
export type TokenSigner = ReturnType<typeof createTokenSigner>

/** Takes the signing key from the state, or makes one and keeps it there, so that tokens outlive a restart. */
export function createTokenSigner(options: { state: State; now: () => number }) {
  const { state, now } = options
  const record = state.tables.signingKeys.values().next().value ?? createSigningKey()
  const privateKey = createPrivateKey(record.privateKey)
  const publicJwk = createPublicKey(privateKey).export({ format: 'jwk' })
  const thumbprint = createHash('sha256')
    .update(Buffer.from(record.certificate, 'base64'))
    .digest('base64url')

  function createSigningKey() {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const certificate = createCertificate({ privateKey, name: 'Keydesk local WorkOS', from: new Date(now()) })
    const value = {
      kid: `sso_oidc_key_pair_${ulid(now())}`,
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      certificate: certificate.toString('base64'),
    }
    state.commit({ table: 'signingKeys', id: value.kid, value })
    return value
  }

  return {
    /** The key set of `GET /sso/jwks/{clientId}`. */
    keySet: () => ({
      keys: [
        {
          alg: 'RS256',
          kty: 'RSA',
          use: 'sig',
          kid: record.kid,
          n: publicJwk.n,
          e: publicJwk.e,
          x5c: [record.certificate],
          'x5t#S256': thumbprint,
        },
      ],
    }),
    /** An RS256 token of these claims, good for so many seconds from now. */
    sign: (claims: JWTPayload, seconds: number): Promise<string> => {
      const issuedAt = Math.floor(now() / 1000)
      return new SignJWT({ ...claims, jti: ulid(now()) })
        .setProtectedHeader({ alg: 'RS256', kid: record.kid })
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + seconds)
        .sign(privateKey)
    },
  }
}
