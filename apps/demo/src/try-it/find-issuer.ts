/** Asks the sample API where tokens for it come from (RFC 9728); null where it does not say. */
export const findIssuer = async (fetch = globalThis.fetch.bind(globalThis)): Promise<string | null> => {
  try {
    const answer = await fetch('/sample/.well-known/oauth-protected-resource', { credentials: 'omit' })
    const issuer: unknown = (await answer.json()).authorization_servers?.[0]
    return typeof issuer === 'string' ? issuer : null
  } catch {
    return null
  }
}
