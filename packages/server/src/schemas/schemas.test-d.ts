import type {
  ApiKey,
  BulkRevokeBody,
  Choice,
  ClientSecret,
  CreateApiKeyBody,
  CreateM2MApplicationBody,
  Credential,
  CredentialMigration,
  FieldError,
  M2MApplication,
  Operations,
  Organization,
  Permission,
  Person,
  Problem,
  ReportUsageBody,
  RescheduleMigrationBody,
  RotateApiKeyBody,
  Session,
  StartMigrationBody,
  TestApiKeyBody,
  UpdateApiKeyBody,
  UpdateM2MApplicationBody,
  VerifyCredentialBody,
} from '@keydesk/contract'
import { expectTypeOf } from 'vitest'
import type * as z from 'zod'
import type { exportCredentialsQuery, listCredentialsQuery } from './credential-requests.ts'
import type {
  createM2MApplicationSchema,
  listM2MApplicationsQuery,
  updateM2MApplicationSchema,
} from './m2m-application-requests.ts'
import type {
  listMigrationsQuery,
  rescheduleMigrationSchema,
  startMigrationSchema,
} from './migration-requests.ts'
import type { fieldErrorSchema, problemSchema } from './problem.ts'
import type {
  bulkRevokeSchema,
  createApiKeySchema,
  listApiKeysQuery,
  listAuditEventsQuery,
  listMembersQuery,
  reportUsageSchema,
  rotateApiKeySchema,
  testApiKeySchema,
  updateApiKeySchema,
  verifyCredentialSchema,
} from './requests.ts'
import type {
  apiKeySchema,
  clientSecretSchema,
  credentialMigrationSchema,
  credentialSchema,
  m2mApplicationSchema,
  organizationSchema,
  permissionSchema,
  personSchema,
  sessionSchema,
  storedChoiceSchema,
} from './resources.ts'
import type { responseSchemas } from './responses.ts'

expectTypeOf<z.output<typeof personSchema>>().toEqualTypeOf<Person>()
expectTypeOf<z.output<typeof organizationSchema>>().toEqualTypeOf<Organization>()
expectTypeOf<z.output<typeof permissionSchema>>().toEqualTypeOf<Permission>()
expectTypeOf<z.output<typeof apiKeySchema>>().toEqualTypeOf<ApiKey>()
expectTypeOf<z.output<typeof m2mApplicationSchema>>().toEqualTypeOf<M2MApplication>()
expectTypeOf<z.output<typeof storedChoiceSchema>>().toEqualTypeOf<Choice>()
expectTypeOf<z.output<typeof clientSecretSchema>>().toEqualTypeOf<ClientSecret>()
expectTypeOf<z.output<typeof credentialMigrationSchema>>().toEqualTypeOf<CredentialMigration>()
expectTypeOf<z.output<ReturnType<typeof startMigrationSchema>>>().toEqualTypeOf<StartMigrationBody>()
expectTypeOf<
  z.output<ReturnType<typeof rescheduleMigrationSchema>>
>().toEqualTypeOf<RescheduleMigrationBody>()
expectTypeOf<keyof z.output<typeof listMigrationsQuery>>().toEqualTypeOf<
  keyof Operations['listMigrations']['query']
>()
expectTypeOf<z.output<typeof verifyCredentialSchema>>().toEqualTypeOf<VerifyCredentialBody>()
expectTypeOf<z.output<ReturnType<typeof reportUsageSchema>>>().toEqualTypeOf<ReportUsageBody>()
expectTypeOf<z.output<typeof credentialSchema>>().toEqualTypeOf<Read<Credential>>()
expectTypeOf<z.output<typeof sessionSchema>>().toEqualTypeOf<Session>()
expectTypeOf<z.output<typeof fieldErrorSchema>>().toEqualTypeOf<FieldError>()
expectTypeOf<z.output<typeof problemSchema>>().toEqualTypeOf<Problem>()

// What is left out reads as undefined; the contract's bodies leave it out.
type Read<Body> = { [Name in keyof Body]: Body[Name] | (object extends Pick<Body, Name> ? undefined : never) }
expectTypeOf<z.output<ReturnType<typeof createApiKeySchema>>>().toEqualTypeOf<Read<CreateApiKeyBody>>()
expectTypeOf<z.output<ReturnType<typeof updateApiKeySchema>>>().toEqualTypeOf<Read<UpdateApiKeyBody>>()
expectTypeOf<z.output<ReturnType<typeof createM2MApplicationSchema>>>().toEqualTypeOf<
  Read<CreateM2MApplicationBody>
