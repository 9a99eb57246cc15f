import { type SQL, sql } from 'drizzle-orm'
import { LRUCache } from 'lru-cache'
import type { Tx } from './engine.ts'

/** A statement in the server's own words, with `$1`, `$2` … for its values. */
export interface Statement {
  text: string
  values: readonly unknown[]
}

/** Runs a statement that was written before, and gives what the driver answers; what its rows are is the caller's to know. */
export const runStatement = <Row extends Record<string, unknown>>(
  tx: Tx,
  { text, values }: Statement,
): Promise<{ rows: Row[] }> => {
  const parts = splits.get(text) ?? split(text)
  // A parameter, not a chunk: as a chunk, an array would become a list.
  const chunks = parts.map(part => (typeof part === 'number' ? sql.param(values[part]) : part))
  return tx.execute<Row>(sql.join(chunks)) as unknown as Promise<{ rows: Row[] }>
}

const splits = new LRUCache<string, (SQL | number)[]>({ max: 1_000 })

/** The text between the values, and for each value where it stands among them. */
const split = (text: string): (SQL | number)[] => {
  // Every other part is the number of a value.
  const parts = text
    .split(/\$(\d+)/)
    .map((part, index) => (index % 2 === 0 ? sql.raw(part) : Number(part) - 1))
  splits.set(text, parts)
  return parts
}
