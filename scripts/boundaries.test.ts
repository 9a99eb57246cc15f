import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkBoundaries } from './boundaries.ts'

it('finds the planted import of the server by the widget', () => {
  const { modules, violations } = checkBoundaries(join(import.meta.dirname, 'planted-violation'), [
    'packages',
  ])
  expect(modules).toBe(2)
  expect(violations).toContain(
    'react-knows-the-contract-only: packages/react/src/planted.ts → packages/server/src/secret.ts',
  )
})
