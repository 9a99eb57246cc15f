import * as oauth from 'oauth4webapi'
import { url } from './stack.ts'

/** What a client shows to get a token, and how. */
export interface ClientCredentials {
  id: string
  secret: string
  method: 'client_secret_basic' | 'client_secret_post'
}

/** What the sample API answered: the status, and the `error` of its challenge where it refused. */
export interface ApiAnswer {
  status: number
  error: string | null
}

/** A standard OAuth client that has found out where tokens for the sample API come from. */
export interface OAuthClient {
  /** A token and the moment it ends, in milliseconds. Rejects with the issuer's refusal. */
  mint: (credentials: ClientCredentials) => Promise<{ token: string; endsAt: number }>
  /** The `error` that a client is refused a token with; null where it gets one. */
  refusalOf: (credentials: ClientCredentials) => Promise<string | null>
  call: (token: string, method: 'GET' | 'POST', path: string) => Promise<ApiAnswer>
}

// Loopback alone: elsewhere it insists on TLS.
const insecure = { [oauth.allowInsecureRequests]: true }
const ways = { client_secret_basic: oauth.ClientSecretBasic, client_secret_post: oauth.ClientSecretPost }

/** `oauth4webapi`, which nobody here wrote. It is told the address of the API, and finds the rest by metadata (RFC 9728, 8414). */
export const startOAuthClient = async (): Promise<OAuthClient> => {
  const api = new URL(url.sampleApi)
  const described = await oauth.resourceDiscoveryRequest(api, insecure)
  const { authorization_servers } = await oauth.processResourceDiscoveryResponse(api, described)
  const issuer = new URL(authorization_servers?.[0] ?? '')
  const found = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure })
  const server = await oauth.processDiscoveryResponse(issuer, found)

  const mint: OAuthClient['mint'] = async ({ id, secret, method }) => {
    const client: oauth.Client = { client_id: id }
    const show = ways[method](secret)
    const answer = await oauth.clientCredentialsGrantRequest(server, client, show, {}, insecure)
    const granted = await oauth.processClientCredentialsResponse(server, client, answer)
    return { token: granted.access_token, endsAt: Date.now() + (granted.expires_in ?? 0) * 1_000 }
  }
  return {
    mint,
    refusalOf: credentials => mint(credentials).then(() => null, readError),
    call: async (token, method, path) => {
      const headers = new Headers(method === 'POST' ? { 'Content-Type': 'application/json' } : {})
      const body = method === 'POST' ? JSON.stringify({ title: 'Hello', body: 'By a service.' }) : null
      const target = new URL(path, api)
      try {
        const answer = await oauth.protectedResourceRequest(token, method, target, headers, body, insecure)
        await answer.body?.cancel()
        return { status: answer.status, error: null }
      } catch (failure) {
        if (!(failure instanceof oauth.WWWAuthenticateChallengeError)) throw failure
        return { status: failure.status, error: failure.cause[0]?.parameters.error ?? null }
      }
    },
  }
}

/** The issuer's word for a refusal, which is in the body, also behind the challenge that answers a Basic header. */
const readError = async (failure: unknown): Promise<string> => {
  if (failure instanceof oauth.ResponseBodyError) return failure.error
  if (!(failure instanceof oauth.WWWAuthenticateChallengeError)) throw failure
  return String(Object(await failure.response.json()).error)
}
