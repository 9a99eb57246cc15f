import { type ApiKey, type CredentialMigration, isSafeToFinish, type M2MApplication } from '@keydesk/contract'
import type { StoredMigration } from '../../store/index.ts'

/** A stored plan as the contract tells it, with its key and its application as they are now. */
export const toCredentialMigration = (
  { id, status, endsAt, formerEnd, startedAt, startedBy, endedAt }: StoredMigration,
  apiKey: ApiKey,
  application: M2MApplication,
): CredentialMigration => ({
  id,
  status,
  endsAt: endsAt.toISOString(),
  formerEnd: formerEnd?.toISOString() ?? null,
  startedAt: startedAt.toISOString(),
  startedBy,
  endedAt: endedAt?.toISOString() ?? null,
  safeToFinish: status === 'running' && isSafeToFinish(apiKey, application, application.lastTestedAt),
  permissionsWithoutScope: apiKey.permissions.filter(slug => !application.scopes.includes(slug)),
  scopesWithoutPermission: application.scopes.filter(slug => !apiKey.permissions.includes(slug)),
  apiKey,
  application,
})
