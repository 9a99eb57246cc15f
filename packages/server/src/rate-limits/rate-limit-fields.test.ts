import { expect, it } from 'vitest'
import { writeRateLimit, writeRateLimitPolicy } from './rate-limit-fields.ts'

it('writes whole seconds, never fewer than there are', () => {
  expect(
    writeRateLimitPolicy([
      { name: 'person', quota: 600, windowSeconds: 20 },
      { name: 'organization', quota: 2000, windowSeconds: 2000 / 120 },
    ]),
  ).toBe('"person";q=600;w=20, "organization";q=2000;w=17')
  expect(
    writeRateLimit([
      { name: 'person', remaining: 599, resetMs: 19_001 },
      { name: 'organization', remaining: 0, resetMs: 0 },
    ]),
  ).toBe('"person";r=599;t=20, "organization";r=0;t=0')
})
