import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxHeaderLength, readBearer } from './read-bearer.ts'

const alphabet = 'ABCxyz019-._~+/'
const token = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 200 })
const scheme = fc.constantFrom('Bearer', 'bearer', 'BEARER', 'bEaReR')

test('gives the credential back whatever the case of the scheme', () => {
  fc.assert(
    fc.property(scheme, token, fc.integer({ min: 1, max: 5 }), (word, value, spaces) => {
      expect(readBearer(`${word}${' '.repeat(spaces)}${value}`)).toEqual({ kind: 'credential', value })
    }),
  )
})

test('never throws, and what it gives is one word of the Bearer alphabet that was in the header', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.tuple(scheme, fc.string({ unit: 'binary' })).map(parts => parts.join(' ')),
    fc.tuple(scheme, token, fc.string()).map(parts => parts.join(' ')),
  )
  fc.assert(
    fc.property(hostile, header => {
      const presented = readBearer(header)
      if (presented.kind !== 'credential') return
      expect(presented.value).toMatch(/^[A-Za-z0-9\-._~+/]+=*$/)
      expect(header.slice('bearer '.length).trimStart()).toBe(presented.value)
    }),
  )
})

test('two headers are several, in either order and with any other scheme', () => {
  const credential = fc.tuple(fc.constantFrom('Bearer', 'bearer', 'Basic', 'Negotiate'), token)
  fc.assert(
    fc.property(credential, credential, (first, second) => {
      const headers = new Headers([
        ['authorization', first.join(' ')],
        ['authorization', second.join(' ')],
      ])
      expect(readBearer(headers.get('authorization'))).toEqual({ kind: 'several' })
    }),
  )
})

test.each([
  [null, 'missing'],
  ['', 'missing'],
  ['Basic dXNlcjpwYXNz', 'missing'],
  ['Bearerx sk_1', 'missing'],
  ['sk_1', 'missing'],
  ['Digest username="x", realm="a b", nonce="y"', 'missing'],
  ['Bearer', 'malformed'],
  ['Bearer\tsk_1', 'malformed'],
  ['Bearer sk_1 sk_2', 'malformed'],
  ['Bearer sk_1\u00e9', 'malformed'],
  ['Bearer "sk_1"', 'malformed'],
  ['Bearer sk=1', 'malformed'],
  ['Bearer sk_1, ', 'several'],
  ['Bearer, Bearer sk_1', 'several'],
])('%j is %s', (header, kind) => {
  expect(readBearer(header)).toEqual({ kind })
})

test('a header at the limit is read, one character more is not', () => {
  const value = 'a'.repeat(maxHeaderLength - 'Bearer '.length)
  expect(readBearer(`Bearer ${value}`)).toEqual({ kind: 'credential', value })
  expect(readBearer(`Bearer ${value}a`)).toEqual({ kind: 'too_large' })
})

test('the size cap comes first: a megabyte of commas costs no time', () => {
  const started = performance.now()
  for (let n = 0; n < 1_000; n++) readBearer(`Basic ${', a '.repeat(250_000)}`)
  expect(performance.now() - started).toBeLessThan(2_000)
})
