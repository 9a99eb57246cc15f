import { type ApiKey, type CredentialMigration, isSafeToFinish, type M2MApplication } from '@keydesk/contract'
import { makeApiKey } from './api-keys.ts'
import { makeApplication } from './applications.ts'
import { inDays } from './clock.ts'
import { ada } from './people.ts'

/** A plan of a key and its application, with what a story cares for. The rest follows from the two, as the broker's would. */
export const makeMigration = (
  apiKey: ApiKey,
  application: M2MApplication,
  given: Partial<CredentialMigration> = {},
): CredentialMigration => ({
  id: `migration_${apiKey.id}`,
  status: 'running',
  endsAt: apiKey.expiresAt ?? inDays(30),
  formerEnd: inDays(200),
  startedAt: application.createdAt,
  startedBy: ada,
  endedAt: null,
  safeToFinish: given.status === undefined && isSafeToFinish(apiKey, application, application.lastTestedAt),
  permissionsWithoutScope: apiKey.permissions.filter(slug => !application.scopes.includes(slug)),
  scopesWithoutPermission: application.scopes.filter(slug => !apiKey.permissions.includes(slug)),
  apiKey,
  application,
  ...given,
})

/** The key that the stories of a plan are about. */
export const moved: ApiKey = makeApiKey({
  name: 'Invoice sync',
  permissions: ['posts:read', 'comments:read', 'exports:create'],
  createdAt: inDays(-120),
  lastUsedAt: inDays(-0.002),
  expiresAt: inDays(28),
})

/** The application that takes over from it. */
export const successor: M2MApplication = makeApplication({
  name: 'Invoice sync',
  scopes: ['posts:read', 'comments:read', 'analytics:read'],
  createdAt: inDays(-2),
  lastUsedAt: inDays(-0.001),
  replaces: moved.id,
})
