import { Hono } from 'hono'
import type { Environment } from '../environment.ts'
import { authenticationMethods } from './authenticate-client.ts'

/** What the issuer says of itself (RFC 8414, OpenID Connect Discovery), and `GET /oauth2/jwks`. It names only what there is. */
export function createMetadataRoutes({ signer, url }: Environment) {
  const describe = () => ({
    issuer: url(),
    token_endpoint: `${url()}/oauth2/token`,
    token_endpoint_auth_methods_supported: authenticationMethods,
    introspection_endpoint: `${url()}/oauth2/introspection`,
    introspection_endpoint_auth_methods_supported: authenticationMethods,
    jwks_uri: `${url()}/oauth2/jwks`,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
  })

  return new Hono()
    .get('/.well-known/oauth-authorization-server', c => c.json(describe()))
    .get('/.well-known/openid-configuration', c =>
      c.json({
        ...describe(),
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
    )
    .get('/oauth2/jwks', c => c.json(signer.keySet()))
}
