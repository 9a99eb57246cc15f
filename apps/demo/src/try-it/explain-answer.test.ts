import { expect, test } from 'vitest'
import { explainAnswer } from './explain-answer.ts'

test('a success says that the key is valid', () => {
  expect(explainAnswer({ status: 201, challenge: null, form: 'key' })).toEqual({
    tone: 'good',
    meaning: 'Accepted. The key is valid and may do this.',
  })
})

test('a refused key is told apart from no key at all, as the challenge does', () => {
  const refused = explainAnswer({ status: 401, challenge: 'Bearer error="invalid_token"', form: 'key' })
  const none = explainAnswer({ status: 401, challenge: 'Bearer', form: 'key' })
  expect(refused.meaning).toContain('expired or revoked')
  expect(none.meaning).toBe('Refused. No key or token was sent.')
})

test('a lacking permission is named', () => {
  const challenge = 'Bearer error="insufficient_scope", scope="posts:write"'
  expect(explainAnswer({ status: 403, challenge, form: 'key' }).meaning).toContain('lacks posts:write.')
  expect(explainAnswer({ status: 403, challenge: null, form: 'key' }).meaning).toContain('lacks a permission')
})

test('an API that cannot check the key passes no verdict on it', () => {
  for (const status of [502, 503])
    expect(explainAnswer({ status, challenge: null, form: 'key' }).tone).toBe('unclear')
})

test('of a token it speaks as of a token', () => {
  const meaning = (status: number, challenge: string | null = null) =>
    explainAnswer({ status, challenge, form: 'token' }).meaning
  expect(meaning(200)).toBe('Accepted. The token is valid and may do this.')
  expect(meaning(401, 'Bearer error="invalid_token"')).toContain('forged')
  for (const status of [403, 500, 503]) expect(meaning(status)).toContain('token')
})
