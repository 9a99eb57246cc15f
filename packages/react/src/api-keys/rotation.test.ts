import { defaultPolicy } from '@keydesk/contract'
import { expect, it } from 'vitest'
import { comparePermissions } from '../credentials/group-permissions.ts'
import { makeApiKey } from '../testing/make-api-key.ts'
import { keepGrantable, latestEnd, lifetimeDays, startRotation } from './rotation.ts'

const now = Date.parse('2026-11-22T10:30:00Z')
const free = defaultPolicy.apiKeys
const strict = { ...free, defaultLifetimeDays: 45, maxLifetimeDays: 60, mayNeverExpire: false }

it('starts with the same key for the same length of life, and a day to bring its secret where it is needed', () => {
  const apiKey = makeApiKey({ createdAt: '2026-11-01T00:00:00Z', expiresAt: '2027-01-29T23:59:00Z' })
  expect(startRotation(apiKey, now, free)).toEqual({
    name: 'Nightly export',
    overlap: { kind: 'span', seconds: 86_400 },
    expiry: { kind: 'days', days: 90 },
    permissions: null,
  })
})

it('starts within what the policy allows now', () => {
  const endless = makeApiKey({ expiresAt: null })
  expect(startRotation(endless, now, free).expiry).toEqual({ kind: 'never' })
  expect(startRotation(endless, now, strict).expiry).toEqual({ kind: 'days', days: 45 })
  expect(lifetimeDays(makeApiKey(), strict)).toBe(60)
  expect(lifetimeDays(makeApiKey({ expiresAt: '2026-11-01T01:00:00Z' }), strict)).toBe(1)
})

it('starts with the longest span that a key still has, or with its own end', () => {
  const overlapOf = (expiresAt: string) => startRotation(makeApiKey({ expiresAt }), now, free).overlap
  expect(overlapOf('2026-11-22T20:00:00Z')).toEqual({ kind: 'span', seconds: 3600 })
  expect(overlapOf('2026-11-22T10:35:00Z')).toEqual({ kind: 'date', date: '2026-11-22' })
})

it('starts with the longest span that the policy allows', () => {
  const overlapOf = (maxOverlapSeconds: number) =>
    startRotation(makeApiKey({ expiresAt: null }), now, { ...free, maxOverlapSeconds }).overlap
  expect(overlapOf(86_400)).toEqual({ kind: 'span', seconds: 86_400 })
  expect(overlapOf(3600)).toEqual({ kind: 'span', seconds: 3600 })
  expect(overlapOf(0)).toEqual({ kind: 'span', seconds: 0 })
})

it('lets an old key go on for as long as the policy allows, and never past its own end', () => {
  expect(latestEnd(free, { from: now })).toBe(now + 366 * 86_400_000)
  expect(latestEnd({ ...free, maxOverlapSeconds: 60 }, { from: now })).toBe(now + 60_000)
  const expiresAt = '2026-12-01T00:00:00Z'
  expect(latestEnd(free, { from: now, expiresAt })).toBe(Date.parse(expiresAt))
})

it('keeps what the actor may grant, and everything while that is not known', () => {
  const known = [
    { slug: 'posts:read', name: 'Read', description: null, grantable: true },
    { slug: 'posts:write', name: 'Write', description: null, grantable: false },
  ]
  const held = ['posts:read', 'posts:write', 'gone:read']
  expect(keepGrantable(held, known)).toEqual(['posts:read'])
  expect(keepGrantable(held, undefined)).toEqual(held)
})

it('tells what is added from what is taken away', () => {
  expect(comparePermissions(['a', 'b'], ['b', 'c'])).toEqual({ added: ['c'], removed: ['a'] })
})
