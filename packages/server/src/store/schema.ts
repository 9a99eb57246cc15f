import type { Choice } from '@keydesk/contract'
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { AuditSubject, StoredActor } from './audit-event.ts'

/** The schema that holds every table, so that a host may share its database. */
export const keydesk = pgSchema('keydesk')

/** Text in binary order: the same on every server, whatever its locale. */
const binaryText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' })

const instant = (name: string) => timestamp(name, { precision: 3, withTimezone: true, mode: 'date' })

/** Full precision, for instants that only the database compares with one another. */
const exactInstant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Who owns, creates and acts: WorkOS's users, as last seen. */
export const people = keydesk.table('people', {
  id: binaryText('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull(),
})

/** Every key of every organization: what WorkOS knows of it, and what only Keydesk does. Never its value. */
export const apiKeys = keydesk.table(
  'api_keys',
  {
    id: binaryText('id').primaryKey(),
    organizationId: binaryText('organization_id').notNull(),
    kind: text('kind').notNull().default('api_key'),
    name: text('name').notNull(),
    nameLower: binaryText('name_lower').notNull(),
    searchText: binaryText('search_text').notNull(),
    obfuscatedValue: text('obfuscated_value').notNull(),
    permissions: text('permissions').array().notNull(),
    issuedPermissions: text('issued_permissions').array().notNull(),
    narrowedPermissions: text('narrowed_permissions').array(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    sortExpiresAt: instant('sort_expires_at')
      .notNull()
      .generatedAlwaysAs(sql`coalesce(expires_at, timestamptz 'infinity')`),
    lastUsedAt: instant('last_used_at'),
    sortLastUsedAt: instant('sort_last_used_at')
      .notNull()
      .generatedAlwaysAs(sql`coalesce(last_used_at, timestamptz '-infinity')`),
    workosUpdatedAt: instant('workos_updated_at'),
    origin: text('origin', { enum: ['keydesk', 'elsewhere'] }).notNull(),
    ownerId: binaryText('owner_id').references((): AnyPgColumn => people.id),
    createdById: binaryText('created_by_id').references((): AnyPgColumn => people.id),
    ownerGoneAt: instant('owner_gone_at'),
    purpose: text('purpose'),
    metadata: jsonb('metadata').$type<Record<string, string>>().notNull().default({}),
    choice: jsonb('choice').$type<Choice>(),
    reviewedAt: instant('reviewed_at'),
    reviewedById: binaryText('reviewed_by_id').references((): AnyPgColumn => people.id),
    deliveredAt: instant('delivered_at'),
    replaces: binaryText('replaces'),
    replacedBy: binaryText('replaced_by'),
    revokedAt: instant('revoked_at'),
    // Nobody said it was revoked; a list of WorkOS was without it.
    missingAt: instant('missing_at'),
    expiryToldAt: instant('expiry_told_at'),
    seenAt: exactInstant('seen_at').notNull().default(sql`clock_timestamp()`),
  },
  table => [
    unique('api_keys_of_organization').on(table.id, table.organizationId),
    check('api_keys_kind', sql`kind = 'api_key'`),
    check('api_keys_origin', sql`origin in ('keydesk', 'elsewhere')`),
    check(
      'api_keys_made_here_are_owned',
      sql`origin <> 'keydesk' or (owner_id is not null and created_by_id is not null)`,
    ),
    check('api_keys_narrowed_is_narrower', sql`narrowed_permissions <@ issued_permissions`),
    check('api_keys_metadata_is_an_object', sql`jsonb_typeof(metadata) = 'object'`),
    check('api_keys_choice_is_an_object', sql`jsonb_typeof(choice) = 'object'`),
    check('api_keys_reviewed_by_somebody', sql`(reviewed_at is null) = (reviewed_by_id is null)`),
    check('api_keys_missing_are_revoked', sql`missing_at is null or revoked_at is not null`),
    index('api_keys_all').on(table.organizationId, table.createdAt, table.id),
    index('api_keys_live_by_name')
      .on(table.organizationId, table.nameLower, table.id)
      .where(sql`revoked_at is null`),
    index('api_keys_live_by_creation')
      .on(table.organizationId, table.createdAt, table.id)
      .where(sql`revoked_at is null`),
    // Holds everything a status is derived from, so that counting states reads the index alone.
    index('api_keys_live_by_expiry')
      .on(table.organizationId, table.sortExpiresAt, table.id, table.replacedBy)
      .where(sql`revoked_at is null`),
    index('api_keys_live_by_use')
      .on(table.organizationId, table.sortLastUsedAt, table.id)
      .where(sql`revoked_at is null`),
    index('api_keys_live_by_owner')
      .on(table.ownerId, table.organizationId, table.createdAt, table.id)
      .where(sql`revoked_at is null`),
    index('api_keys_revoked')
      .on(table.organizationId, table.createdAt, table.id)
      .where(sql`revoked_at is not null`),
    index('api_keys_undelivered')
      .on(table.createdAt)
      .where(sql`delivered_at is null and revoked_at is null and origin = 'keydesk'`),
    index('api_keys_expiry_untold')
      .on(table.expiresAt)
      .where(sql`revoked_at is null and (expiry_told_at is null or expires_at > expiry_told_at)`),
  ],
)

/** Every M2M application of every organization: what WorkOS knows of it, and what only Keydesk does. */
export const m2mApplications = keydesk.table(
  'm2m_applications',
  {
    id: binaryText('id').primaryKey(),
    organizationId: binaryText('organization_id').notNull(),
    kind: text('kind').notNull().default('m2m_application'),
    clientId: binaryText('client_id').notNull(),
    name: text('name').notNull(),
    nameLower: binaryText('name_lower').notNull(),
    searchText: binaryText('search_text').notNull(),
    description: text('description'),
    scopes: text('scopes').array().notNull(),
    createdAt: instant('created_at').notNull(),
    workosUpdatedAt: instant('workos_updated_at').notNull(),
    origin: text('origin', { enum: ['keydesk', 'elsewhere'] }).notNull(),
    ownerId: binaryText('owner_id').references((): AnyPgColumn => people.id),
    createdById: binaryText('created_by_id').references((): AnyPgColumn => people.id),
    ownerGoneAt: instant('owner_gone_at'),
    purpose: text('purpose'),
    metadata: jsonb('metadata').$type<Record<string, string>>().notNull().default({}),
    choice: jsonb('choice').$type<Choice>(),
    reviewedAt: instant('reviewed_at'),
    reviewedById: binaryText('reviewed_by_id').references((): AnyPgColumn => people.id),
    replaces: binaryText('replaces'),
    lastTestedAt: instant('last_tested_at'),
    deletedAt: instant('deleted_at'),
    // Nobody said it was deleted; a list of WorkOS was without it.
    missingAt: instant('missing_at'),
    seenAt: exactInstant('seen_at').notNull().default(sql`clock_timestamp()`),
  },
  table => [
    unique('m2m_applications_client_id').on(table.clientId),
    unique('m2m_applications_of_organization').on(table.id, table.organizationId),
    check('m2m_applications_kind', sql`kind = 'm2m_application'`),
    check('m2m_applications_origin', sql`origin in ('keydesk', 'elsewhere')`),
    check(
      'm2m_applications_made_here_are_owned',
      sql`origin <> 'keydesk' or (owner_id is not null and created_by_id is not null)`,
    ),
    check('m2m_applications_metadata_is_an_object', sql`jsonb_typeof(metadata) = 'object'`),
    check('m2m_applications_choice_is_an_object', sql`jsonb_typeof(choice) = 'object'`),
    check('m2m_applications_reviewed_by_somebody', sql`(reviewed_at is null) = (reviewed_by_id is null)`),
    check('m2m_applications_missing_are_deleted', sql`missing_at is null or deleted_at is not null`),
    index('m2m_applications_all').on(table.organizationId, table.createdAt, table.id),
    index('m2m_applications_by_owner').on(table.ownerId, table.organizationId),
  ],
)

/** The client secrets of M2M applications. Never a value. */
export const clientSecrets = keydesk.table(
  'client_secrets',
  {
    id: binaryText('id').primaryKey(),
    applicationId: binaryText('application_id').notNull(),
    organizationId: binaryText('organization_id').notNull(),
    hint: text('hint').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    deletedAt: instant('deleted_at'),
    // Nobody said it was deleted; a list of WorkOS was without it.
    missingAt: instant('missing_at'),
    seenAt: exactInstant('seen_at').notNull().default(sql`clock_timestamp()`),
  },
  table => [
    foreignKey({
      name: 'client_secrets_of_application',
      columns: [table.applicationId, table.organizationId],
      foreignColumns: [m2mApplications.id, m2mApplications.organizationId],
    }),
    check('client_secrets_missing_are_deleted', sql`missing_at is null or deleted_at is not null`),
    index('client_secrets_by_application').on(table.applicationId, table.createdAt, table.id),
    index('client_secrets_by_organization').on(table.organizationId),
  ],
)

/** The plans to move from an API key to an M2M application, those that are over included. */
export const credentialMigrations = keydesk.table(
  'credential_migrations',
  {
    id: binaryText('id').primaryKey(),
    organizationId: binaryText('organization_id').notNull(),
    apiKeyId: binaryText('api_key_id').notNull(),
    applicationId: binaryText('application_id').notNull(),
    status: text('status', { enum: ['running', 'finished', 'cancelled'] })
      .notNull()
      .default('running'),
    endsAt: instant('ends_at').notNull(),
    // What a cancelled plan gives back to the key; null: it never ended.
    formerEnd: instant('former_end'),
    startedAt: instant('started_at').notNull(),
    startedById: binaryText('started_by_id').references((): AnyPgColumn => people.id),
    endedAt: instant('ended_at'),
  },
  table => [
    foreignKey({
      name: 'credential_migrations_of_key',
      columns: [table.apiKeyId, table.organizationId],
      foreignColumns: [apiKeys.id, apiKeys.organizationId],
    }),
    foreignKey({
      name: 'credential_migrations_of_application',
      columns: [table.applicationId, table.organizationId],
      foreignColumns: [m2mApplications.id, m2mApplications.organizationId],
    }),
    check('credential_migrations_status', sql`status in ('running', 'finished', 'cancelled')`),
    check('credential_migrations_over_has_an_end', sql`(status = 'running') = (ended_at is null)`),
    // One plan of a key at a time, on however many instances; the same holds for what takes its place.
    uniqueIndex('credential_migrations_one_per_key').on(table.apiKeyId).where(sql`status = 'running'`),
    uniqueIndex('credential_migrations_one_per_application')
      .on(table.applicationId)
      .where(sql`status = 'running'`),
    index('credential_migrations_all').on(table.organizationId, table.startedAt, table.id),
  ],
)

/** The latest word of who is a member of what: older words come too late. */
export const memberships = keydesk.table(
  'memberships',
  {
    organizationId: binaryText('organization_id').notNull(),
    userId: binaryText('user_id').notNull(),
    isMember: boolean('is_member').notNull(),
    toldAt: instant('told_at').notNull(),
  },
  table => [primaryKey({ columns: [table.organizationId, table.userId] })],
)

/** How fresh the mirror of a kind of credential is in each organization, and who refreshes it. */
const mirrorTable = (name: string, count: string) =>
  keydesk.table(name, {
    organizationId: binaryText('organization_id').primaryKey(),
    refreshedAt: exactInstant('refreshed_at'),
    count: integer(count).notNull().default(0),
    refreshStartedAt: exactInstant('refresh_started_at'),
    leaseHolder: text('lease_holder'),
    leaseUntil: exactInstant('lease_until'),
    // The organization is gone at WorkOS: whatever is told of its credentials afterwards comes too late.
    deletedAt: instant('deleted_at'),
  })

/** The mirrors of keys. */
export const mirrorStates = mirrorTable('mirror_states', 'key_count')

/** The mirrors of M2M applications and their secrets. */
export const applicationMirrorStates = mirrorTable('application_mirror_states', 'application_count')

/** What was about to be done at WorkOS, written before it is done. */
export const intents = keydesk.table(
  'intents',
  {
    id: text('id').primaryKey(),
    organizationId: binaryText('organization_id').notNull(),
    action: text('action').notNull(),
    subjectId: binaryText('subject_id'),
    actor: jsonb('actor').$type<StoredActor>().notNull(),
    requestId: text('request_id').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    startedAt: instant('started_at').notNull(),
    deadlineAt: instant('deadline_at').notNull(),
    state: text('state', { enum: ['open', 'settled'] })
      .notNull()
      .default('open'),
    outcome: text('outcome'),
    keyId: binaryText('key_id'),
    settledAt: instant('settled_at'),
    leaseHolder: text('lease_holder'),
    leaseUntil: instant('lease_until'),
  },
  table => [
    check('intents_state', sql`state in ('open', 'settled')`),
    check('intents_settled_has_an_outcome', sql`(state = 'settled') = (outcome is not null)`),
    index('intents_open').on(table.organizationId, table.action).where(sql`state = 'open'`),
    index('intents_due').on(table.deadlineAt).where(sql`state = 'open'`),
    // One rotation of a key at a time, on however many instances.
    uniqueIndex('intents_one_per_subject')
      .on(table.organizationId, table.action, table.subjectId)
      .where(sql`state = 'open' and subject_id is not null`),
    // By which a key that was first told of by WorkOS is known as one made here.
    index('intents_made').on(table.keyId).where(sql`outcome = 'made'`),
  ],
)

/** How often each key was used on each day (UTC), as gates told it. */
export const apiKeyUses = keydesk.table(
  'api_key_uses',
  {
    keyId: binaryText('key_id').notNull(),
    day: date('day').notNull(),
    count: bigint('count', { mode: 'number' }).notNull(),
  },
  table => [
    primaryKey({ columns: [table.keyId, table.day] }),
    check('api_key_uses_count', sql`count > 0`),
    index('api_key_uses_age').on(table.day),
  ],
)

/** The outcomes of requests that may be sent twice. Bodies are kept without the secret. */
export const idempotencyRecords = keydesk.table(
  'idempotency_records',
  {
    scopeHash: text('scope_hash').primaryKey(),
    organizationId: binaryText('organization_id').notNull(),
    fingerprint: text('fingerprint').notNull(),
    runId: text('run_id').notNull(),
    status: integer('status'),
    body: jsonb('body'),
    deadlineAt: instant('deadline_at'),
    expiresAt: instant('expires_at').notNull(),
  },
  table => [unique('idempotency_runs').on(table.runId), index('idempotency_expiry').on(table.expiresAt)],
)

/** The events of WorkOS that were handled. */
export const webhookReceipts = keydesk.table(
  'webhook_receipts',
  { eventId: text('event_id').primaryKey(), at: instant('at').notNull() },
  table => [index('webhook_receipts_age').on(table.at)],
)

/** The last link of each organization's chain; locked while one is added. */
export const auditHeads = keydesk.table('audit_heads', {
  organizationId: binaryText('organization_id').primaryKey(),
  seq: integer('seq').notNull(),
  hash: text('hash').notNull(),
})

/** What was done, by whom: append-only, gapless and chained by hash in each organization. */
export const auditEvents = keydesk.table(
  'audit_events',
  {
    organizationId: binaryText('organization_id').notNull(),
    seq: integer('seq').notNull(),
    id: text('id').notNull(),
    at: instant('at').notNull(),
    actor: jsonb('actor').$type<StoredActor>().notNull(),
    action: text('action').notNull(),
    credential: jsonb('credential').$type<AuditSubject>(),
    credentialId: binaryText('credential_id').generatedAlwaysAs(sql`credential ->> 'id'`),
    requestId: text('request_id').notNull(),
    before: jsonb('before'),
    after: jsonb('after'),
    reason: text('reason'),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  table => [
    primaryKey({ columns: [table.organizationId, table.seq] }),
    unique('audit_events_id').on(table.id),
    index('audit_events_of_credential').on(table.organizationId, table.credentialId, table.seq),
  ],
)

/** Audit events on their way to another system. */
export const auditOutbox = keydesk.table(
  'audit_outbox',
  {
    organizationId: binaryText('organization_id').notNull(),
    seq: integer('seq').notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    parkedAt: instant('parked_at'),
    problem: text('problem'),
  },
  table => [
    primaryKey({ columns: [table.organizationId, table.seq] }),
    check('audit_outbox_parked_has_a_problem', sql`(parked_at is null) = (problem is null)`),
    index('audit_outbox_due').on(table.nextAttemptAt).where(sql`parked_at is null`),
    index('audit_outbox_parked').on(table.parkedAt).where(sql`parked_at is not null`),
  ],
)

/** How many requests each person and organization has sent in its window: rows of `rate-limiter-flexible`, whose statements rely on the order of the columns. */
export const rateLimits = keydesk.table('rate_limits', {
  key: binaryText('key').primaryKey(),
  points: integer('points').notNull().default(0),
  /** When the window ends, in milliseconds since 1970. */
  expire: bigint('expire', { mode: 'number' }),
})
