import type { ApiKey, ApiKeyStatus } from '@keydesk/contract'

/** What the one badge of a key can say. */
export type BadgeKind = ApiKeyStatus | 'undelivered' | 'unused' | 'endless'

/** How urgent a badge looks. */
export type Tone = 'bad' | 'warn' | 'idle' | 'ok'

/** The tone of each badge. */
export const badgeTones: Readonly<Record<BadgeKind, Tone>> = {
  revoked: 'bad',
  expired: 'bad',
  rotating: 'warn',
  expiring: 'warn',
  undelivered: 'warn',
  unused: 'idle',
  endless: 'idle',
  active: 'ok',
}

const idleAfter = 30 * 24 * 60 * 60 * 1000

/** The most urgent thing to say about a key. The broker's status comes first; the rest is read from the key's dates. */
export const deriveBadge = (apiKey: ApiKey, now: number): BadgeKind => {
  if (apiKey.status !== 'active') return apiKey.status
  if (apiKey.delivered === false && apiKey.lastUsedAt === null) return 'undelivered'
  if (apiKey.lastUsedAt === null && now - Date.parse(apiKey.createdAt) >= idleAfter) return 'unused'
  return apiKey.expiresAt === null ? 'endless' : 'active'
}
