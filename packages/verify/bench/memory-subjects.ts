import { hash } from 'node:crypto'
import { createGateOf, toKey } from './create-gate-of.ts'
import { inTurn } from './in-turn.ts'
import type { Subject, Subjects } from './subject.ts'

const createSubject = async (count: number): Promise<Subject> => {
  const keys = Array.from({ length: count }, (_, at) => toKey(at))
  const gate = createGateOf('good', count)
  for (const key of keys) await gate.verify(key)
  return inTurn(count, at => gate.verifyNow(keys[at] ?? '')?.ok)
}

const createFloor = (count: number): Subject => {
  const keys = Array.from({ length: count }, (_, at) => toKey(at))
  const known = new Map(keys.map(key => [hash('sha256', key), { key }]))
  return inTurn(count, at => known.get(hash('sha256', keys[at] ?? ''))?.key)
}

/** What a known key costs among few others, and among many; and what its hash and a look into a map do. */
export const subjects = {
  few: () => createSubject(10_000),
  many: ({ count }: { count: number }) => createSubject(count),
  floorOfFew: () => createFloor(10_000),
  floorOfMany: ({ count }: { count: number }) => createFloor(count),
} satisfies Subjects<{ count: number }>
