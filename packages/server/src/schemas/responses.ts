import {
  apiKeyAttentions,
  apiKeyStatuses,
  credentialAttentions,
  credentialKinds,
  errors,
  tokenProblems,
} from '@keydesk/contract'
import * as z from 'zod'
import {
  apiKeySchema,
  auditEventSchema,
  clientSecretSchema,
  credentialMigrationSchema,
  credentialSchema,
  m2mApplicationSchema,
  permissionSchema,
  personSchema,
  sessionSchema,
} from './resources.ts'

const cursor = z.string().nullable()
const value = z.string().nullable().meta({ description: 'The secret, shown this once; null in a replay.' })

const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    data: z.array(item),
    nextCursor: cursor,
    previousCursor: cursor,
    total: z.int().nullable(),
  })

const credential = z.discriminatedUnion('kind', [apiKeySchema, m2mApplicationSchema])

/** What a file of credentials holds that is no table. */
export const exportedCredentialsSchema = z.strictObject({ data: z.array(credential) })

/** What each operation that answers with a body may answer; the handler sends nothing else. */
export const responseSchemas = {
  getSession: sessionSchema,
  listPermissions: z.strictObject({ data: z.array(permissionSchema) }),
  listMembers: z.strictObject({ data: z.array(personSchema) }),
  listApiKeys: pageOf(apiKeySchema),
  getApiKeysSummary: z.strictObject({
    total: z.int(),
    status: z.record(z.enum(apiKeyStatuses), z.int()),
    attention: z.record(z.enum(apiKeyAttentions), z.int()),
  }),
  createApiKey: z.strictObject({ apiKey: apiKeySchema, value }),
  getApiKey: apiKeySchema,
  updateApiKey: apiKeySchema,
  reviewApiKey: apiKeySchema,
  rotateApiKey: z.strictObject({ apiKey: apiKeySchema, value, previous: apiKeySchema }),
  bulkRevokeApiKeys: z.strictObject({
    results: z.array(
      z.strictObject({
        id: z.string(),
        outcome: z.enum(['revoked', 'not_found', 'failed']),
        code: z.enum(Object.keys(errors)).optional(),
      }),
    ),
  }),
  listScopes: z.strictObject({ data: z.array(permissionSchema) }),
  listM2MApplications: pageOf(m2mApplicationSchema),
  createM2MApplication: z.strictObject({
    application: m2mApplicationSchema,
    secret: clientSecretSchema,
    value,
  }),
  getM2MApplication: m2mApplicationSchema,
  updateM2MApplication: m2mApplicationSchema,
  reviewM2MApplication: m2mApplicationSchema,
  createClientSecret: z.strictObject({ secret: clientSecretSchema, value }),
  listMigrations: pageOf(credentialMigrationSchema),
  startMigration: credentialMigrationSchema,
  getMigration: credentialMigrationSchema,
  rescheduleMigration: credentialMigrationSchema,
  finishMigration: credentialMigrationSchema,
  cancelMigration: credentialMigrationSchema,
  testM2MApplication: z.discriminatedUnion('accepted', [
    z.strictObject({
      accepted: z.literal(true),
      header: z.record(z.string(), z.unknown()),
      claims: z.record(z.string(), z.unknown()),
    }),
    z.strictObject({ accepted: z.literal(false), problem: z.enum(tokenProblems) }),
  ]),
  listCredentials: pageOf(credential),
  getCredentialsSummary: z.strictObject({
    total: z.int(),
    kinds: z.record(z.enum(credentialKinds), z.int()),
    attention: z.record(z.enum(credentialAttentions), z.int()),
  }),
  listAuditEvents: z.strictObject({
    data: z.array(auditEventSchema),
    people: z.array(personSchema),
    nextCursor: cursor,
  }),
  testApiKey: z.discriminatedUnion('valid', [
    z.strictObject({ valid: z.literal(true), apiKey: apiKeySchema, permissions: z.array(z.string()) }),
    z.strictObject({ valid: z.literal(false) }),
  ]),
  verifyCredential: z.strictObject({ credential: credentialSchema.nullable() }),
  getOpenApi: z.looseObject({}).meta({ description: 'An OpenAPI 3.1 document: this one.' }),
}
