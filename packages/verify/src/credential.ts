/** Who a credential acts for: the organization itself, or one of its users. */
export interface Subject {
  type: 'organization' | 'user'
  id: string
}

/** A credential that was checked and may be relied on. Dates are RFC 3339 in UTC. */
export interface Credential {
  kind: 'api_key' | 'm2m'
  /** Id of the API key, or client id of the application. */
  id: string
  /** The only organization this credential may read or change. */
  organizationId: string
  subject: Subject
  /** Permission slugs of a key; scopes of a token. */
  permissions: readonly string[]
  name: string | null
  /** `null`: it never expires. */
  expiresAt: string | null
  /** The person answerable for it, where the validator knows. */
  ownerId?: string
  /** The host's own labels, where the validator knows them. */
  metadata?: Readonly<Record<string, string>>
}
