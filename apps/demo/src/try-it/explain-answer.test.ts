import { expect, test } from 'vitest'
import { explainAnswer } from './explain-answer.ts'

test('a success says that the key is valid', () => {
  expect(explainAnswer({ status: 201, challenge: null })).toEqual({
    tone: 'good',
    meaning: 'Accepted. The key is valid and may do this.',
  })
})

test('a refused key is told apart from no key at all, as the challenge does', () => {
  const refused = explainAnswer({ status: 401, challenge: 'Bearer error="invalid_token"' })
  const none = explainAnswer({ status: 401, challenge: 'Bearer' })
  expect(refused.meaning).toContain('expired or revoked')
  expect(none.meaning).toBe('Refused. No key was sent.')
})

test('a lacking permission is named', () => {
  const challenge = 'Bearer error="insufficient_scope", scope="posts:write"'
  expect(explainAnswer({ status: 403, challenge }).meaning).toContain('lacks posts:write.')
  expect(explainAnswer({ status: 403, challenge: null }).meaning).toContain('lacks a permission')
})

test('an API that cannot check the key passes no verdict on it', () => {
  for (const status of [502, 503]) expect(explainAnswer({ status, challenge: null }).tone).toBe('unclear')
})
