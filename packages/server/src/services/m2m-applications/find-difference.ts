import { isDeepStrictEqual } from 'node:util'

/** The facts that differ, as they were and as they are; null where none does. */
export const findDifference = (
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): { before: Record<string, unknown>; after: Record<string, unknown> } | null => {
  const changed = Object.keys(after).filter(name => !isDeepStrictEqual(before[name], after[name]))
  if (changed.length === 0) return null
  const only = (all: Record<string, unknown>) => Object.fromEntries(changed.map(name => [name, all[name]]))
  return { before: only(before), after: only(after) }
}
