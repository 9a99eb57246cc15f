import { expect, it } from 'vitest'
import { makeApiKey } from '../testing/make-api-key.ts'
import { deriveBadge } from './derive-badge.ts'

const now = Date.parse('2026-11-22T00:00:00Z')
const badge = (given: Parameters<typeof makeApiKey>[0]) => deriveBadge(makeApiKey(given), now)

it('says the status of the broker before anything it could derive', () => {
  const worst = { delivered: false, lastUsedAt: null, expiresAt: null, createdAt: '2020-01-01T00:00:00Z' }
  for (const status of ['revoked', 'expired', 'rotating', 'expiring'] as const) {
    expect(badge({ ...worst, status })).toBe(status)
  }
})

it('goes on with what was never delivered, never used, and never ends', () => {
  const old = { lastUsedAt: null, expiresAt: null, createdAt: '2020-01-01T00:00:00Z' }
  expect(badge({ ...old, delivered: false })).toBe('undelivered')
  expect(badge({ ...old, delivered: false, lastUsedAt: '2026-11-20T00:00:00Z' })).toBe('endless')
  expect(badge(old)).toBe('unused')
  expect(badge({ ...old, lastUsedAt: '2026-11-20T00:00:00Z' })).toBe('endless')
  expect(badge({})).toBe('active')
})

it('gives a new key 30 days before it counts as never used', () => {
  expect(badge({ lastUsedAt: null, createdAt: '2026-10-23T00:00:01Z' })).toBe('active')
  expect(badge({ lastUsedAt: null, createdAt: '2026-10-23T00:00:00Z' })).toBe('unused')
})

it('claims nothing about delivery where it is not known', () => {
  expect(badge({ delivered: null })).toBe('active')
})
