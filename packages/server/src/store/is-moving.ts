import { sql } from 'drizzle-orm'
import { apiKeys, credentialMigrations } from './schema.ts'

/**
 * Whether a plan runs that moves the key of a row of `api_keys` to an application. Counted, because `exists` may read the plans of
 * everybody at once instead of looking for the one of this key.
 */
export const isMoving = sql<boolean>`(
  select count(*) > 0 from ${credentialMigrations}
  where ${credentialMigrations.apiKeyId} = ${apiKeys.id} and ${credentialMigrations.status} = 'running'
)`
