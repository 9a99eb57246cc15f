import { isSafeToStop, type Used } from './is-safe-to-stop.ts'

/** The longest that a token of an M2M application is taken to live: whatever uses a secret has shown itself again by then. */
export const longestTokenLifeMs = 60 * 60 * 1000

/**
 * Whether an old client secret, or a key that moves to an application, can go: what `isSafeToStop` says, and the successor was still used
 * longer than a token lives after it was made and after the old one's last use. So neither a test token nor a token that the old secret
 * got just before counts as having taken over. What runs more seldom than that shows later.
 */
export const isSafeToFinish = (old: Used, successor: Used): boolean => {
  if (successor.lastUsedAt === null || !isSafeToStop(old, successor)) return false
  const made = Date.parse(successor.createdAt)
  const alone = old.lastUsedAt === null ? made : Math.max(made, Date.parse(old.lastUsedAt))
  return Date.parse(successor.lastUsedAt) - alone > longestTokenLifeMs
}
