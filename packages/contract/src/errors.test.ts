import { expect, it } from 'vitest'
import { errors, isErrorCode } from './errors.ts'

it('gives every code a client or server error status and a sentence', () => {
  for (const { status, title } of Object.values(errors)) {
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
    expect(title).toMatch(/^[A-Z].*[a-zA-Z]$/)
  }
})

it('takes only words of the table for codes', () => {
  expect(isErrorCode('not_found')).toBe(true)
  for (const word of ['toString', '__proto__', '', 'NOT_FOUND', 404, null, undefined]) {
    expect(isErrorCode(word)).toBe(false)
  }
})
