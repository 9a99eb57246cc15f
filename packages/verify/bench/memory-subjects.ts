import { createGateOf, toKey } from './create-gate-of.ts'
import { inTurn } from './in-turn.ts'
import type { Subject, Subjects } from './subject.ts'

const createSubject = async (count: number): Promise<Subject> => {
  const keys = Array.from({ length: count }, (_, at) => toKey(at))
  const gate = createGateOf('good', count)
  for (const key of keys) await gate.verify(key)
  return inTurn(count, at => gate.verifyNow(keys[at] ?? '')?.ok)
}

/** What a known key costs among few others, and among many. */
export const subjects = {
  few: () => createSubject(10_000),
  many: ({ count }: { count: number }) => createSubject(count),
} satisfies Subjects<{ count: number }>
