import { expect, it } from 'vitest'
import { isSafeToFinish, longestTokenLifeMs } from './is-safe-to-finish.ts'

const made = Date.parse('2026-11-20T12:00:00Z')
const minute = 60_000
const at = (minutes: number | null) =>
  minutes === null ? null : new Date(made + minutes * minute).toISOString()

it('takes a token to live for an hour at most', () => {
  expect(longestTokenLifeMs).toBe(60 * minute)
})

const isSafe = (old: number | null, next: number | null, tested: number | null) =>
  isSafeToFinish(
    { createdAt: '2026-01-01T00:00:00Z', lastUsedAt: at(old) },
    { createdAt: new Date(made).toISOString(), lastUsedAt: at(next) },
    at(tested),
  )

it.each([
  // Last use of the old one and of the new one, in minutes after the new one was made.
  [null, null, false],
  [-1, null, false],
  [5, null, false],
  // A single token right after it was made.
  [null, 1, false],
  [-1440, 1, false],
  [-1, 1, false],
  // The old one may hold a token that it got just before.
  [-1, 59, false],
  [-1, 60, false],
  [-1, 61, true],
  [null, 60, false],
  [null, 61, true],
  [-1440, 61, true],
  // The old one was used since.
  [5, 66, false],
  [5, 24 * 60, false],
  [5, 24 * 60 + 5, false],
  [5, 24 * 60 + 6, true],
  // The old one was used after the new one.
  [90, 61, false],
  [3000, 61, false],
])('the old one used at %s and the new one at %s: %s', (old, next, safe) => {
  expect(isSafe(old, next, null)).toBe(safe)
})

it.each([
  // Last use of the new one and last test, in minutes after the new one was made; the clocks of both may differ.
  [61, 61, false],
  [600, 600, false],
  [600, 601, false],
  [600, 599, false],
  // A real token after the test, and before it.
  [600, 598, true],
  [600, 602, true],
  [61, 1, true],
  // A test never makes it safe.
  [null, 61, false],
  [1, 600, false],
])('the new one used at %s and tested at %s: %s', (next, tested, safe) => {
  expect(isSafe(null, next, tested)).toBe(safe)
})
