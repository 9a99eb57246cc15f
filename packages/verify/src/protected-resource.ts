/** What a protected resource tells clients about itself (RFC 9728 §2). */
export interface ProtectedResource {
  /** The API's own address, https; its path decides where the document is found. */
  resource: string
  /** Issuers whose tokens it takes. */
  authorizationServers: readonly string[]
  scopes?: readonly string[]
  name?: string
  /** Where a person reads how to use it. */
  documentation?: string
}

/** The document, where it belongs, and what answers with it. */
export interface ProtectedResourceDocument {
  /** Path to mount it at: `/.well-known/oauth-protected-resource`, and the resource's own path behind it (RFC 9728 §3.1). */
  path: string
  /** Its address, for the `resourceMetadata` of `createVerifier`: refusals then point clients there (RFC 9728 §5.1). */
  url: string
  respond: () => Response
}

/** Makes the document of RFC 9728. Throws a TypeError for a resource that is no address, or has a fragment. */
export const toProtectedResource = (of: ProtectedResource): ProtectedResourceDocument => {
  const { origin, pathname, search, hash } = new URL(of.resource)
  if (hash !== '') throw new TypeError('A resource has no fragment (RFC 9728 §1.2)')
  const path = `/.well-known/oauth-protected-resource${pathname === '/' ? '' : pathname}`
  const body = JSON.stringify({
    resource: of.resource,
    authorization_servers: of.authorizationServers,
    bearer_methods_supported: ['header'],
    scopes_supported: of.scopes,
    resource_name: of.name,
    resource_documentation: of.documentation,
  })
  return {
    path,
    url: `${origin}${path}${search}`,
    respond: () =>
      new Response(body, {
        headers: { 'Content-Type': 'application/json', 'Cache-Control': 'max-age=3600' },
      }),
  }
}
