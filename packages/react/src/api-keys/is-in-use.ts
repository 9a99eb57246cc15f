import type { ApiKey } from '@keydesk/contract'

const week = 7 * 24 * 60 * 60 * 1000

/** Whether something is likely to break without this key: it still works, and was used in the last 7 days. */
export const isInUse = ({ status, lastUsedAt }: ApiKey, now: number): boolean =>
  status !== 'expired' && status !== 'revoked' && lastUsedAt !== null && now - Date.parse(lastUsedAt) < week
