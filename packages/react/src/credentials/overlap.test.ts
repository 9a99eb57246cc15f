import { expect, it } from 'vitest'
import { listSpans, toBounds, toEnd } from './overlap.ts'

const now = new Date(2026, 10, 22, 10, 30).getTime()
const hour = 3_600_000

it('offers what ends before the key does by itself', () => {
  const names = (before: number) => listSpans(now, { after: now, before }).map(seconds => seconds / 3600)
  expect(names(Infinity)).toEqual([0, 0.25, 1, 24, 168])
  expect(names(now + 100 * hour)).toEqual([0, 0.25, 1, 24])
  expect(names(now + 60_000)).toEqual([0])
  expect(names(now + 24 * hour)).toEqual([0, 0.25, 1, 24])
})

it('offers what lets a key go on for longer', () => {
  expect(listSpans(now, { after: now + 2 * hour, before: Infinity })).toEqual([86_400, 604_800])
})

it('ends after the span, or in the last minute of the day, and never later than it can', () => {
  expect(toEnd({ kind: 'span', seconds: 900 }, now, Infinity)).toEqual(new Date(now + hour / 4))
  const day = { kind: 'date', date: '2026-11-30' } as const
  expect(toEnd(day, now, Infinity)).toEqual(new Date(2026, 10, 30, 23, 59))
  expect(toEnd(day, now, now + hour)).toEqual(new Date(now + hour))
})

it('has no end while no day is chosen, or one that is over', () => {
  expect(toEnd({ kind: 'date', date: '' }, now, Infinity)).toBeUndefined()
  expect(toEnd({ kind: 'date', date: '2026-11-21' }, now, Infinity)).toBeUndefined()
})

it('bounds a day by what can be chosen', () => {
  expect(toBounds(now, now + 48 * hour)).toEqual({ min: '2026-11-22', max: '2026-11-24' })
})
