import { KeydeskError } from '../../keydesk-error.ts'
import { type StoredKey, statusOf } from '../../store/index.ts'

/** Throws `conflict` for a key that an application cannot take the place of: it is over, or another key took its place. */
export const requireReplaceable = (key: StoredKey, now: Date): void => {
  if (key.replacedBy === null && !['revoked', 'expired'].includes(statusOf(key, now))) return
  throw new KeydeskError({
    code: 'conflict',
    detail: 'This key is over or was replaced, so it cannot be migrated.',
  })
}
