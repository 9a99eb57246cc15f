import { defaultPolicy } from '@keydesk/contract'
import { expect, it } from 'vitest'
import { dateBounds, listDays, toInstant } from './expiry.ts'

const now = new Date(2026, 10, 22, 10, 30, 45).getTime()
const day = 86_400_000
const free = defaultPolicy.apiKeys
const strict = { ...free, defaultLifetimeDays: 45, maxLifetimeDays: 60, mayNeverExpire: false }

it('offers the usual spans, and the default of the policy among them', () => {
  expect(listDays(free)).toEqual([7, 30, 60, 90, 365])
  expect(listDays(strict)).toEqual([7, 30, 45, 60])
})

it('ends in whole minutes, so that what the caption says is what is sent', () => {
  const at = toInstant({ kind: 'days', days: 7 }, now, free)
  expect(at?.getTime()).toBe(Math.floor((now + 7 * day) / 60_000) * 60_000)
})

it('ends in the last minute of a chosen day by the reader’s clock', () => {
  expect(toInstant({ kind: 'date', date: '2026-12-31' }, now, free)).toEqual(new Date(2026, 11, 31, 23, 59))
})

it('never ends later than the policy allows', () => {
  const last = dateBounds(now, strict).max ?? ''
  const at = toInstant({ kind: 'date', date: last }, now, strict)
  expect(at?.getTime()).toBeLessThanOrEqual(now + 60 * day)
})

it('knows never from not chosen yet', () => {
  expect(toInstant({ kind: 'never' }, now, free)).toBeNull()
  expect(toInstant({ kind: 'date', date: '' }, now, free)).toBeUndefined()
})

it('bounds a custom date from today to the longest life', () => {
  expect(dateBounds(now, free)).toEqual({ min: '2026-11-22', max: undefined })
  expect(dateBounds(now, strict)).toEqual({ min: '2026-11-22', max: '2027-01-21' })
})
