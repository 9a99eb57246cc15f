import type { ApiKeyPolicy } from '@keydesk/contract'

/** When a key is to end: after some days, at the end of a day (`2027-02-20`), or never. */
export type ExpiryChoice = { kind: 'days'; days: number } | { kind: 'date'; date: string } | { kind: 'never' }

/** The spans offered, in days. */
export const offeredDays = [7, 30, 60, 90, 365] as const

const minute = 60_000
const day = 24 * 60 * minute

/** The spans that the policy allows; its own default is always among them. */
export const listDays = ({ defaultLifetimeDays, maxLifetimeDays }: ApiKeyPolicy): number[] =>
  [...new Set([...offeredDays, defaultLifetimeDays])]
    .filter(days => maxLifetimeDays === null || days <= maxLifetimeDays)
    .sort((a, b) => a - b)

/** The instant a choice stands for, in whole minutes so that the caption is exact; null for never, undefined while no date is chosen. */
export const toInstant = (
  choice: ExpiryChoice,
  now: number,
  policy: Pick<ApiKeyPolicy, 'maxLifetimeDays'>,
): Date | null | undefined => {
  if (choice.kind === 'never') return null
  const latest = policy.maxLifetimeDays === null ? Infinity : now + policy.maxLifetimeDays * day
  const at = choice.kind === 'days' ? now + choice.days * day : endOfDay(choice.date)
  return Number.isNaN(at) ? undefined : new Date(Math.floor(Math.min(at, latest) / minute) * minute)
}

/** First and last day that a custom date may be, for `<input type="date">`; the last is undefined where there is no limit. */
export const dateBounds = (
  now: number,
  { maxLifetimeDays }: ApiKeyPolicy,
): { min: string; max: string | undefined } => ({
  min: toLocalDate(new Date(now)),
  max: maxLifetimeDays === null ? undefined : toLocalDate(new Date(now + maxLifetimeDays * day)),
})

/** The last minute of a day, by the reader's clock. */
export const endOfDay = (date: string): number => new Date(`${date}T23:59`).getTime()

/** A day by the reader's clock, as `<input type="date">` has it. */
export const toLocalDate = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(part => String(part).padStart(2, '0')).join('-')
