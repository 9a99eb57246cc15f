import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { RunStatement } from './run-statement.ts'

/** What queries are run on: the store at large, or one transaction of it. */
export type Tx = Pick<
  PgDatabase<PgQueryResultHKT>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'execute'
>

/** What queries on their own are run on: also on the driver itself, where Drizzle's work would cost more than the query. */
export interface Queries extends Tx {
  run: RunStatement
}

/** Plain SQL on one connection, for what Drizzle has no words for. */
export type RunSql = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

/** A database of either kind, opened. */
export interface Engine {
  /** Runs queries on their own. */
  query<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result>
  /** Runs all or nothing; `snapshot` reads one state of the database and writes nothing. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>, mode?: 'snapshot'): Promise<Result>
  /** Runs SQL on one connection, each statement within the time of a query's; `patient` is for those that change a schema. */
  maintain<Result>(work: (run: RunSql) => Promise<Result>, mode?: 'patient'): Promise<Result>
  close(): Promise<void>
}
