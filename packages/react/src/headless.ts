/**
 * Keydesk without its looks: the client, the provider and the hooks, for a host that renders the keys by itself.
 * No markup, no words and no styles come with it. The host wraps its own parts in `<KeydeskProvider>`.
 */
export {
  type ClientErrorCode,
  type ClientErrorDetails,
  type ClientOnlyCode,
  KeydeskClientError,
} from './client/client-error.ts'
export type { CallOptions, ClientOptions } from './client/create-call.ts'
export { createClient, type KeydeskClient } from './client/create-client.ts'
export { KeydeskProvider, type KeydeskProviderProps } from './hooks/keydesk-provider.tsx'
export { useAcknowledgeApiKey } from './hooks/use-acknowledge-api-key.ts'
export type { Action, Outcome } from './hooks/use-action.ts'
export { type ApiKeyState, useApiKey } from './hooks/use-api-key.ts'
export { type ApiKeysOptions, type ApiKeysState, useApiKeys } from './hooks/use-api-keys.ts'
export { type ApiKeysSummaryState, useApiKeysSummary } from './hooks/use-api-keys-summary.ts'
export { type AuditEventsState, useAuditEvents } from './hooks/use-audit-events.ts'
export { useBulkRevokeApiKeys } from './hooks/use-bulk-revoke-api-keys.ts'
export { useCancelMigration } from './hooks/use-cancel-migration.ts'
export { useCreateApiKey } from './hooks/use-create-api-key.ts'
export { useCreateM2MApplication } from './hooks/use-create-m2m-application.ts'
export {
  type CredentialsOptions,
  type CredentialsState,
  useCredentials,
} from './hooks/use-credentials.ts'
export { type CredentialsSummaryState, useCredentialsSummary } from './hooks/use-credentials-summary.ts'
export { useDeleteClientSecret } from './hooks/use-delete-client-secret.ts'
export { useDeleteM2MApplication } from './hooks/use-delete-m2m-application.ts'
export { useFinishMigration } from './hooks/use-finish-migration.ts'
export { type M2MApplicationState, useM2MApplication } from './hooks/use-m2m-application.ts'
export {
  type M2MApplicationsOptions,
  type M2MApplicationsState,
  useM2MApplications,
} from './hooks/use-m2m-applications.ts'
export { type MembersState, useMembers } from './hooks/use-members.ts'
export { type MigrationState, useMigration } from './hooks/use-migration.ts'
export { type MigrationsOptions, type MigrationsState, useMigrations } from './hooks/use-migrations.ts'
export type { PagesOptions, Place } from './hooks/use-pages.ts'
export { type PermissionsState, usePermissions } from './hooks/use-permissions.ts'
export { useRescheduleMigration } from './hooks/use-reschedule-migration.ts'
export { useReviewApiKey } from './hooks/use-review-api-key.ts'
export { useReviewM2MApplication } from './hooks/use-review-m2m-application.ts'
export { useRevokeApiKey } from './hooks/use-revoke-api-key.ts'
export { useRotateApiKey } from './hooks/use-rotate-api-key.ts'
export { type ScopesState, useScopes } from './hooks/use-scopes.ts'
export { type SessionState, useSession } from './hooks/use-session.ts'
export { useStartMigration } from './hooks/use-start-migration.ts'
export { useStartSecretRotation } from './hooks/use-start-secret-rotation.ts'
export { useTestApiKey } from './hooks/use-test-api-key.ts'
export { useTestM2MApplication } from './hooks/use-test-m2m-application.ts'
export { useUpdateApiKey } from './hooks/use-update-api-key.ts'
export { useUpdateM2MApplication } from './hooks/use-update-m2m-application.ts'
