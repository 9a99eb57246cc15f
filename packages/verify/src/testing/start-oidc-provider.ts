import { generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type ClientMetadata, type JWK } from 'oidc-provider'
import { onTestFinished } from 'vitest'

/** A client of `oidc-provider`, the organization its tokens are for, and how it shows its secret. */
export interface OidcClient {
  id: string
  secret: string
  organizationId: string
  method: 'client_secret_basic' | 'client_secret_post'
}

/** The API that tokens of JWT form are for, and another that is given opaque ones. */
export const api = 'https://api.acme.test'
export const otherApi = 'https://other.acme.test'
export const opaqueApi = 'https://opaque.acme.test'

const scope = 'posts:read posts:write'

const createKey = (alg: 'RS256' | 'ES256'): JsonWebKey & { kid: string; alg: string; use: string } => {
  const pair =
    alg === 'RS256'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...pair.privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg, use: 'sig' }
}

export const createIssuerKeys = () => [createKey('RS256'), createKey('ES256')]

/** `oidc-provider`, an issuer nobody here wrote, over HTTP: client credentials for JWT access tokens (RFC 9068, RFC 8707). */
export const startOidcProvider = async (
  clients: readonly OidcClient[],
  { keys = createIssuerKeys() } = {},
) => {
  let algorithm: 'RS256' | 'ES256' = 'RS256'
  const introspectionErrors: string[] = []
  let handle: RequestListener = () => {}
  const server = createServer((request, response) => handle(request, response))
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const toMetadata = ({ id, secret, method }: OidcClient): ClientMetadata => ({
    client_id: id,
    client_secret: secret,
    token_endpoint_auth_method: method,
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    scope,
  })
  /** It reads keys and clients when it is made: another in its place, at the same address, is what a rotation looks like. */
  const serve = (known: readonly OidcClient[]) => {
    const provider = new Provider(url, {
      jwks: { keys: keys as JWK[] },
      clients: known.map(toMetadata),
      scopes: scope.split(' '),
      ttl: { ClientCredentials: 3600 },
      clientBasedCORS: () => false,
      extraTokenClaims: (_context, token) => ({
        org_id: known.find(({ id }) => id === token.clientId)?.organizationId,
      }),
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        introspection: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => api,
          getResourceServerInfo: (_context, resource) => ({
            scope,
            audience: resource,
            ...(resource === opaqueApi
              ? { accessTokenFormat: 'opaque' as const }
              : { accessTokenFormat: 'jwt' as const, jwt: { sign: { alg: algorithm } } }),
          }),
        },
      },
    })
    provider.on('introspection.error', (_context, { error }) => introspectionErrors.push(error))
    handle = provider.callback()
  }
  serve(clients)

  return {
    url,
    /** The names of the errors that introspection was answered with. */
    introspectionErrors,
    /** Signs with a new key from now on; the old ones stay published unless they are withdrawn. */
    rotateKeys: ({ withdraw = false }: { withdraw?: boolean } = {}) => {
      keys = [...createIssuerKeys(), ...(withdraw ? [] : keys)]
      serve(clients)
    },
    signWith: (alg: 'RS256' | 'ES256') => {
      algorithm = alg
    },
    /** Knows these clients alone from now on. */
    replaceClients: serve,
  }
}
