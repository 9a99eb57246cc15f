import type { Choice } from './choose-kind.ts'
import type { Limits } from './limits.ts'
import type { Policy } from './policy.ts'

/** A human being of the host's product. */
export interface Person {
  id: string
  name: string
  email: string
}

/** An organization as a screen names it. */
export interface Organization {
  id: string
  name: string
}

/** Something a credential may be allowed to do: a permission of a key, a scope of an application. */
export interface Permission {
  slug: string
  name: string
  description: string | null
  /** The actor holds it and the host lets it be put on what it is listed for. */
  grantable: boolean
}

/** States of an API key, most urgent first; a key is in the first that fits, by the broker's clock. */
export const apiKeyStatuses = ['revoked', 'expired', 'rotating', 'expiring', 'active'] as const

/** A state of an API key. `expiring` means within 14 days. */
export type ApiKeyStatus = (typeof apiKeyStatuses)[number]

/**
 * Reasons to look at a key that still works: it never expires; nobody used it for 90 days; it ends within 7 days and was not replaced;
 * it is 30 days old and was never used; nobody saw its secret; nobody in the organization owns it; its review is overdue.
 */
export const apiKeyAttentions = [
  'never_expires',
  'idle',
  'expiring_week',
  'never_used',
  'undelivered',
  'orphaned',
  'review_overdue',
] as const

/** A reason to look at a key. */
export type ApiKeyAttention = (typeof apiKeyAttentions)[number]

/** An opaque, long-lived secret of an organization, without the secret itself. Dates are RFC 3339 in UTC. */
export interface ApiKey {
  kind: 'api_key'
  id: string
  name: string
  /** What may be shown of the value, for example `sk_...8f2c`. */
  obfuscatedValue: string
  permissions: string[]
  /** The permissions it was made with; `permissions` may have been narrowed since. */
  issuedPermissions: string[]
  status: ApiKeyStatus
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
  owner: Person | null
  createdBy: Person | null
  purpose: string | null
  metadata: Record<string, string>
  /** What was answered before it was made, and what was recommended then; a key that replaces another keeps it. */
  choice: Choice | null
  /** `keydesk` when it was made through this desk. */
  origin: 'keydesk' | 'elsewhere'
  /** Whether the secret reached its reader; null where that is not known. */
  delivered: boolean | null
  /** When somebody last looked at it and found it right. */
  reviewedAt: string | null
  /** When it is to be looked at, by the policy of keys. */
  reviewDueAt: string
  /** Why to look at it now; nothing where it is over. */
  attention: ApiKeyAttention[]
  replaces: string | null
  replacedBy: string | null
}

/** States of an M2M application. */
export const m2mApplicationStatuses = ['deleted', 'active'] as const

/** A state of an M2M application. */
export type M2MApplicationStatus = (typeof m2mApplicationStatuses)[number]

/**
 * Reasons to look at an application that still works: nobody in the organization owns it; no token was asked for with it for 90 days;
 * it is 30 days old and was never used; its review is overdue; it has a secret that is older than the policy lets them become.
 */
export const m2mApplicationAttentions = [
  'orphaned',
  'idle',
  'never_used',
  'review_overdue',
  'secret_overdue',
] as const

/** A reason to look at an M2M application. */
export type M2MApplicationAttention = (typeof m2mApplicationAttentions)[number]

/** States of a client secret, most urgent first. */
export const clientSecretStatuses = ['deleted', 'rotating', 'active'] as const

/** A state of a client secret. `rotating`: a newer one of the same application works as well, to take over from it. */
export type ClientSecretStatus = (typeof clientSecretStatuses)[number]

/** A secret of an M2M application, without the secret itself. Dates are RFC 3339 in UTC. */
export interface ClientSecret {
  id: string
  /** What may be shown of the value: its last characters. */
  hint: string
  status: ClientSecretStatus
  createdAt: string
  lastUsedAt: string | null
}

/** A client of the OAuth 2.0 client credentials grant (RFC 6749 §4.4), bound to an organization. Dates are RFC 3339 in UTC. */
export interface M2MApplication {
  kind: 'm2m_application'
  id: string
  /** What it names itself by when it asks for a token. */
  clientId: string
  name: string
  description: string | null
  scopes: string[]
  status: M2MApplicationStatus
  createdAt: string
  /** The last time a token was asked for with any of its secrets, those deleted since included. */
  lastUsedAt: string | null
  /** The last time Keydesk got a token for it as a test. That is a use as well. */
  lastTestedAt: string | null
  owner: Person | null
  createdBy: Person | null
  purpose: string | null
  metadata: Record<string, string>
  /** What was answered before it was made, and what was recommended then. */
  choice: Choice | null
  /** `keydesk` when it was made through this desk. */
  origin: 'keydesk' | 'elsewhere'
  /** When somebody last looked at it and found it right. */
  reviewedAt: string | null
  /** When it is to be looked at, by the policy of applications. */
  reviewDueAt: string
  /** Why to look at it now; nothing where it is deleted. */
  attention: M2MApplicationAttention[]
  /** Newest first; those deleted here stay listed. */
  secrets: ClientSecret[]
  /** The API key that it was made to replace. */
  replaces: string | null
}

