/**
 * The Keydesk widget: an organization's API keys inside your own dashboard.
 * The host wraps it in `<KeydeskProvider baseUrl="/api/keydesk/v1">`, renders `<ApiKeys />`, and imports
 * `@keydesk/react/styles.css` once. The hooks give the same powers without the looks.
 */
export { ApiKeys, type ApiKeysProps, type EmptySlot, type SecretExtrasSlot } from './api-keys/api-keys.tsx'
export type { RowActionsSlot } from './api-keys/key-row.tsx'
export { PermissionPicker, type PermissionPickerProps } from './api-keys/permission-picker.tsx'
export type { PermissionTemplate } from './credentials/group-permissions.ts'
export * from './headless.ts'
export { Credentials, type CredentialsProps } from './inventory/credentials.tsx'
export { M2MApplications, type M2MApplicationsProps } from './m2m-applications/m2m-applications.tsx'
export { english, type Messages, type Translation } from './messages/english.ts'
export { KeyMigration, type KeyMigrationProps } from './migration/key-migration.tsx'
