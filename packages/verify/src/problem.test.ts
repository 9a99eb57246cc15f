import { expect, test } from 'vitest'
import { toProblem, toResponse } from './problem.ts'
import { refuseInvalid, refuseMissing, refuseScope, refuseSeveral, refuseUnchecked } from './refusal.ts'

test.each([
  [refuseMissing(), 401, 'unauthenticated', 'Bearer'],
  [refuseSeveral(), 400, 'invalid_request', 'Bearer error="invalid_request"'],
  [refuseInvalid(), 401, 'invalid_token', 'Bearer error="invalid_token"'],
  [
    refuseScope(['posts:read', 'posts:write']),
    403,
    'insufficient_scope',
    'Bearer error="insufficient_scope", scope="posts:read posts:write"',
  ],
])('%o is answered with its challenge and its problem body', async (refusal, status, code, challenge) => {
  const response = toResponse(refusal)
  expect(response.status).toBe(status)
  expect(response.headers.get('www-authenticate')).toBe(challenge)
  expect(response.headers.get('retry-after')).toBeNull()
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(await response.json()).toEqual(toProblem(refusal))
  expect(toProblem(refusal)).toMatchObject({ type: `urn:keydesk:problem:${code}`, status, code })
})

test('what could not be checked carries Retry-After and no challenge', () => {
  const { status, headers } = toResponse(refuseUnchecked())
  expect([status, headers.get('retry-after'), headers.get('www-authenticate')]).toEqual([503, '5', null])
})

test.each([
  [0, '1'],
  [0.2, '1'],
  [12.1, '13'],
  [3600, '60'],
])('a wait of %d s is asked for as %s', (seconds, header) => {
  expect(refuseUnchecked(seconds).headers).toEqual({ 'Retry-After': header })
})

test('a missing permission is named in the body', () => {
  expect(toProblem(refuseScope(['posts:write'])).detail).toContain('posts:write')
})
