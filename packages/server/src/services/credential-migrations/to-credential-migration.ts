import { type ApiKey, type CredentialMigration, isSafeToFinish, type M2MApplication } from '@keydesk/contract'
import type { StoredMigration } from '../../store/index.ts'
import { returnedEnd } from './returned-end.ts'

/** A stored plan as the contract tells it, with its key and its application as they are now. While it runs, its former end is what cancelling gives back. */
export const toCredentialMigration = (
  plan: StoredMigration,
  apiKey: ApiKey,
  application: M2MApplication,
): CredentialMigration => {
  const { id, status, endsAt, startedAt, startedBy, endedAt } = plan
  const isRunning = status === 'running'
  const expiresAt = apiKey.expiresAt === null ? null : new Date(apiKey.expiresAt)
  const formerEnd = isRunning ? returnedEnd(plan, { expiresAt }) : plan.formerEnd
  return {
    id,
    status,
    endsAt: endsAt.toISOString(),
    formerEnd: formerEnd?.toISOString() ?? null,
    startedAt: startedAt.toISOString(),
    startedBy,
    endedAt: endedAt?.toISOString() ?? null,
    safeToFinish: isRunning && isSafeToFinish(apiKey, application, application.lastTestedAt),
    permissionsWithoutScope: apiKey.permissions.filter(slug => !application.scopes.includes(slug)),
    scopesWithoutPermission: application.scopes.filter(slug => !apiKey.permissions.includes(slug)),
    apiKey,
    application,
  }
}
