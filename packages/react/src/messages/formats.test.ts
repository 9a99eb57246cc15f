import { expect, it } from 'vitest'
import { createFormats, toSpan } from './formats.ts'

const at = '2027-02-20T00:12:00Z'

it('writes dates in the reader’s order and zone', () => {
  const british = createFormats('en-GB', 'Europe/Berlin')
  expect(british.date(at)).toBe('20 February 2027')
  expect(british.instant(at)).toBe('20 February 2027 at 01:12 CET')
  expect(createFormats('de', 'UTC').date(at)).toBe('20. Februar 2027')
})

it('says spans in the largest unit that still says something', () => {
  const { relative } = createFormats('en')
  const now = Date.parse(at)
  const ago = (seconds: number) => relative(new Date(now - seconds * 1000), now)
  expect(ago(3 * 60)).toBe('3 minutes ago')
  expect(ago(90 * 60)).toBe('1 hour ago')
  expect(ago(26 * 3600)).toBe('yesterday')
  expect(ago(-6.9 * 86_400)).toBe('in 6 days')
  expect(ago(700 * 86_400)).toBe('last year')
})

it('never says zero of a unit other than seconds', () => {
  for (let seconds = 1; seconds < 4e7; seconds = Math.ceil(seconds * 1.3)) {
    const [amount, unit] = toSpan(seconds * 1000)
    if (unit !== 'second') expect(amount).toBeGreaterThan(0)
  }
})

it('never says of what has happened that it will', () => {
  const { ago } = createFormats('en')
  const now = Date.parse('2026-11-22T12:00:00Z')
  expect(ago('2026-11-22T12:00:05Z', now)).toBe('now')
  expect(ago('2026-11-22T11:57:00Z', now)).toBe('3 minutes ago')
})
