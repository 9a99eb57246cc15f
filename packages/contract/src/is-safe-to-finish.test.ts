import { expect, it } from 'vitest'
import { isSafeToFinish, longestTokenLifeMs } from './is-safe-to-finish.ts'

const made = Date.parse('2026-11-20T12:00:00Z')
const minute = 60_000
const at = (minutes: number | null) =>
  minutes === null ? null : new Date(made + minutes * minute).toISOString()

it('takes a token to live for an hour at most', () => {
  expect(longestTokenLifeMs).toBe(60 * minute)
})

it.each([
  // Last use of the old one and of the new one, in minutes after the new one was made.
  [null, null, false],
  [-1, null, false],
  [5, null, false],
  // A test right after it was made.
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
  const [before, after] = [at(old), at(next)]
  expect(
    isSafeToFinish(
      { createdAt: '2026-01-01T00:00:00Z', lastUsedAt: before },
      { createdAt: new Date(made).toISOString(), lastUsedAt: after },
    ),
  ).toBe(safe)
})
