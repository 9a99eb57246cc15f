import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classifyValue } from './classify-value.ts'
import { maxHeaderLength } from './read-bearer.ts'

test('three base64url parts are a JWT, whatever they say', () => {
  const part = fc
    .base64String({ minLength: 4 })
    .map(text => text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'))
  fc.assert(
    fc.property(part, part, part, (header, payload, signature) => {
      expect(classifyValue(`${header}.${payload}.${signature}`)).toBe('jwt')
    }),
  )
})

test.each([
  ['sk_test_1', 'api_key'],
  ['a.b', 'api_key'],
  ['a.b.c.d', 'api_key'],
  ['a..c', 'api_key'],
  ['a.b.', 'api_key'],
  ['a.b.c=', 'api_key'],
  ['a.b.c', 'jwt'],
  ['', 'malformed'],
  ['=', 'malformed'],
  ['sk 1', 'malformed'],
  ['sk_1\n', 'malformed'],
  ['sk_1\u0000', 'malformed'],
  ['sk_１', 'malformed'],
  ['Bearer sk_1', 'malformed'],
])('%j is %s', (value, form) => {
  expect(classifyValue(value)).toBe(form)
})

test('the size is capped before anything is read', () => {
  expect(classifyValue('a'.repeat(maxHeaderLength))).toBe('api_key')
  expect(classifyValue('a'.repeat(maxHeaderLength + 1))).toBe('too_large')
})
