import { expect, test } from 'vitest'
import { readCaller } from './read-caller.ts'

test('an answer names the credential that got it', () => {
  expect(readCaller('{"kind":"m2m","credentialId":"client_1","data":[]}')).toEqual({
    kind: 'm2m',
    id: 'client_1',
  })
})

test.each([
  '{"status":401}',
  '{"kind":"cookie","credentialId":"1"}',
  '{"kind":"api_key"}',
  'null',
  '<html>',
  '',
])('%j names none', body => {
  expect(readCaller(body)).toBeNull()
})
