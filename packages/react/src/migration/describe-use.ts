import type { CredentialMigration } from '@keydesk/contract'
import type { migration } from '../messages/english/migration.ts'
import type { Formats } from '../messages/formats.ts'

/** Whether a running plan can be finished without a failed request, in a sentence; why not, where it cannot. */
export const describeUse = (
  { safeToFinish, apiKey, application }: CredentialMigration,
  now: number,
  { words, formats }: { words: typeof migration; formats: Formats },
): string => {
  const { verdict } = words
  if (safeToFinish) return verdict.safe
  if (application.lastUsedAt === null || apiKey.lastUsedAt === null) return verdict.unused
  return verdict.inUse(formats.ago(apiKey.lastUsedAt, now))
}

const day = 24 * 60 * 60 * 1000

/** Since when a key is quiet: its last use, where that was before the application was made or more than a day ago. Null while it is in use, or where it never was. */
export const quietSince = ({ apiKey, application }: CredentialMigration, now: number): string | null => {
  const { lastUsedAt } = apiKey
  if (lastUsedAt === null) return null
  const isQuiet =
    Date.parse(lastUsedAt) < Date.parse(application.createdAt) || now - Date.parse(lastUsedAt) > day
  return isQuiet ? lastUsedAt : null
}
