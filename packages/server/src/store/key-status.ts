import type { ApiKeyStatus } from '@keydesk/contract'
import { and, gt, isNotNull, isNull, lte, or, type Placeholder, type SQL } from 'drizzle-orm'
import { apiKeys } from './schema.ts'

/** A key that ends within this many milliseconds is `expiring`. */
export const expiringMs = 14 * 86_400_000

/** What the state of a key is derived from. */
export interface KeyFacts {
  revokedAt: Date | null
  expiresAt: Date | null
  replacedBy: string | null
}

/** Whether a key is revoked for good. One that a list of WorkOS was without may be alive there, whatever its state here. */
export const isRevoked = ({
  revokedAt,
  missingAt,
}: Pick<KeyFacts, 'revokedAt'> & { missingAt: Date | null }): boolean =>
  revokedAt !== null && missingAt === null

/** The state of a key at an instant: the first of revoked, expired, rotating, expiring and active that fits. */
export const statusOf = ({ revokedAt, expiresAt, replacedBy }: KeyFacts, now: Date): ApiKeyStatus => {
  if (revokedAt !== null) return 'revoked'
  const left = expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt.getTime() - now.getTime()
  if (left <= 0) return 'expired'
  if (replacedBy !== null) return 'rotating'
  return left <= expiringMs ? 'expiring' : 'active'
}

/** A state that a key has while it is not revoked. */
export type LiveStatus = Exclude<ApiKeyStatus, 'revoked'>

/** The two instants that states are derived from, or what stands for them in a statement that is written once. */
export interface StatusInstants {
  now: Date | Placeholder
  /** Where `expiring` ends. */
  soon: Date | Placeholder
}

/** When keys stop to be `expiring`. */
export const soonAfter = (now: Date): Date => new Date(now.getTime() + expiringMs)

/** The same as a condition on `api_keys`; without any status, all but revoked. */
export const whereStatus = (statuses: readonly ApiKeyStatus[], at: StatusInstants): SQL | undefined => {
  const live = [...new Set(statuses)].filter(status => status !== 'revoked')
  // Said apart, so that the indexes of keys that are not revoked serve every list without them.
  const isLive = and(isNull(apiKeys.revokedAt), or(...live.map(status => whereLive(status, at))))
  if (!statuses.includes('revoked')) return isLive
  return live.length === 0 ? isNotNull(apiKeys.revokedAt) : or(isNotNull(apiKeys.revokedAt), isLive)
}

/** The state of a key that is known not to be revoked. */
export const whereLive = (status: LiveStatus, { now, soon }: StatusInstants): SQL | undefined => {
  const { sortExpiresAt, replacedBy } = apiKeys
  const conditions: Record<LiveStatus, SQL | undefined> = {
    expired: lte(sortExpiresAt, now),
    rotating: and(gt(sortExpiresAt, now), isNotNull(replacedBy)),
    expiring: and(gt(sortExpiresAt, now), lte(sortExpiresAt, soon), isNull(replacedBy)),
    active: and(gt(sortExpiresAt, soon), isNull(replacedBy)),
  }
  return conditions[status]
}
