import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from './engine.ts'

/** A statement in the server's own words, with `$1`, `$2` … for its values. */
export interface Statement {
  text: string
  values: readonly unknown[]
}

/** Runs a statement that was written before; what its rows are is the caller's to know. */
export type RunStatement = <Row extends Record<string, unknown>>(
  statement: Statement,
) => Promise<{ rows: Row[] }>

/** Runs a statement through Drizzle, for drivers that are not asked themselves. */
export const runThrough =
  (tx: Tx): RunStatement =>
  <Row extends Record<string, unknown>>({ text, values }: Statement) => {
    // Every other part is the number of a value. As a chunk and not a parameter, an array would become a list.
    const chunks = text
      .split(/\$(\d+)/)
      .map(
        (part, index): SQL => (index % 2 === 0 ? sql.raw(part) : sql`${sql.param(values[Number(part) - 1])}`),
      )
    return tx.execute(sql.join(chunks)) as unknown as Promise<{ rows: Row[] }>
  }
