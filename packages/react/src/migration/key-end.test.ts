import { expect, it } from 'vitest'
import { toEnd } from '../credentials/overlap.ts'
import { latestEnd, listEnds, startEnd, untilLatest } from './key-end.ts'

const now = Date.parse('2026-11-22T09:00:00Z')
const day = 86_400
const after = (seconds: number) => now + seconds * 1000
const iso = (seconds: number) => new Date(after(seconds)).toISOString()
const latestOf = (maxOverlapSeconds: number, expiresAt: string | null = null) =>
  latestEnd({ expiresAt }, now, { maxOverlapSeconds })

it('ends no later than the rules allow, with a minute for the difference of two clocks', () => {
  expect(latestOf(7 * day)).toBe(after(7 * day - 60))
})

it('counts the longest overlap of a plan that runs from its start', () => {
  const started = { expiresAt: null, startedAt: iso(-2 * day) }
  expect(latestEnd(started, now, { maxOverlapSeconds: 7 * day })).toBe(after(5 * day - 60))
})

it('ends no later than the key would by itself', () => {
  expect(latestOf(366 * day, iso(3 * day))).toBe(after(3 * day))
})

it('has no end to offer where the rules leave no time, or the key is over', () => {
  expect(latestOf(0)).toBeNull()
  expect(latestOf(366 * day, iso(-1))).toBeNull()
})

it('starts at 30 days', () => {
  expect(startEnd(now, after(366 * day))).toEqual({ kind: 'span', seconds: 30 * day })
  expect(startEnd(now, after(40 * day))).toEqual({ kind: 'span', seconds: 30 * day })
})

it('starts at the longest the rules allow where that is shorter, and offers it as a span', () => {
  const latest = latestOf(7 * day) ?? 0
  expect(listEnds(now, latest)).toEqual([3600, day, 7 * day])
  const choice = startEnd(now, latest)
  expect(choice).toEqual({ kind: 'span', seconds: 7 * day })
  expect(toEnd(choice, now, latest)?.getTime()).toBe(latest)
})

it('starts at the end of the key itself where that comes first', () => {
  const latest = latestOf(366 * day, iso(12.3 * day)) ?? 0
  expect(listEnds(now, latest)).toEqual([3600, day, 7 * day, untilLatest])
  expect(toEnd(startEnd(now, latest), now, latest)?.getTime()).toBe(latest)
})

it('starts at the latest end where no span fits', () => {
  const latest = after(600)
  expect(listEnds(now, latest)).toEqual([untilLatest])
  expect(toEnd(startEnd(now, latest), now, latest)?.getTime()).toBe(latest)
})
