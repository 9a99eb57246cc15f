import { expect, test } from 'vitest'
import { explainCheck } from './explain-check.ts'

test.each([
  ['memory', 0.0421, 'The gate knew it by heart: 42 µs.'],
  ['memory', 0, 'The gate knew it by heart: 1 µs.'],
  ['shared', 1.2, 'Another gate had asked before: 1 ms.'],
  ['upstream', 12.6, 'The gate asked Keydesk: 13 ms.'],
  ['signature', 0.5, 'The gate checked it: 500 µs.'],
])('a check by %s that took %d ms reads as one sentence', (source, milliseconds, sentence) => {
  expect(explainCheck({ source, milliseconds })).toBe(sentence)
})
