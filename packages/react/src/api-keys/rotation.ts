import type { ApiKey, ApiKeyPolicy, Permission } from '@keydesk/contract'
import { type ExpiryChoice, toLocalDate } from '../credentials/expiry.ts'
import { listSpans, type OverlapChoice, usualOverlap } from '../credentials/overlap.ts'

/** What is chosen in the form that replaces a key. Nothing in it is secret. */
export interface RotateDraft {
  name: string
  overlap: OverlapChoice
  expiry: ExpiryChoice
  /** Null: what the old key can do, as far as the actor may grant it. */
  permissions: string[] | null
}

/** What a rotation is to be before anybody chooses: the same key, and time to bring its secret where it is needed. */
export const startRotation = (apiKey: ApiKey, now: number, policy: ApiKeyPolicy): RotateDraft => ({
  name: apiKey.name,
  overlap: startOverlap(apiKey, now, policy),
  expiry: startExpiry(apiKey, policy),
  permissions: null,
})

/** The latest instant at which an old key can stop: its own end, or that of the longest overlap from an instant on. */
export const latestEnd = (
  { maxOverlapSeconds }: ApiKeyPolicy,
  { from, expiresAt = null }: { from: number; expiresAt?: string | null },
): number => Math.min(from + maxOverlapSeconds * 1000, expiresAt === null ? Infinity : Date.parse(expiresAt))

const startOverlap = ({ expiresAt }: ApiKey, now: number, policy: ApiKeyPolicy): OverlapChoice => {
  const latest = latestEnd(policy, { from: now, expiresAt })
  const longest = listSpans(now, { after: now, before: latest }).findLast(
    seconds => seconds > 0 && seconds <= usualOverlap,
  )
  return longest === undefined && latest > now
    ? { kind: 'date', date: toLocalDate(new Date(latest)) }
    : { kind: 'span', seconds: longest ?? 0 }
}

const startExpiry = (apiKey: ApiKey, policy: ApiKeyPolicy): ExpiryChoice =>
  apiKey.expiresAt === null && policy.mayNeverExpire
    ? { kind: 'never' }
    : { kind: 'days', days: lifetimeDays(apiKey, policy) }

/** How many days the old key was made for, as far as the policy still allows it. */
export const lifetimeDays = (
  { createdAt, expiresAt }: ApiKey,
  { defaultLifetimeDays, maxLifetimeDays }: ApiKeyPolicy,
): number => {
  if (expiresAt === null) return defaultLifetimeDays
  const days = Math.max(1, Math.round((Date.parse(expiresAt) - Date.parse(createdAt)) / 86_400_000))
  return Math.min(days, maxLifetimeDays ?? days)
}

/** What of an old key's permissions the actor may put on the new one. Before the permissions are known, all. */
export const keepGrantable = (
  slugs: readonly string[],
  permissions: readonly Permission[] | undefined,
): string[] =>
  slugs.filter(slug => permissions?.some(known => known.slug === slug && known.grantable) ?? true)
