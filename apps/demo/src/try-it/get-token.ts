/** What an application signs in with. */
export interface ClientCredentials {
  clientId: string
  clientSecret: string
}

/** A token and the moment it ends, in milliseconds, or why there is none. */
export type Grant =
  | { ok: true; token: string; endsAt: number }
  | { ok: false; reason: 'no-token' | 'no-issuer' }

const timeoutMs = 15_000

/** Gets an access token as the application's own program would: by OAuth's client credentials grant. Never throws. */
export const getToken = async (
  { clientId, clientSecret }: ClientCredentials,
  fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis),
  now: () => number = Date.now,
): Promise<Grant> => {
  try {
    const response = await fetch('/oauth2/token', {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }),
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    })
    const { access_token: token, expires_in: seconds } = await response.json()
    if (response.ok && typeof token === 'string' && typeof seconds === 'number')
      return { ok: true, token, endsAt: now() + seconds * 1_000 }
    return { ok: false, reason: response.status >= 500 ? 'no-issuer' : 'no-token' }
  } catch {
    return { ok: false, reason: 'no-issuer' }
  }
}

/** Before its end a token is renewed by so much, in milliseconds. */
const margin = 10_000

/** Gets tokens, and gives the last one again for as long as it lives and the same application asks. */
export const createTokenKeeper = (get: typeof getToken = getToken, now: () => number = Date.now) => {
  let kept: (ClientCredentials & { token: string; endsAt: number }) | null = null
  return async (credentials: ClientCredentials): Promise<Grant> => {
    const { clientId, clientSecret } = credentials
    const isSame = kept?.clientId === clientId && kept.clientSecret === clientSecret
    if (kept && isSame && now() < kept.endsAt - margin) return { ok: true, ...kept }
    const grant = await get(credentials)
    kept = grant.ok ? { ...credentials, ...grant } : null
    return grant
  }
}
