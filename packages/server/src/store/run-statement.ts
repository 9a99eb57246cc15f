import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from './engine.ts'

/** A statement in the server's own words, with `$1`, `$2` … for its values. */
export interface Statement {
  text: string
  values: readonly unknown[]
}

/** Runs a statement that a library has written, and gives what the driver answers. */
export const runStatement = (tx: Tx, { text, values }: Statement): Promise<unknown> => {
  // Every other part is the number of a value.
  const parts = text.split(/\$(\d+)/)
  const chunks = parts.map(
    (part, index): SQL => (index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`),
  )
  return tx.execute(sql.join(chunks))
}
