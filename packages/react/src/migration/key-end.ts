import { type ApiKeyPolicy, overlapMaxSeconds } from '@keydesk/contract'
import type { OverlapChoice } from '../credentials/overlap.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour
const spans = [hour, day, 7 * day, 14 * day, 30 * day, 90 * day] as const

/** How long a key goes on beside its application unless said otherwise, in seconds: time for the one job that runs monthly. */
const usual = 30 * day

/** The latest instant at which a key that is being moved can end: its own end, or that of the longest overlap. Null where the rules leave no time. */
export const latestEnd = (
  { expiresAt, startedAt }: { expiresAt: string | null; startedAt?: string | undefined },
  now: number,
  { maxOverlapSeconds }: Pick<ApiKeyPolicy, 'maxOverlapSeconds'>,
): number | null => {
  const from = startedAt === undefined ? now : Date.parse(startedAt)
  // A minute less than the rules allow: the reader's clock may be ahead of the broker's.
  const allowed = from + Math.max(0, maxOverlapSeconds - minute) * 1000
  const latest = Math.min(allowed, expiresAt === null ? Infinity : Date.parse(expiresAt))
  return latest > now ? latest : null
}

/** Stands for the latest end, whenever that is. */
export const untilLatest: number = overlapMaxSeconds

/** The spans that are offered, in seconds: one that the rules just allow is among them, and so is the latest end, where that comes before the longest. */
export const listEnds = (now: number, latest: number): number[] => {
  const fitting = spans.filter(seconds => now + (seconds - minute) * 1000 <= latest)
  const isSaid = fitting.some(seconds => now + seconds * 1000 >= latest)
  return isSaid || fitting.length === spans.length ? fitting : [...fitting, untilLatest]
}

/** What is chosen before anybody chooses: 30 days, or the latest end where that is sooner. */
export const startEnd = (now: number, latest: number): OverlapChoice => {
  const [seconds = untilLatest] = listEnds(now, latest).filter(
    span => span >= usual || now + span * 1000 >= latest,
  )
  return { kind: 'span', seconds }
}
