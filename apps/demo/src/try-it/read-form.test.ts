import { expect, test } from 'vitest'
import { readForm } from './read-form.ts'

test.each([
  ['sk_1234', 'key'],
  ['', 'key'],
  ['eyJh.eyJp.c2ln', 'token'],
  ['sk_a.b', 'key'],
])('%j is a %s', (value, form) => {
  expect(readForm(value)).toBe(form)
})
