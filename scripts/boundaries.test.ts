import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkBoundaries } from './boundaries.ts'

it('finds the planted imports: of the server by the widget, and of the looks by what is headless, round a corner', () => {
  const { modules, violations } = checkBoundaries(join(import.meta.dirname, 'planted-violation'), [
    'packages',
  ])
  expect(modules).toBe(5)
  expect(violations).toContain(
    'react-knows-the-contract-only: packages/react/src/planted.ts → packages/server/src/secret.ts',
  )
  expect(violations).toContain(
    'headless-has-no-looks: packages/react/src/headless.ts → packages/react/src/ui/part.ts',
  )
})