>()
expectTypeOf<z.output<ReturnType<typeof updateM2MApplicationSchema>>>().toEqualTypeOf<
  Read<UpdateM2MApplicationBody>
>()
expectTypeOf<keyof z.output<typeof listM2MApplicationsQuery>>().toEqualTypeOf<
  keyof Operations['listM2MApplications']['query']
>()
expectTypeOf<z.output<ReturnType<typeof rotateApiKeySchema>>>().toEqualTypeOf<Read<RotateApiKeyBody>>()
expectTypeOf<z.output<typeof bulkRevokeSchema>>().toEqualTypeOf<BulkRevokeBody>()
expectTypeOf<z.output<typeof testApiKeySchema>>().toEqualTypeOf<TestApiKeyBody>()
expectTypeOf<keyof z.output<typeof listApiKeysQuery>>().toEqualTypeOf<
  keyof Operations['listApiKeys']['query']
>()
expectTypeOf<keyof z.output<typeof listMembersQuery>>().toEqualTypeOf<
  keyof Operations['listMembers']['query']
>()

expectTypeOf<keyof z.output<typeof listAuditEventsQuery>>().toEqualTypeOf<
  keyof Operations['listAuditEvents']['query']
>()

type Answer<O extends keyof typeof responseSchemas> = z.output<(typeof responseSchemas)[O]>
expectTypeOf<Answer<'getSession'>>().toEqualTypeOf<Operations['getSession']['response']>()
expectTypeOf<Answer<'listPermissions'>>().toEqualTypeOf<Operations['listPermissions']['response']>()
expectTypeOf<Answer<'listMembers'>>().toEqualTypeOf<Operations['listMembers']['response']>()
expectTypeOf<Answer<'listApiKeys'>>().toEqualTypeOf<Operations['listApiKeys']['response']>()
expectTypeOf<Answer<'getApiKeysSummary'>>().toEqualTypeOf<Operations['getApiKeysSummary']['response']>()
expectTypeOf<Answer<'createApiKey'>>().toEqualTypeOf<Operations['createApiKey']['response']>()
expectTypeOf<Answer<'getApiKey'>>().toEqualTypeOf<Operations['getApiKey']['response']>()
expectTypeOf<Answer<'testApiKey'>>().toEqualTypeOf<Operations['testApiKey']['response']>()

expectTypeOf<Answer<'updateApiKey'>>().toEqualTypeOf<Operations['updateApiKey']['response']>()
expectTypeOf<Answer<'rotateApiKey'>>().toEqualTypeOf<Operations['rotateApiKey']['response']>()
expectTypeOf<Answer<'listScopes'>>().toEqualTypeOf<Operations['listScopes']['response']>()
expectTypeOf<Answer<'listM2MApplications'>>().toEqualTypeOf<Operations['listM2MApplications']['response']>()
expectTypeOf<Answer<'createM2MApplication'>>().toEqualTypeOf<Operations['createM2MApplication']['response']>()
expectTypeOf<Answer<'createClientSecret'>>().toEqualTypeOf<Operations['createClientSecret']['response']>()
expectTypeOf<Answer<'listMigrations'>>().toEqualTypeOf<Operations['listMigrations']['response']>()
expectTypeOf<Answer<'listCredentials'>>().toEqualTypeOf<Operations['listCredentials']['response']>()
expectTypeOf<Answer<'getCredentialsSummary'>>().toEqualTypeOf<
  Operations['getCredentialsSummary']['response']
>()
expectTypeOf<keyof z.output<typeof listCredentialsQuery>>().toEqualTypeOf<
  keyof Operations['listCredentials']['query']
>()
expectTypeOf<keyof z.output<typeof exportCredentialsQuery>>().toEqualTypeOf<
  keyof Operations['exportCredentials']['query']
>()
expectTypeOf<Answer<'listAuditEvents'>>().toEqualTypeOf<Operations['listAuditEvents']['response']>()

type Answered = Exclude<
  keyof Operations,
  | 'revokeApiKey'
  | 'acknowledgeApiKey'
  | 'deleteM2MApplication'
  | 'deleteClientSecret'
  | 'exportCredentials'
  | 'reportUsage'
>
expectTypeOf<keyof typeof responseSchemas>().toEqualTypeOf<Answered>()
