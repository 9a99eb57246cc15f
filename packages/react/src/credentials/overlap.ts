import { endOfDay, toLocalDate } from './expiry.ts'

/** When a key that was replaced is to stop: after so many seconds, or at the end of a day. */
export type OverlapChoice = { kind: 'span'; seconds: number } | { kind: 'date'; date: string }

const hour = 3600
const day = 24 * hour
const spans = [0, 0.25 * hour, hour, day, 7 * day] as const

/** The span that is offered first: long enough to bring a secret everywhere it is needed. */
export const usualOverlap: number = day

/** The spans, in seconds, that end no earlier than one instant and no later than another. */
export const listSpans = (now: number, { after, before }: { after: number; before: number }): number[] =>
  spans.filter(seconds => now + seconds * 1000 >= after && now + seconds * 1000 <= before)

/** The last instant of a choice, no later than the latest; undefined while no day is chosen, or one that is over. */
export const toEnd = (choice: OverlapChoice, now: number, latest: number): Date | undefined => {
  const end = Math.min(choice.kind === 'span' ? now + choice.seconds * 1000 : endOfDay(choice.date), latest)
  return end >= now ? new Date(end) : undefined
}

/** First and last day of a choice. */
export const toBounds = (first: number, latest: number) => ({
  min: toLocalDate(new Date(first)),
  max: toLocalDate(new Date(latest)),
})
