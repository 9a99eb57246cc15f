import type { StoredKey, StoredMigration } from '../../store/index.ts'

/**
 * The end that a key gets back from a plan: its former one, or the one it has where that is later, for then it was moved elsewhere. So a
 * key that works is never given an end that is over, which WorkOS would take for now. Null: never.
 */
export const returnedEnd = (
  { formerEnd }: Pick<StoredMigration, 'formerEnd'>,
  { expiresAt }: Pick<StoredKey, 'expiresAt'>,
): Date | null => {
  if (formerEnd === null || expiresAt === null) return null
  return expiresAt > formerEnd ? expiresAt : formerEnd
}
