import { isRevoked, type StoredKey } from '../../store/index.ts'

/** Whether a key can be given no end any more: it is revoked for good, or has expired. */
export const isOver = (key: StoredKey, now: Date): boolean =>
  isRevoked(key) || (key.expiresAt !== null && key.expiresAt <= now)
