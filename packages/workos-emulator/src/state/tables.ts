import type { ApiKey, Change, TableName, Tables } from './records.ts'

/** Every table, empty. */
export function createTables(): Tables {
  return {
    organizations: new Map(),
    users: new Map(),
    permissions: new Map(),
    roles: new Map(),
    memberships: new Map(),
    apiKeys: new Map(),
    applications: new Map(),
    clientSecrets: new Map(),
    codes: new Map(),
    sessions: new Map(),
    refreshTokens: new Map(),
    idempotency: new Map(),
    events: new Map(),
    webhooks: new Map(),
    auditLogEvents: new Map(),
    auditLogSchemas: new Map(),
    signingKeys: new Map(),
    clock: new Map(),
  }
}

/** Makes one change; a record that is replaced keeps its place, so that lists stay in order of creation. */
export function applyChange<Name extends TableName>(tables: Tables, change: Change<Name>): void {
  const table: Map<string, unknown> = tables[change.table]
  if (change.value === null) table.delete(change.id)
  else table.set(change.id, change.value)
}

/** The changes that build these tables from nothing. */
export function listChanges(tables: Tables): Change[] {
  const { organizations, users, permissions, roles, memberships, apiKeys, clock } = tables
  const { applications, clientSecrets, auditLogEvents, auditLogSchemas } = tables
  const { codes, sessions, refreshTokens, idempotency, events, webhooks, signingKeys } = tables
  return [
    ...rows('organizations', organizations),
    ...rows('users', users),
    ...rows('permissions', permissions),
    ...rows('roles', roles),
    ...rows('memberships', memberships),
    ...rows('apiKeys', apiKeys),
    ...rows('applications', applications),
    ...rows('clientSecrets', clientSecrets),
    ...rows('codes', codes),
    ...rows('sessions', sessions),
    ...rows('refreshTokens', refreshTokens),
    ...rows('idempotency', idempotency),
    ...rows('events', events),
    ...rows('webhooks', webhooks),
    ...rows('auditLogEvents', auditLogEvents),
    ...rows('auditLogSchemas', auditLogSchemas),
    ...rows('signingKeys', signingKeys),
    ...rows('clock', clock),
  ]
}

function* rows<Name extends TableName, Value>(table: Name, records: Map<string, Value>) {
  for (const [id, value] of records) yield { table, id, value }
}

/** Keys by organization and by value, kept beside the table so that 10,000 keys list and validate fast. */
export function createApiKeyIndex() {
  const byOrganization = new Map<string, Map<string, ApiKey>>()
  const byValue = new Map<string, string>()
  return {
    ofOrganization: (organizationId: string): ApiKey[] => [
      ...(byOrganization.get(organizationId)?.values() ?? []),
    ],
    idOfValue: (value: string) => byValue.get(value),
    put(key: ApiKey) {
      const keys = byOrganization.get(key.organizationId) ?? new Map<string, ApiKey>()
      byOrganization.set(key.organizationId, keys.set(key.id, key))
      byValue.set(key.value, key.id)
    },
    remove(key: ApiKey) {
      byOrganization.get(key.organizationId)?.delete(key.id)
      byValue.delete(key.value)
    },
  }
}
