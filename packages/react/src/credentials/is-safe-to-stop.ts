import type { ApiKey } from '@keydesk/contract'

const day = 24 * 60 * 60 * 1000

/** What is known of the use of a secret. */
type Used = Pick<ApiKey, 'createdAt' | 'lastUsedAt'>

/** Whether only the new one is in use: it was used, and the old one was not since then, or not for a day. */
export const isSafeToStop = (old: Used, successor: Used): boolean => {
  if (successor.lastUsedAt === null) return false
  if (old.lastUsedAt === null) return true
  const quiet = Date.parse(successor.lastUsedAt) - Date.parse(old.lastUsedAt)
  return Date.parse(old.lastUsedAt) < Date.parse(successor.createdAt) || quiet > day
}
