import * as z from 'zod'
import { auditLogBodySchema } from '../audit-logs/audit-log-event.ts'
import { auditLogSchemaBodySchema } from '../audit-logs/audit-log-schema.ts'

const timestamps = { createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() }

/** What the emulator remembers, one schema per table; the state file is read back through them. */
export const recordSchemas = {
  organizations: z.strictObject({ id: z.string(), name: z.string(), ...timestamps }),
  users: z.strictObject({
    id: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    lastSignInAt: z.iso.datetime().nullable(),
    ...timestamps,
  }),
  permissions: z.strictObject({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    system: z.boolean(),
    ...timestamps,
  }),
  roles: z.strictObject({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    organizationId: z.string().nullable(),
    permissions: z.array(z.string()),
    ...timestamps,
  }),
  memberships: z.strictObject({
    id: z.string(),
    userId: z.string(),
    organizationId: z.string(),
    status: z.enum(['active', 'inactive', 'pending']),
    roles: z.tuple([z.string()], z.string()),
    ...timestamps,
  }),
  apiKeys: z.strictObject({
    id: z.string(),
    organizationId: z.string(),
    name: z.string(),
    value: z.string(),
    permissions: z.array(z.string()),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
    ...timestamps,
  }),
  applications: z.strictObject({
    id: z.string(),
    clientId: z.string(),
    organizationId: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    scopes: z.array(z.string()),
    ...timestamps,
  }),
  clientSecrets: z.strictObject({
    id: z.string(),
    applicationId: z.string(),
    hash: z.string(),
    hint: z.string(),
    lastUsedAt: z.iso.datetime().nullable(),
    ...timestamps,
  }),
  codes: z.strictObject({
    userId: z.string(),
    organizationId: z.string().nullable(),
    redirectUri: z.string(),
    codeChallenge: z.string().nullable(),
    expiresAt: z.number(),
  }),
  sessions: z.strictObject({ id: z.string(), userId: z.string(), authenticatedAt: z.number() }),
  refreshTokens: z.strictObject({
    sessionId: z.string(),
    organizationId: z.string().nullable(),
    usedAt: z.number().nullable(),
  }),
  idempotency: z.strictObject({
    bodyHash: z.string(),
    status: z.number(),
    answer: z.unknown(),
    at: z.number(),
  }),
  events: z.strictObject({
    id: z.string(),
    name: z.string(),
    organizationId: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
    createdAt: z.iso.datetime(),
  }),
  webhooks: z.strictObject({
    id: z.string(),
    url: z.string(),
    secret: z.string(),
    /** The last event it has taken, or that was given up; null before the first. */
    position: z.string().nullable(),
    /** Whether the seed names it. */
    isConfigured: z.boolean(),
  }),
  auditLogEvents: z.strictObject({
    id: z.string(),
    organizationId: z.string(),
    idempotencyKey: z.string().nullable(),
    receivedAt: z.iso.datetime(),
    event: auditLogBodySchema.shape.event,
  }),
  auditLogSchemas: z.strictObject({
    id: z.string(),
    action: z.string(),
    version: z.number(),
    body: auditLogSchemaBodySchema,
    createdAt: z.iso.datetime(),
  }),
  signingKeys: z.strictObject({ kid: z.string(), privateKey: z.string(), certificate: z.string() }),
  clock: z.strictObject({ offsetSeconds: z.number() }),
}

export type TableName = keyof typeof recordSchemas
export type Records = { [Name in TableName]: z.output<(typeof recordSchemas)[Name]> }
export type Tables = { [Name in TableName]: Map<string, Records[Name]> }
export type ReadonlyTables = { readonly [Name in TableName]: ReadonlyMap<string, Records[Name]> }

/** One change to one record; `value: null` removes it. */
export type Change<Name extends TableName = TableName> = {
  [N in Name]: { table: N; id: string; value: Records[N] | null }
}[Name]

export type Organization = Records['organizations']
export type User = Records['users']
export type Permission = Records['permissions']
export type Role = Records['roles']
export type Membership = Records['memberships']
export type ApiKey = Records['apiKeys']
export type Application = Records['applications']
export type ClientSecret = Records['clientSecrets']
export type Session = Records['sessions']
export type EventRecord = Records['events']
export type Webhook = Records['webhooks']
export type AuditLogEvent = Records['auditLogEvents']
export type AuditLogSchema = Records['auditLogSchemas']
