import type {
  ApiKey,
  ApiKeysSummary,
  BulkRevokeBody,
  CreateApiKeyBody,
  CreatedApiKey,
  CreatedClientSecret,
  CreatedM2MApplication,
  CreateM2MApplicationBody,
  CredentialMigration,
  CredentialsSummary,
  ExportCredentialsQuery,
  List,
  ListApiKeysQuery,
  ListAuditEventsQuery,
  ListCredentialsQuery,
  ListM2MApplicationsQuery,
  ListMigrationsQuery,
  M2MApplication,
  Operations,
  Page,
  Permission,
  Person,
  RescheduleMigrationBody,
  RotateApiKeyBody,
  RotatedApiKey,
  Session,
  StartMigrationBody,
  TestApiKeyBody,
  TestedApiKey,
  TestedM2MApplication,
  TestM2MApplicationBody,
  UpdateApiKeyBody,
  UpdateM2MApplicationBody,
} from '@keydesk/contract'
import { type CallOptions, type ClientOptions, createCall } from './create-call.ts'
import { readFile } from './read-answer.ts'

/** The broker's operations as functions. Each throws a `KeydeskClientError`, or the reason of an aborted signal. */
export interface KeydeskClient {
  session: { get: (options?: CallOptions) => Promise<Session> }
  permissions: { list: (options?: CallOptions) => Promise<List<Permission>> }
  /** Who can own a key: people whose name or address contains `search`. */
  members: { list: (query?: ListMembersQuery, options?: CallOptions) => Promise<List<Person>> }
  apiKeys: {
    list: (query?: ListApiKeysQuery, options?: CallOptions) => Promise<Page<ApiKey>>
    summary: (options?: CallOptions) => Promise<ApiKeysSummary>
    get: (id: string, options?: CallOptions) => Promise<ApiKey>
    /** Makes an API key. `idempotencyKey`: 8 to 128 printable ASCII characters, the same for every try of one intent. */
    create: (
      body: CreateApiKeyBody,
      options: CallOptions & { idempotencyKey: string },
    ) => Promise<CreatedApiKey>
    /** Changes what is given and leaves the rest as it is. */
    update: (id: string, body: UpdateApiKeyBody, options?: CallOptions) => Promise<ApiKey>
    /** Replaces an API key by a new one, which takes over while the old one goes on for the overlap. */
    rotate: (
      id: string,
      body: RotateApiKeyBody,
      options: CallOptions & { idempotencyKey: string },
    ) => Promise<RotatedApiKey>
    /** Says that the secret of an API key reached its reader; one that never does is revoked after a day. */
    acknowledge: (id: string, options?: CallOptions) => Promise<undefined>
    /** Says that somebody looked at an API key and found it right. */
    review: (id: string, options?: CallOptions) => Promise<ApiKey>
    revoke: (id: string, options?: CallOptions) => Promise<undefined>
    /** Revokes at most 100 at once; one that fails does not keep the others. */
    bulkRevoke: (
      body: BulkRevokeBody,
      options?: CallOptions,
    ) => Promise<Operations['bulkRevokeApiKeys']['response']>
    test: (body: TestApiKeyBody, options?: CallOptions) => Promise<TestedApiKey>
  }
  /** The scopes that may be put on M2M applications. */
  scopes: { list: (options?: CallOptions) => Promise<List<Permission>> }
  m2mApplications: {
    list: (query?: ListM2MApplicationsQuery, options?: CallOptions) => Promise<Page<M2MApplication>>
    get: (id: string, options?: CallOptions) => Promise<M2MApplication>
    /** Makes an M2M application with its first secret. `idempotencyKey`: as for an API key. */
    create: (
      body: CreateM2MApplicationBody,
      options: CallOptions & { idempotencyKey: string },
    ) => Promise<CreatedM2MApplication>
    /** Changes what is given and leaves the rest as it is. */
    update: (id: string, body: UpdateM2MApplicationBody, options?: CallOptions) => Promise<M2MApplication>
    delete: (id: string, options?: CallOptions) => Promise<undefined>
    /** Says that somebody looked at an application and found it right. */
    review: (id: string, options?: CallOptions) => Promise<M2MApplication>
    /** Tries a secret: what the token says that it gets, never the token. */
    test: (id: string, body: TestM2MApplicationBody, options?: CallOptions) => Promise<TestedM2MApplication>
    secrets: {
      /** Makes another secret beside the one in use, to take over from it. */
      create: (id: string, options: CallOptions & { idempotencyKey: string }) => Promise<CreatedClientSecret>
      delete: (id: string, secretId: string, options?: CallOptions) => Promise<undefined>
    }
  }
  /** The plans to move from an API key to an M2M application. */
  migrations: {
    list: (query?: ListMigrationsQuery, options?: CallOptions) => Promise<Page<CredentialMigration>>
    get: (id: string, options?: CallOptions) => Promise<CredentialMigration>
    /** Has the key end at a date, in favour of the application that was made to replace it. The same again is the same migration. */
    start: (body: StartMigrationBody, options?: CallOptions) => Promise<CredentialMigration>
    reschedule: (
      id: string,
      body: RescheduleMigrationBody,
      options?: CallOptions,
    ) => Promise<CredentialMigration>
    /** Revokes the key. */
    finish: (id: string, options?: CallOptions) => Promise<CredentialMigration>
    /** Gives the key its former end back and deletes the application. */
    cancel: (id: string, options?: CallOptions) => Promise<CredentialMigration>
  }
  /** Keys and applications side by side. */
  credentials: {
    list: (
      query?: ListCredentialsQuery,
      options?: CallOptions,
    ) => Promise<Operations['listCredentials']['response']>
    /** How many there are of each kind, and how many need looking at. */
    summary: (options?: CallOptions) => Promise<CredentialsSummary>
    /** All of them as a file. */
    export: (query: ExportCredentialsQuery, options?: CallOptions) => Promise<Blob>
  }
  /** What happened, newest first; for those who may change keys. */
  auditEvents: {
    list: (
      query?: ListAuditEventsQuery,
      options?: CallOptions,
    ) => Promise<Operations['listAuditEvents']['response']>
  }
}

