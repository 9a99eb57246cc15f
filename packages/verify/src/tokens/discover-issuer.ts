import * as z from 'zod'
import { fetchJson } from './fetch-json.ts'

/** Where an issuer keeps what the gate needs. */
export interface IssuerMetadata {
  jwksUri: string
  introspectionEndpoint: string | null
}

const metadata = z.object({
  issuer: z.string(),
  jwks_uri: z.string(),
  introspection_endpoint: z.string().optional(),
})

const isLocal = ({ hostname }: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/** Reads an address that keys or secrets travel to: https, or this machine. Throws a TypeError for another. */
export const readSafeUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url))))
    throw new TypeError(`Not an https address: ${JSON.stringify(text)}`)
  return text
}

/** The two places of an issuer's metadata, RFC 8414 §3.1 first, then OpenID Connect Discovery §4. */
const placesOf = (issuer: string): string[] => {
  const { origin, pathname } = new URL(issuer)
  const path = pathname.replace(/\/$/, '')
  return [
    `${origin}/.well-known/oauth-authorization-server${path}`,
    `${origin}${path}/.well-known/openid-configuration`,
  ]
}

/** Asks an issuer for its metadata; rejects where it has none, or where they name another issuer (RFC 8414 §3.3). */
export const discoverIssuer = async (
  issuer: string,
  how: { fetch: typeof globalThis.fetch; timeoutMs: number },
): Promise<IssuerMetadata> => {
  let failure: unknown
  for (const place of placesOf(issuer)) {
    try {
      const found = metadata.parse(await fetchJson(place, how))
      if (found.issuer !== issuer) throw new Error(`The metadata at ${place} are those of another issuer`)
      const { jwks_uri: jwksUri, introspection_endpoint: introspection } = found
      return {
        jwksUri: readSafeUrl(jwksUri),
        introspectionEndpoint: introspection === undefined ? null : readSafeUrl(introspection),
      }
    } catch (error) {
      failure = error
    }
  }
  throw failure
}
