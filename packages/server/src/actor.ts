import type { Organization, Person } from '@keydesk/contract'

/** Who is asking, as the host's sign-in system knows it. */
export interface Actor {
  person: Person
  /** The organization that every request of this session is about; null when none is chosen. */
  organization: Organization | null
  /** The organizations the person may switch to, this one included. */
  organizations: readonly Organization[]
  /** The permission slugs the person holds in `organization`. */
  permissions: readonly string[]
  /** When the person last proved who they are. */
  authenticatedAt?: Date
  /** Set while somebody else looks through the person's eyes; access is then `read` at most. */
  impersonator?: { email: string; reason?: string }
}

/** An actor whose session names an organization. */
export interface OrganizationActor extends Actor {
  organization: Organization
}

/**
 * The host's answer to "who is asking?"; null means nobody.
 * The request it gets has method, URL and headers but no body, and a `signal` that aborts at the request's deadline.
 * It may throw a `KeydeskError` (`upstream_unavailable` when sessions cannot be checked, say); anything else is `internal`.
 */
export type ActorPort = (request: Request) => Promise<Actor | null>

/** What `listMembers` asks for: a literal, case-insensitive part of name or email, and how many at most. */
export interface MembersQuery {
  search: string
  limit: number
  signal: AbortSignal
}

/** The host's answer to "who can own a credential?" in the actor's organization. */
export type MembersPort = (actor: OrganizationActor, query: MembersQuery) => Promise<readonly Person[]>
