import type { ChoiceAnswers } from './choose-kind.ts'
import type { ErrorCode } from './errors.ts'
import type {
  ApiKey,
  ApiKeyAttention,
  ApiKeyStatus,
  AuditEvent,
  ClientSecret,
  Credential,
  CredentialAttention,
  CredentialKind,
  CredentialMigration,
  M2MApplication,
  M2MApplicationAttention,
  M2MApplicationStatus,
  MigrationStatus,
  Permission,
  Person,
  Session,
} from './resources.ts'

/** A page of a list; a cursor is null where there is no further page that way. */
export interface Page<Item> {
  data: Item[]
  nextCursor: string | null
  previousCursor: string | null
  /** How many there are in all, or null where that is not known. */
  total: number | null
}

/** A whole list. */
export interface List<Item> {
  data: Item[]
}

/** Body of `createApiKey`. */
export interface CreateApiKeyBody {
  name: string
  permissions: string[]
  /** RFC 3339, in the future; null: never. */
  expiresAt: string | null
  /** A member of the organization; the actor where it is left out. */
  ownerId?: string
  purpose?: string | null
  metadata?: Record<string, string>
  /** What was answered before; the broker adds what it recommends then. */
  choice?: ChoiceAnswers
}

/** Answer of `createApiKey`. `value` is the secret, shown this once; null when the answer is a replay. */
export interface CreatedApiKey {
  apiKey: ApiKey
  value: string | null
}

/** Body of `updateApiKey`; what is left out stays. `permissions` may only narrow what was issued. */
export interface UpdateApiKeyBody {
  ownerId?: string
  purpose?: string | null
  metadata?: Record<string, string>
  expiresAt?: string | null
  permissions?: string[]
}

/** Body of `rotateApiKey`; what is left out is as it was, the length of life counted from now. */
export interface RotateApiKeyBody {
  /** How long the old key goes on, in seconds; 0: it ends now. */
  overlapSeconds: number
  expiresAt?: string | null
  name?: string
  permissions?: string[]
}

/** Answer of `rotateApiKey`. `value` is the new secret, shown this once; null when the answer is a replay. */
export interface RotatedApiKey {
  apiKey: ApiKey
  value: string | null
  previous: ApiKey
}

/** Body of `bulkRevokeApiKeys`. */
export interface BulkRevokeBody {
  ids: string[]
}

/** What became of one key of `bulkRevokeApiKeys`; `code` says why it failed. */
export interface BulkRevokeResult {
  id: string
  outcome: 'revoked' | 'not_found' | 'failed'
  code?: ErrorCode
}

/** How a list of keys may be ordered; `-` for descending. */
export const apiKeySorts = ['name', 'createdAt', 'expiresAt', 'lastUsedAt'] as const

/** An order of a list of keys. */
export type ApiKeySort = (typeof apiKeySorts)[number] | `-${(typeof apiKeySorts)[number]}`

