import { expect, it } from 'vitest'
import { migration } from '../messages/english/migration.ts'
import { createFormats } from '../messages/formats.ts'
import { describeTakeover } from './describe-takeover.ts'

const now = Date.parse('2026-11-20T15:00:00Z')
const { verdict } = migration
const formats = createFormats('en-GB')

const describeUses = (old: string | null, next: string | null, isSafe = false) =>
  describeTakeover(
    {
      old: { createdAt: '2026-01-01T00:00:00Z', lastUsedAt: old },
      successor: { createdAt: '2026-11-20T12:00:00Z', lastUsedAt: next },
      isSafe,
    },
    { words: verdict, formats, now },
  )

it('says that it is safe where it is', () => {
  expect(describeUses('2026-11-20T11:00:00Z', '2026-11-20T14:00:00Z', true)).toBe(verdict.safe)
})

it('says that the successor has to be used at all', () => {
  expect(describeUses(null, null)).toBe(verdict.unused)
  expect(describeUses('2026-11-20T14:00:00Z', null)).toBe(verdict.unused)
})

it('says that a first use is not enough', () => {
  expect(describeUses(null, '2026-11-20T12:05:00Z')).toBe(verdict.early)
  expect(describeUses('2026-11-20T11:59:00Z', '2026-11-20T12:05:00Z')).toBe(verdict.early)
})

it('says when the old one was used, since the successor was made', () => {
  expect(describeUses('2026-11-20T14:00:00Z', '2026-11-20T14:55:00Z')).toBe(verdict.inUse('1 hour ago'))
})
