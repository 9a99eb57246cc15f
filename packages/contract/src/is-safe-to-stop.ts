const day = 24 * 60 * 60 * 1000

/** What is known of the use of a key, of a secret, or of all secrets of an application. */
export interface Used {
  createdAt: string
  lastUsedAt: string | null
}

/** Whether only the new one is in use: it was used, and the old one was not since the new one was made, or not for a day before its last use. */
export const isSafeToStop = (old: Used, successor: Used): boolean => {
  if (successor.lastUsedAt === null) return false
  if (old.lastUsedAt === null) return true
  const quiet = Date.parse(successor.lastUsedAt) - Date.parse(old.lastUsedAt)
  return Date.parse(old.lastUsedAt) < Date.parse(successor.createdAt) || quiet > day
}
