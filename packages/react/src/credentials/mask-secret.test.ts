import { expect, it } from 'vitest'
import { maskSecret } from './mask-secret.ts'

it('leaves four characters of a masked secret', () => {
  expect(maskSecret('NORTHWIND_KEY=sk_live_abcdefgh8f2c', 'sk_live_abcdefgh8f2c')).toBe(
    `NORTHWIND_KEY=${'•'.repeat(24)}8f2c`,
  )
})
