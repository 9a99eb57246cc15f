import { expect, it } from 'vitest'
import { statusOf } from './key-status.ts'

const now = new Date('2026-11-22T12:00:00.000Z')
const fourteenDays = 14 * 86_400_000
const plain = { revokedAt: null, expiresAt: null, replacedBy: null }
const endsIn = (left: number) => ({ ...plain, expiresAt: new Date(now.getTime() + left) })

it.each([
  ['expired', -1],
  ['expired', 0],
  ['expiring', 1],
  ['expiring', fourteenDays],
  ['active', fourteenDays + 1],
])('calls a key %s that has %d ms left', (status, left) => {
  expect(statusOf(endsIn(left), now)).toBe(status)
})

it('calls a key without an expiry active', () => {
  expect(statusOf(plain, now)).toBe('active')
})

it('calls a replaced key rotating while it is still valid, and expired from then on', () => {
  const replaced = { replacedBy: 'api_key_next' }
  expect(statusOf({ ...plain, ...replaced }, now)).toBe('rotating')
  expect(statusOf({ ...endsIn(1), ...replaced }, now)).toBe('rotating')
  expect(statusOf({ ...endsIn(0), ...replaced }, now)).toBe('expired')
})

it.each([plain, endsIn(-1), endsIn(1), { ...plain, replacedBy: 'api_key_next' }])(
  'calls a revoked key revoked, whatever else it is: %#',
  key => {
    expect(statusOf({ ...key, revokedAt: now }, now)).toBe('revoked')
  },
)
