import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTimestamps } from './create-timestamps.ts'

test('a moment is written as Date writes it, whatever was written before', () => {
  const toTimestamp = createTimestamps()
  const seconds = fc.integer({ min: 0, max: 8_640_000_000_000 }).map(at => at * 1_000)
  const nearby = fc.integer({ min: 0, max: 200_000 }).map(at => (1_795_000_000 + at) * 1_000)
  const odd = fc.double({ min: 0, max: 8.64e15, noNaN: true })
  fc.assert(
    fc.property(fc.oneof(seconds, nearby, odd), at => {
      expect(toTimestamp(at)).toBe(new Date(at).toISOString())
    }),
    { numRuns: 2_000 },
  )
})
