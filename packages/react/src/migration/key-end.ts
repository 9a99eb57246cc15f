import type { ApiKey, ApiKeyPolicy } from '@keydesk/contract'
import { toLocalDate } from '../credentials/expiry.ts'
import type { OverlapChoice } from '../credentials/overlap.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour
const spans = [hour, day, 7 * day, 14 * day, 30 * day, 90 * day] as const

/** How long a key goes on beside its application unless said otherwise, in seconds: time for the one job that runs monthly. */
const usual = 30 * day

/** The latest instant at which a key that is being moved can end: its own end, or that of the longest overlap. Null where the rules leave no time. */
export const latestEnd = (
  { expiresAt }: Pick<ApiKey, 'expiresAt'>,
  now: number,
  { maxOverlapSeconds }: Pick<ApiKeyPolicy, 'maxOverlapSeconds'>,
): number | null => {
  // A minute less than the rules allow: the reader's clock may be ahead of the broker's.
  const allowed = now + Math.max(0, maxOverlapSeconds - minute) * 1000
  const latest = Math.min(allowed, expiresAt === null ? Infinity : Date.parse(expiresAt))
  return latest > now ? latest : null
}

/** The spans that are offered, in seconds. One that the rules just allow is among them. */
export const listEnds = (now: number, latest: number): number[] =>
  spans.filter(seconds => now + (seconds - minute) * 1000 <= latest)

/** What is chosen before anybody chooses: 30 days, or the latest end where that is sooner. */
export const startEnd = (now: number, latest: number): OverlapChoice => {
  const wanted = Math.min(latest, now + usual * 1000)
  const span = listEnds(now, wanted).at(-1)
  return span !== undefined && now + span * 1000 >= wanted
    ? { kind: 'span', seconds: span }
    : { kind: 'date', date: toLocalDate(new Date(wanted)) }
}