/** Which keys to list. Without `status`: all but revoked. `owner` takes person ids and `me`. A repeated filter means any of its values. */
export interface ListApiKeysQuery {
  search?: string | undefined
  status?: ApiKeyStatus[] | undefined
  owner?: string[] | undefined
  attention?: ApiKeyAttention[] | undefined
  sort?: ApiKeySort | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

/** How many of an organization's keys are in which state, and how many need looking at. */
export interface ApiKeysSummary {
  /** All that are not revoked. */
  total: number
  status: Record<ApiKeyStatus, number>
  attention: Record<ApiKeyAttention, number>
}

/** How a list of M2M applications may be ordered; `-` for descending. */
export const m2mApplicationSorts = ['name', 'createdAt', 'lastUsedAt'] as const

/** An order of a list of M2M applications. */
export type M2MApplicationSort =
  | (typeof m2mApplicationSorts)[number]
  | `-${(typeof m2mApplicationSorts)[number]}`

/** Which M2M applications to list. Without `status`: all but deleted. `search` is a part of the name or of the client id. */
export interface ListM2MApplicationsQuery {
  search?: string | undefined
  status?: M2MApplicationStatus[] | undefined
  owner?: string[] | undefined
  attention?: M2MApplicationAttention[] | undefined
  /** The API key that it was made to replace. */
  replaces?: string | undefined
  sort?: M2MApplicationSort | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

/** Body of `createM2MApplication`. */
export interface CreateM2MApplicationBody {
  name: string
  description?: string | null
  /** At least one. */
  scopes: string[]
  /** A member of the organization; the actor where it is left out. */
  ownerId?: string
  purpose?: string | null
  metadata?: Record<string, string>
  /** What was answered before; the broker adds what it recommends then. */
  choice?: ChoiceAnswers
  /** The API key that it is made to replace; one of the organization that works. */
  replaces?: string
}

/** Answer of `createM2MApplication`. `value` is the secret, shown this once; null when the answer is a replay. */
export interface CreatedM2MApplication {
  application: M2MApplication
  secret: ClientSecret
  value: string | null
}

/** Body of `updateM2MApplication`; what is left out stays. */
export interface UpdateM2MApplicationBody {
  name?: string
  description?: string | null
  scopes?: string[]
  ownerId?: string
  purpose?: string | null
  metadata?: Record<string, string>
}

/** Answer of `createClientSecret`. `value` is the secret, shown this once; null when the answer is a replay. */
export interface CreatedClientSecret {
  secret: ClientSecret
  value: string | null
}

/** Body of `testM2MApplication`. */
export interface TestM2MApplicationBody {
  clientSecret: string
}

/** Why no token was given: the secret does not fit the application, or the issuer refuses for another reason. `opaque_token`: one was, but it is no JWT. */
export const tokenProblems = ['invalid_client', 'refused', 'opaque_token'] as const

/** Why no token was given, or none that can be read. */
export type TokenProblem = (typeof tokenProblems)[number]

/** Answer of `testM2MApplication`: what a token says that the issuer gave for the secret; never the token. */
export type TestedM2MApplication =
  | { accepted: true; header: Record<string, unknown>; claims: Record<string, unknown> }
  | { accepted: false; problem: TokenProblem }

/** Which migrations to list, newest first. Without `status`: all. */
export interface ListMigrationsQuery {
  status?: MigrationStatus[] | undefined
  /** One key, or as many as 100. Without any: of all. */
  apiKeyId?: string | string[] | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

/** Body of `startMigration`. */
export interface StartMigrationBody {
  apiKeyId: string
  /** The application that was made to replace the key. */
  applicationId: string
  /** When the key ends: RFC 3339, in the future, within the longest overlap, and no later than it would have ended anyway. */
  endsAt: string
}

/** Body of `rescheduleMigration`. */
export interface RescheduleMigrationBody {
  /** As when it is started; the longest overlap counts from then. */
  endsAt: string
}

/** How a list of both kinds of credentials may be ordered; `-` for descending. */
export const credentialSorts = ['name', 'createdAt', 'lastUsedAt'] as const

/** An order of a list of both kinds of credentials. */
export type CredentialSort = (typeof credentialSorts)[number] | `-${(typeof credentialSorts)[number]}`

/** Which credentials to list or to export; what a status or an attention says of one kind alone leaves the other out. */
export interface CredentialFilter {
  /** Without any: both. */
  kind?: CredentialKind[] | undefined
  search?: string | undefined
  /** Without any: all but revoked and deleted. */
  status?: (ApiKeyStatus | M2MApplicationStatus)[] | undefined
  owner?: string[] | undefined
  attention?: CredentialAttention[] | undefined
  /** RFC 3339. */
  createdBefore?: string | undefined
  /** RFC 3339; those that were never used are among them. */
  lastUsedBefore?: string | undefined
}

/** Which credentials to list. */
export interface ListCredentialsQuery extends CredentialFilter {
  sort?: CredentialSort | undefined
  limit?: number | undefined
  cursor?: string | undefined
}

/** How many credentials of an organization there are, and how many need looking at. */
export interface CredentialsSummary {
  /** All that are neither revoked nor deleted. */
  total: number
  /** The same of each kind. */
  kinds: Record<CredentialKind, number>
  attention: Record<CredentialAttention, number>
}

/** What a file of credentials can be: a table for a spreadsheet, or what the list holds. */
export const exportFormats = ['csv', 'json'] as const

/** Which credentials to export, and as what. */
export interface ExportCredentialsQuery extends CredentialFilter {
  format: (typeof exportFormats)[number]
}

/** Which events to list. */
export interface ListAuditEventsQuery {
  credentialId?: string
  limit?: number
  cursor?: string
}

/** Body of `testApiKey`. */
export interface TestApiKeyBody {
  value: string
}

/** Answer of `testApiKey`; a key of another organization is as invalid as none. */
export type TestedApiKey = { valid: true; apiKey: ApiKey; permissions: string[] } | { valid: false }

/** Body of `verifyCredential`. */
export interface VerifyCredentialBody {
  /** What a caller presented. */
  value: string
}

/** Answer of `verifyCredential`: null for whatever must not pass, all alike. */
export interface VerifiedCredential {
  credential: Credential | null
}

/** What a gate counted of one key since it last said so. */
export interface ReportedUse {
  /** The key's id; one that the broker does not know is passed over. */
  id: string
  /** Requests that were let in, 1 or more. */
  count: number
  /** RFC 3339; of the last of them. */
  lastUsedAt: string
}

/** Body of `reportUsage`. */
export interface ReportUsageBody {
  entries: ReportedUse[]
}

/** What each operation takes and gives. `undefined` is an answer without a body (204). */
export interface Operations {
  getSession: { response: Session }
  listPermissions: { response: List<Permission> }
  listMembers: { query: { search?: string; limit?: number }; response: List<Person> }
  listApiKeys: { query: ListApiKeysQuery; response: Page<ApiKey> }
  getApiKeysSummary: { response: ApiKeysSummary }
  createApiKey: { body: CreateApiKeyBody; response: CreatedApiKey }
  getApiKey: { params: { id: string }; response: ApiKey }
  updateApiKey: { params: { id: string }; body: UpdateApiKeyBody; response: ApiKey }
  rotateApiKey: { params: { id: string }; body: RotateApiKeyBody; response: RotatedApiKey }
  acknowledgeApiKey: { params: { id: string }; response: undefined }
  reviewApiKey: { params: { id: string }; response: ApiKey }
  bulkRevokeApiKeys: { body: BulkRevokeBody; response: { results: BulkRevokeResult[] } }
  listScopes: { response: List<Permission> }
  listM2MApplications: { query: ListM2MApplicationsQuery; response: Page<M2MApplication> }
  createM2MApplication: { body: CreateM2MApplicationBody; response: CreatedM2MApplication }
  getM2MApplication: { params: { id: string }; response: M2MApplication }
  updateM2MApplication: { params: { id: string }; body: UpdateM2MApplicationBody; response: M2MApplication }
  reviewM2MApplication: { params: { id: string }; response: M2MApplication }
  deleteM2MApplication: { params: { id: string }; response: undefined }
  createClientSecret: { params: { id: string }; response: CreatedClientSecret }
  deleteClientSecret: { params: { id: string; secretId: string }; response: undefined }
  testM2MApplication: { params: { id: string }; body: TestM2MApplicationBody; response: TestedM2MApplication }
  listMigrations: { query: ListMigrationsQuery; response: Page<CredentialMigration> }
  startMigration: { body: StartMigrationBody; response: CredentialMigration }
  getMigration: { params: { id: string }; response: CredentialMigration }
  rescheduleMigration: {
    params: { id: string }
    body: RescheduleMigrationBody
    response: CredentialMigration
  }
  finishMigration: { params: { id: string }; response: CredentialMigration }
  cancelMigration: { params: { id: string }; response: CredentialMigration }
  listCredentials: { query: ListCredentialsQuery; response: Page<ApiKey | M2MApplication> }
  getCredentialsSummary: { response: CredentialsSummary }
  /** The answer is a file. */
  exportCredentials: { query: ExportCredentialsQuery; response: string }
  listAuditEvents: {
    query: ListAuditEventsQuery
    /** `people`: who is meant by the ids of owners in `before` and `after`. */
    response: { data: AuditEvent[]; people: Person[]; nextCursor: string | null }
  }
  revokeApiKey: { params: { id: string }; response: undefined }
  testApiKey: { body: TestApiKeyBody; response: TestedApiKey }
  verifyCredential: { body: VerifyCredentialBody; response: VerifiedCredential }
  reportUsage: { body: ReportUsageBody; response: undefined }
  getOpenApi: { response: object }
}

/** The name of an operation. */
export type Operation = keyof Operations
