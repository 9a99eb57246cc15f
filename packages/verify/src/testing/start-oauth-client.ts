import * as oauth from 'oauth4webapi'

/** The ways `oauth4webapi` shows a client's secret. */
export const authentications = {
  client_secret_basic: oauth.ClientSecretBasic,
  client_secret_post: oauth.ClientSecretPost,
} as const

/** `oauth4webapi`, a client nobody here wrote, that has found an issuer by its metadata. */
export const startOauthClient = async (url: string, algorithm: 'oauth2' | 'oidc' = 'oauth2') => {
  // Loopback alone: elsewhere it insists on TLS.
  const insecure = { [oauth.allowInsecureRequests]: true }
  const issuer = new URL(url)
  const found = await oauth.discoveryRequest(issuer, { algorithm, ...insecure })
  const server = await oauth.processDiscoveryResponse(issuer, found)

  /** Gets a token for the client's own credentials; rejects as `oauth4webapi` does, with the issuer's `error`. */
  const mint = async (
    { id, secret, method }: { id: string; secret: string; method: keyof typeof authentications },
    parameters: Record<string, string> = {},
    { bound = false } = {},
  ): Promise<string> => {
    const client: oauth.Client = { client_id: id }
    const DPoP = bound ? oauth.DPoP(client, await oauth.generateKeyPair('ES256')) : undefined
    const answer = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authentications[method](secret),
      parameters,
      { ...insecure, ...(DPoP && { DPoP }) },
    )
    return (await oauth.processClientCredentialsResponse(server, client, answer)).access_token
  }
  return { mint }
}

/** The `error` that the issuer refused a client with, in the body or behind a challenge of the scheme the client used. */
export const readOauthError = async (refused: Promise<unknown>): Promise<unknown> => {
  const failure: unknown = await refused.then(
    () => null,
    error => error,
  )
  if (failure instanceof oauth.ResponseBodyError) return failure.error
  if (!(failure instanceof oauth.WWWAuthenticateChallengeError)) return failure
  return Object(await failure.response.json()).error
}
