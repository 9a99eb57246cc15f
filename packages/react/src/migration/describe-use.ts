import type { CredentialMigration } from '@keydesk/contract'
import { describeTakeover } from '../credentials/describe-takeover.ts'
import type { migration } from '../messages/english/migration.ts'
import type { Formats } from '../messages/formats.ts'

/** Whether a running plan can be finished without a failed request, in a sentence; why not, where it cannot. */
export const describeUse = (
  { safeToFinish, apiKey, application }: CredentialMigration,
  now: number,
  { words, formats }: { words: typeof migration; formats: Formats },
): string =>
  describeTakeover(
    { old: apiKey, successor: application, isSafe: safeToFinish },
    { words: words.verdict, formats, now },
  )

const hour = 60 * 60 * 1000
const day = 24 * hour

/** Since when a key is quiet: its last use, where that was before the application was made and more than an hour ago, or more than a day ago. Null while it is in use, or where it never was. */
export const quietSince = ({ apiKey, application }: CredentialMigration, now: number): string | null => {
  const { lastUsedAt } = apiKey
  if (lastUsedAt === null) return null
  const isOlder = Date.parse(lastUsedAt) < Date.parse(application.createdAt)
  const isQuiet = now - Date.parse(lastUsedAt) > (isOlder ? hour : day)
  return isQuiet ? lastUsedAt : null
}
