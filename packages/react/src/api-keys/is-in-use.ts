import type { ApiKey } from '@keydesk/contract'

const week = 7 * 24 * 60 * 60 * 1000

/** Whether this key works no more. */
export const isOver = ({ status }: ApiKey): boolean => status === 'expired' || status === 'revoked'

/** Whether something is likely to break without this key: it still works, and was used in the last 7 days. */
export const isInUse = (apiKey: ApiKey, now: number): boolean =>
  !isOver(apiKey) && apiKey.lastUsedAt !== null && now - Date.parse(apiKey.lastUsedAt) < week
