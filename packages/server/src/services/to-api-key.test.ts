import { expect, it } from 'vitest'
import { statusOf } from './to-api-key.ts'

const now = new Date('2026-11-22T12:00:00.000Z')
const fourteenDays = 14 * 86_400_000

it.each([
  ['expired', -1],
  ['expired', 0],
  ['expiring', 1],
  ['expiring', fourteenDays],
  ['active', fourteenDays + 1],
])('calls a key %s that has %d ms left', (status, left) => {
  expect(statusOf(new Date(now.getTime() + left), now)).toBe(status)
})

it('calls a key without an expiry active', () => {
  expect(statusOf(null, now)).toBe('active')
})