type ListMembersQuery = NonNullable<Operations['listMembers']['query']>

/** Makes the functions that speak to a broker. It touches no global until the first call. */
export const createClient = (options: ClientOptions = {}): KeydeskClient => {
  const call = createCall(options)
  return {
    session: { get: given => call('GET /session', given) },
    permissions: { list: given => call('GET /permissions', given) },
    members: { list: (query, given) => call('GET /members', { ...given, query: { ...query } }) },
    apiKeys: {
      list: (query, given) => call('GET /api-keys', { ...given, query: { ...query } }),
      summary: given => call('GET /api-keys/summary', given),
      get: (id, given) => call('GET /api-keys/{id}', { ...given, params: { id } }),
      create: (body, given) => call('POST /api-keys', { ...given, body }),
      update: (id, body, given) => call('PATCH /api-keys/{id}', { ...given, params: { id }, body }),
      rotate: (id, body, given) => call('POST /api-keys/{id}/rotate', { ...given, params: { id }, body }),
      acknowledge: (id, given) => call('POST /api-keys/{id}/acknowledge', { ...given, params: { id } }),
      review: (id, given) => call('POST /api-keys/{id}/review', { ...given, params: { id } }),
      revoke: (id, given) => call('DELETE /api-keys/{id}', { ...given, params: { id } }),
      bulkRevoke: (body, given) => call('POST /api-keys/bulk-revoke', { ...given, body }),
      test: (body, given) => call('POST /api-keys/test', { ...given, body }),
    },
    scopes: { list: given => call('GET /scopes', given) },
    m2mApplications: {
      list: (query, given) => call('GET /m2m-applications', { ...given, query: { ...query } }),
      get: (id, given) => call('GET /m2m-applications/{id}', { ...given, params: { id } }),
      create: (body, given) => call('POST /m2m-applications', { ...given, body }),
      update: (id, body, given) => call('PATCH /m2m-applications/{id}', { ...given, params: { id }, body }),
      delete: (id, given) => call('DELETE /m2m-applications/{id}', { ...given, params: { id } }),
      review: (id, given) => call('POST /m2m-applications/{id}/review', { ...given, params: { id } }),
      test: (id, body, given) =>
        call('POST /m2m-applications/{id}/test-token', { ...given, params: { id }, body }),
      secrets: {
        create: (id, given) => call('POST /m2m-applications/{id}/secrets', { ...given, params: { id } }),
        delete: (id, secretId, given) =>
          call('DELETE /m2m-applications/{id}/secrets/{secretId}', { ...given, params: { id, secretId } }),
      },
    },
    migrations: {
      list: (query, given) => call('GET /migrations', { ...given, query: { ...query } }),
      get: (id, given) => call('GET /migrations/{id}', { ...given, params: { id } }),
      start: (body, given) => call('POST /migrations', { ...given, body }),
      reschedule: (id, body, given) => call('PATCH /migrations/{id}', { ...given, params: { id }, body }),
      finish: (id, given) => call('POST /migrations/{id}/finish', { ...given, params: { id } }),
      cancel: (id, given) => call('POST /migrations/{id}/cancel', { ...given, params: { id } }),
    },
    credentials: {
      list: (query, given) => call('GET /credentials', { ...given, query: { ...query } }),
      summary: given => call('GET /credentials/summary', given),
      export: (query, given) => call('GET /credentials/export', { ...given, query: { ...query } }, readFile),
    },
    auditEvents: { list: (query, given) => call('GET /audit-events', { ...given, query: { ...query } }) },
  }
}
