import { defaultPolicy, type M2MApplication } from '@keydesk/contract'
import { expect, it } from 'vitest'
import { makeApplication, makeSecret } from '../testing/make-application.ts'
import { deriveApplicationBadge } from './derive-application-badge.ts'

const badgeOf = (given: Partial<M2MApplication>, secretMaxAgeDays: number | null = 90) =>
  deriveApplicationBadge(
    makeApplication(given),
    { ...defaultPolicy.m2mApplications, secretMaxAgeDays },
    Date.parse('2026-11-22T00:00:00Z'),
  )
const old = makeSecret({ createdAt: '2026-08-01T00:00:00Z' })

it('says first what keeps an application from getting tokens', () => {
  expect(badgeOf({ status: 'deleted', secrets: [] })).toBe('deleted')
  expect(badgeOf({ secrets: [makeSecret({ status: 'deleted' })] })).toBe('noSecret')
})

it('says that two secrets work before it says that one is old', () => {
  expect(badgeOf({ secrets: [makeSecret(), { ...old, status: 'rotating' }] })).toBe('rotating')
})

it('marks a secret past its age, where the host sets one', () => {
  expect(badgeOf({ secrets: [old] })).toBe('overdue')
  expect(badgeOf({ secrets: [old] }, null)).toBe('active')
  expect(badgeOf({ secrets: [makeSecret(), { ...old, status: 'deleted' }] })).toBe('active')
})

it('tells one that nobody used for a month from one that works', () => {
  expect(badgeOf({ lastUsedAt: null, createdAt: '2026-10-01T00:00:00Z' })).toBe('unused')
  expect(badgeOf({ lastUsedAt: null, createdAt: '2026-11-20T00:00:00Z' })).toBe('active')
  expect(badgeOf({})).toBe('active')
})
