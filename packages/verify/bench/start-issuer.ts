import { createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { permission } from './many-keys.ts'

/** Tokens and whose they are, as subjects are told of them. */
export interface Issued {
  issuer: string
  audience: string
  jwk: JsonWebKey & { kid: string }
  tokens: readonly string[]
}

/** Starts an issuer of M2M tokens over HTTP which has signed that many, all good for an hour. */
export const startIssuer = async (count: number): Promise<{ issued: Issued; close: () => void }> => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = {
    ...createPublicKey(privateKey).export({ format: 'jwk' }),
    kid: 'sso_oidc_key_1',
    alg: 'RS256',
    use: 'sig',
  }
  let issuer = ''
  const server = createServer((request, response) => {
    const isMetadata = request.url?.startsWith('/.well-known/')
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(isMetadata ? { issuer, jwks_uri: `${issuer}/oauth2/jwks` } : { keys: [jwk] }))
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const audience = 'client_01KEYDESKBENCH'
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const tokens = Array.from({ length: count }, (_, at) => {
    const iat = Math.floor(Date.now() / 1000) - 10
    const claims = {
      iss: issuer,
      aud: audience,
      sub: `client_${String(at % 100).padStart(26, '0')}`,
      org_id: `org_${String(at % 100).padStart(26, '0')}`,
      scope: `${permission} posts:write`,
      jti: `jti_${at}`,
      iat,
      exp: iat + 3600,
    }
    const signed = `${encode({ alg: 'RS256', kid: jwk.kid })}.${encode(claims)}`
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`
  })
  return { issued: { issuer, audience, jwk, tokens }, close: () => server.close() }
}
