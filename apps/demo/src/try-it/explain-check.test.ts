import { expect, test } from 'vitest'
import { explainCheck } from './explain-check.ts'

test.each([
  ['memory', 0.0421, true, '42\u00a0µs', 'The gate knew it by heart.'],
  ['memory', 0, true, '1\u00a0µs', 'The gate knew it by heart.'],
  ['shared', 1.2, true, '1\u00a0ms', 'Another gate had asked before.'],
  ['upstream', 12.6, false, '13\u00a0ms', 'The gate asked Keydesk.'],
  ['signature', 0.5, false, '500\u00a0µs', 'The gate checked the signature.'],
  ['elsewhere', 0.5, false, '500\u00a0µs', 'The gate checked it.'],
])('a check by %s that took %d ms: hit %s, %s', (source, milliseconds, isHit, took, sentence) => {
  expect(explainCheck({ source, milliseconds })).toEqual({ isHit, took, sentence })
})
