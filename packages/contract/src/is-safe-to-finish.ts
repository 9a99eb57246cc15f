import { isSafeToStop, type Used } from './is-safe-to-stop.ts'

/** The longest that a token of an M2M application is taken to live: whatever uses a secret has shown itself again by then. */
export const longestTokenLifeMs = 60 * 60 * 1000

/** How far apart two clocks may tell of the same test. A real use that comes so close to it is seen by the next one. */
const testMs = 60 * 1000

/**
 * Whether an old client secret, or a key that moves to an application, can go: what `isSafeToStop` says, and the successor was still used
 * longer than a token lives after it was made and after the old one's last use. So a token that the old secret got just before does not
 * count as having taken over, nor does a token that Keydesk got as a test (`lastTestedAt` of the application), whenever that was. What
 * runs more seldom than that shows later.
 */
export const isSafeToFinish = (old: Used, successor: Used, lastTestedAt: string | null): boolean => {
  if (successor.lastUsedAt === null || !isSafeToStop(old, successor)) return false
  const used = Date.parse(successor.lastUsedAt)
  if (lastTestedAt !== null && Math.abs(used - Date.parse(lastTestedAt)) <= testMs) return false
  const made = Date.parse(successor.createdAt)
  const alone = old.lastUsedAt === null ? made : Math.max(made, Date.parse(old.lastUsedAt))
  return used - alone > longestTokenLifeMs
}