/** States of a migration. */
export const migrationStatuses = ['running', 'finished', 'cancelled'] as const

/** A state of a migration. `finished`: the key is over; `cancelled`: the application is gone and the key goes on. */
export type MigrationStatus = (typeof migrationStatuses)[number]

/** The plan to move from an API key to the M2M application that was made to replace it. Dates are RFC 3339 in UTC. */
export interface CredentialMigration {
  id: string
  status: MigrationStatus
  /** When the key ends. */
  endsAt: string
  /** When the key would end without the plan, and ends again where it is cancelled. Null: never. */
  formerEnd: string | null
  startedAt: string
  startedBy: Person | null
  /** When it was finished or cancelled. */
  endedAt: string | null
  /** It runs, and `isSafeToFinish` of its key and its application. */
  safeToFinish: boolean
  /** What the key may do and the application may not. */
  permissionsWithoutScope: string[]
  /** What the application may do and the key may not. */
  scopesWithoutPermission: string[]
  apiKey: ApiKey
  application: M2MApplication
}

/** A presented credential that may pass, as a gate is told of it. Dates are RFC 3339 in UTC. */
export interface Credential {
  kind: 'api_key' | 'm2m'
  id: string
  /** The only organization it may read or change. */
  organizationId: string
  /** Who it acts for: the organization itself, or one of its users. */
  subject: { type: 'organization' | 'user'; id: string }
  /** What it may do now: narrowed, where it was. */
  permissions: string[]
  name: string | null
  /** Null: never. */
  expiresAt: string | null
  /** The person answerable for it; left out where nobody is. */
  ownerId?: string
  /** Left out where the broker does not know the key. */
  metadata?: Record<string, string>
}

/** The kinds of credentials. */
export const credentialKinds = ['api_key', 'm2m_application'] as const

/** A kind of credential. */
export type CredentialKind = (typeof credentialKinds)[number]

/** Reasons to look at a credential of either kind; some are of one kind alone. */
export const credentialAttentions = [
  'never_expires',
  'idle',
  'expiring_week',
  'never_used',
  'undelivered',
  'orphaned',
  'review_overdue',
  'secret_overdue',
] as const satisfies readonly CredentialAttention[]

/** A reason to look at a credential. */
export type CredentialAttention = ApiKeyAttention | M2MApplicationAttention

/** Who did something: a person, Keydesk itself, or somebody at WorkOS. */
export type AuditActor = Person | { type: 'system' | 'workos' }

/** What can be told of an API key, or of none. */
export const apiKeyAuditActions = [
  'api_key.created',
  'api_key.updated',
  'api_key.rotated',
  'api_key.revoked',
  'api_key.expired',
  'api_key.acknowledged',
  'api_key.reviewed',
  'api_key.discovered',
  'access.refused',
  'intent.settled',
  'organization.deleted',
] as const

/** What can be told of an API key, or of none. */
export type ApiKeyAuditAction = (typeof apiKeyAuditActions)[number]

/** What can happen, as the audit trail names it. What happens to a client secret is told of its application, and what happens to a migration of its key. */
export const auditActions = [
  ...apiKeyAuditActions,
  'm2m_application.created',
  'm2m_application.updated',
  'm2m_application.reviewed',
  'm2m_application.revoked',
  'm2m_application.discovered',
  'client_secret.created',
  'client_secret.deleted',
  'migration.started',
  'migration.rescheduled',
  'migration.finished',
  'migration.cancelled',
] as const

/** An action of the audit trail. */
export type AuditAction = (typeof auditActions)[number]

/** One thing that happened; the trail only ever grows. `before` and `after` hold what changed. */
export interface AuditEvent {
  id: string
  at: string
  actor: AuditActor
  action: AuditAction
  credential: { kind: CredentialKind; id: string; name: string } | null
  requestId: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  reason: string | null
}

/** What the actor may do here: look, or change as well. */
export type Access = 'read' | 'manage'

/** The parts of Keydesk that this broker serves. */
export interface Features {
  apiKeys: boolean
  m2mApplications: boolean
  audit: boolean
  narrowing: boolean
  testing: boolean
}

/** Who is asking, for which organization, and what the screen may offer. */
export interface Session {
  actor: Person
  organization: Organization
  organizations: Organization[]
  access: Access
  /** Somebody else is looking through the actor's eyes; access is `read` at most. */
  impersonated: boolean
  policy: Policy
  limits: Limits
  features: Features
  /** Where M2M applications get their tokens; null where the host does not say, and then no token can be tried. */
  tokenUrl: string | null
}
