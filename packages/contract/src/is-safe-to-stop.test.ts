import { expect, it } from 'vitest'
import { isSafeToStop } from './is-safe-to-stop.ts'

const usedAt = (old: string | null, next: string | null) =>
  isSafeToStop(
    { createdAt: '2026-01-01T00:00:00Z', lastUsedAt: old },
    { createdAt: '2026-11-20T12:00:00Z', lastUsedAt: next },
  )

it('is not safe before the new one was used', () => {
  expect(usedAt(null, null)).toBe(false)
  expect(usedAt('2026-11-19T00:00:00Z', null)).toBe(false)
})

it('is safe once the new one is used, and the old one was not since it was replaced', () => {
  expect(usedAt(null, '2026-11-20T12:05:00Z')).toBe(true)
  expect(usedAt('2026-11-20T11:59:00Z', '2026-11-20T12:05:00Z')).toBe(true)
})

it('is not safe while both are used, until the old one has been quiet for a day', () => {
  expect(usedAt('2026-11-20T12:04:00Z', '2026-11-20T12:05:00Z')).toBe(false)
  expect(usedAt('2026-11-20T12:04:00Z', '2026-11-21T12:00:00Z')).toBe(false)
  expect(usedAt('2026-11-20T12:04:00Z', '2026-11-21T12:05:00Z')).toBe(true)
})
