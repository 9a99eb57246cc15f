import type { ApiKey } from '@keydesk/contract'

const day = 24 * 60 * 60 * 1000

/** Whether only the new key is in use: it was used, and the old one was not since then, or not for a day. */
export const isSafeToStop = (old: ApiKey, successor: ApiKey): boolean => {
  if (successor.lastUsedAt === null) return false
  if (old.lastUsedAt === null) return true
  const quiet = Date.parse(successor.lastUsedAt) - Date.parse(old.lastUsedAt)
  return Date.parse(old.lastUsedAt) < Date.parse(successor.createdAt) || quiet > day
}
