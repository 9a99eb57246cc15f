import { expect, test } from 'vitest'
import { explainCheck } from './explain-check.ts'

test.each([
  ['memory', 0.0421, 'The gate knew it by heart: 42\u00a0µs.'],
  ['memory', 0, 'The gate knew it by heart: 1\u00a0µs.'],
  ['shared', 1.2, 'Another gate had asked before: 1\u00a0ms.'],
  ['upstream', 12.6, 'The gate asked Keydesk: 13\u00a0ms.'],
  ['signature', 0.5, 'The gate checked it: 500\u00a0µs.'],
])('a check by %s that took %d ms reads as one sentence', (source, milliseconds, sentence) => {
  expect(explainCheck({ source, milliseconds })).toBe(sentence)
})
