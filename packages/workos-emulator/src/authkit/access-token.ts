import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { createLocalJWKSet, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { ulid } from 'ulid'
import type { Change, Records } from '../state/records.ts'
import type { State } from '../state/state.ts'
import { createCertificate } from './certificate.ts'

type SigningKey = Records['signingKeys']

/** Signs access tokens, and publishes the keys that check them. */
export type TokenSigner = ReturnType<typeof createTokenSigner>

/**
 * Takes the signing keys from the state, or makes one and keeps it there, so that tokens outlive a restart.
 * It is made when first needed, because that costs more than everything else at the start.
 */
export function createTokenSigner(options: { state: State; now: () => number }) {
  const { state, now } = options
  const loaded = new Map<string, ReturnType<typeof loadKey>>()

  /** Every published key; the newest, which signs, is the first. */
  function useKeys() {
    const kept = [...state.tables.signingKeys.values()].toReversed()
    const [newest = createSigningKey(), ...older] = kept
    return { newest: useKey(newest), older: older.map(useKey) }
  }

  function useKey(record: SigningKey) {
    const key = loaded.get(record.kid) ?? loadKey(record)
    loaded.set(record.kid, key)
    return key
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

  function keySet() {
    const { newest, older } = useKeys()
    return { keys: [newest, ...older].map(key => key.publicKey) }
  }

  return {
    /** The key set of `GET /sso/jwks/{clientId}` and `GET /oauth2/jwks`. */
    keySet,
    /** Makes a new key, which signs from now on; the others stay published. Gives its id. */
    rotate(): string {
      // Before the first use there is no key to replace yet.
      useKeys()
      return createSigningKey().kid
    },
    /** Stops publishing every key but the one that signs: tokens of the others are no longer good. */
    removeOld(): void {
      const old = [...state.tables.signingKeys.keys()].slice(0, -1)
      state.commit(old.map((id): Change => ({ table: 'signingKeys', id, value: null })))
    },
    /** An RS256 token of these claims, good for so many seconds from now. */
    sign(claims: JWTPayload, seconds: number): Promise<string> {
      const { privateKey, publicKey } = useKeys().newest
      const issuedAt = Math.floor(now() / 1000)
      return new SignJWT({ ...claims, jti: ulid(now()) })
        .setProtectedHeader({ alg: 'RS256', kid: publicKey.kid })
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + seconds)
        .sign(privateKey)
    },
    /** The claims of a token that a published key has signed and that has not ended at this time; null for any other text. */
    async verify(token: string, at: number): Promise<JWTPayload | null> {
      try {
        const how = { algorithms: ['RS256'], currentDate: new Date(at) }
        return (await jwtVerify(token, createLocalJWKSet(keySet()), how)).payload
      } catch (error) {
        if (error instanceof errors.JOSEError) return null
        throw error
      }
    },
  }
}

function loadKey({ kid, privateKey: pem, certificate }: SigningKey) {
  const privateKey = createPrivateKey(pem)
  const { n = '', e = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
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
