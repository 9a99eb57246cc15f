import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstant } from './instant.ts'

describe('a timestamp', () => {
  it('is read to the millisecond, whatever its offset', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-02'), max: new Date('9990-01-01'), noInvalidDate: true }),
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        (date, minutes) => {
          const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1)
          const size = Math.abs(minutes)
          const offset = `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
          expect(parseInstant(local + offset)).toEqual(date)
        },
      ),
    )
  })

  it.each([
    ['2027-01-02T03:04:05Z', '2027-01-02T03:04:05.000Z'],
    ['2027-01-02t03:04:05z', '2027-01-02T03:04:05.000Z'],
    ['2027-01-02T03:04:05.6Z', '2027-01-02T03:04:05.600Z'],
    ['2027-01-02T03:04:05.123999Z', '2027-01-02T03:04:05.123Z'],
    ['2028-02-29T23:59:59-00:00', '2028-02-29T23:59:59.000Z'],
  ])('may be written %s', (text, expected) => {
    expect(parseInstant(text)?.toISOString()).toBe(expected)
  })

  it.each([
    '',
    '2027',
    '2027-01-02',
    '2027-01-02T03:04Z',
    '2027-01-02T03:04:05',
    '2027-01-02 03:04:05Z',
    '2027-02-29T00:00:00Z',
    '2027-04-31T00:00:00Z',
    '2027-13-01T00:00:00Z',
    '2027-00-01T00:00:00Z',
    '2027-01-00T00:00:00Z',
    '2027-01-01T24:00:00Z',
    '2027-01-01T23:60:00Z',
    '2027-01-01T23:59:60Z',
    '2027-01-01T00:00:00+24:00',
    '2027-01-01T00:00:00+0100',
    '+010000-01-01T00:00:00Z',
    'tomorrow',
    ' 2027-01-02T03:04:05Z',
    '2027-01-02T03:04:05.Z',
  ])('is not %j', text => {
    expect(parseInstant(text)).toBeNull()
  })
})
