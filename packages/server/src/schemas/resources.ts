import {
  apiKeyAttentions,
  apiKeyStatuses,
  auditActions,
  choiceReasons,
  clientSecretStatuses,
  credentialKinds,
  m2mApplicationAttentions,
  m2mApplicationStatuses,
  migrationStatuses,
} from '@keydesk/contract'
import * as z from 'zod'
import { choiceSchema } from './requests.ts'

// Strict on the way out as well: a field the contract does not name cannot leave.

/** `Person` */
export const personSchema = z.strictObject({ id: z.string(), name: z.string(), email: z.string() })

/** `Organization` */
export const organizationSchema = z.strictObject({ id: z.string(), name: z.string() })

/** `Permission` */
export const permissionSchema = z.strictObject({
  slug: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  grantable: z
    .boolean()
    .meta({ description: 'The actor holds it and the host lets it be put on what it is listed for.' }),
})

const instant = z.iso.datetime().meta({ description: 'RFC 3339, in UTC.' })

/** `Choice` */
export const storedChoiceSchema = choiceSchema.extend({
  recommended: z.enum(credentialKinds),
  reason: z.enum(choiceReasons),
})

/** `ApiKey` */
export const apiKeySchema = z.strictObject({
  kind: z.literal('api_key'),
  id: z.string(),
  name: z.string(),
  obfuscatedValue: z.string(),
  permissions: z.array(z.string()),
  issuedPermissions: z.array(z.string()),
  status: z.enum(apiKeyStatuses),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
  owner: personSchema.nullable(),
  createdBy: personSchema.nullable(),
  purpose: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  choice: storedChoiceSchema.nullable(),
  origin: z.enum(['keydesk', 'elsewhere']),
  delivered: z.boolean().nullable(),
  reviewedAt: instant.nullable(),
  reviewDueAt: instant,
  attention: z.array(z.enum(apiKeyAttentions)),
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
})

/** `ClientSecret` */
export const clientSecretSchema = z.strictObject({
  id: z.string(),
  hint: z.string(),
  status: z.enum(clientSecretStatuses),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
})

/** `M2MApplication` */
export const m2mApplicationSchema = z.strictObject({
  kind: z.literal('m2m_application'),
  id: z.string(),
  clientId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  scopes: z.array(z.string()),
  status: z.enum(m2mApplicationStatuses),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  lastTestedAt: instant
    .nullable()
    .meta({ description: 'When a token was last got for it as a test, which is a use as well.' }),
  owner: personSchema.nullable(),
  createdBy: personSchema.nullable(),
  purpose: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  choice: storedChoiceSchema.nullable(),
  origin: z.enum(['keydesk', 'elsewhere']),
  reviewedAt: instant.nullable(),
  reviewDueAt: instant,
  attention: z.array(z.enum(m2mApplicationAttentions)),
  secrets: z.array(clientSecretSchema),
  replaces: z.string().nullable(),
})

/** `CredentialMigration` */
export const credentialMigrationSchema = z.strictObject({
  id: z.string(),
  status: z.enum(migrationStatuses),
  endsAt: instant,
  formerEnd: instant.nullable(),
  startedAt: instant,
  startedBy: personSchema.nullable(),
  endedAt: instant.nullable(),
  safeToFinish: z.boolean(),
  permissionsWithoutScope: z.array(z.string()),
  scopesWithoutPermission: z.array(z.string()),
  apiKey: apiKeySchema,
  application: m2mApplicationSchema,
})

/** `Credential` */
export const credentialSchema = z.strictObject({
  kind: z.enum(['api_key', 'm2m']),
  id: z.string(),
  organizationId: z.string(),
  subject: z.strictObject({ type: z.enum(['organization', 'user']), id: z.string() }),
  permissions: z.array(z.string()),
  name: z.string().nullable(),
  expiresAt: instant.nullable(),
  ownerId: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
})

const changes = z.record(z.string(), z.unknown()).nullable()

/** `AuditEvent` */
export const auditEventSchema = z.strictObject({
  id: z.string(),
  at: instant,
  actor: z.union([personSchema, z.strictObject({ type: z.enum(['system', 'workos']) })]),
  action: z.enum(auditActions),
  credential: z.strictObject({ kind: z.enum(credentialKinds), id: z.string(), name: z.string() }).nullable(),
  requestId: z.string(),
  before: changes,
  after: changes,
  reason: z.string().nullable(),
})

/** `Session` */
export const sessionSchema = z.strictObject({
  actor: personSchema,
  organization: organizationSchema,
  organizations: z.array(organizationSchema),
  access: z.enum(['read', 'manage']),
  impersonated: z.boolean(),
  policy: z.strictObject({
    apiKeys: z.strictObject({
      allowed: z.boolean(),
      defaultLifetimeDays: z.int(),
      maxLifetimeDays: z.int().nullable(),
      mayNeverExpire: z.boolean(),
      maxOverlapSeconds: z.int(),
      ownerRequired: z.boolean(),
      purposeRequired: z.boolean(),
      permissionsNeedingReason: z.array(z.string()),
      reviewIntervalDays: z.int(),
      maxPerOrganization: z.int(),
    }),
    m2mApplications: z.strictObject({
      allowed: z.boolean(),
      secretMaxAgeDays: z.int().nullable(),
      ownerRequired: z.boolean(),
      purposeRequired: z.boolean(),
      scopesNeedingReason: z.array(z.string()),
      reviewIntervalDays: z.int(),
      maxPerOrganization: z.int(),
    }),
  }),
  limits: z.strictObject({
    bodyBytes: z.int(),
    nameLength: z.int(),
    permissionsPerKey: z.int(),
    scopesPerApplication: z.int(),
    descriptionLength: z.int(),
    purposeLength: z.int(),
    metadataPairs: z.int(),
    metadataKeyLength: z.int(),
    metadataValueLength: z.int(),
    personBurst: z.int(),
    personRequestsPerSecond: z.int(),
    organizationBurst: z.int(),
    organizationRequestsPerSecond: z.int(),
  }),
  features: z.strictObject({
    apiKeys: z.boolean(),
    m2mApplications: z.boolean(),
    audit: z.boolean(),
    narrowing: z.boolean(),
    testing: z.boolean(),
  }),
  tokenUrl: z.string().nullable(),
})
