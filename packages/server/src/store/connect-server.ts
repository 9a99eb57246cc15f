import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import type { Engine } from './engine.ts'
import type { RunStatement, Statement } from './run-statement.ts'
import { explainStoreError, isStoreUnavailable } from './store-error.ts'

/** Where a server is and how long it is waited for, in milliseconds. */
export interface ServerOptions {
  url: string
  /** Default 10. */
  maxConnections?: number | undefined
  /** Default 3,000. */
  connectTimeoutMs?: number | undefined
  /** For one statement, its wait for locks included. Default 5,000. */
  statementTimeoutMs?: number | undefined
}

/** Makes a pool of connections to a PostgreSQL server; none is opened yet. */
export const connectServer = (options: ServerOptions): Engine => {
  const { url, maxConnections = 10, connectTimeoutMs = 3000, statementTimeoutMs = 5000 } = options
  const connection = {
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: 'keydesk',
    keepAlive: true,
  }
  // The server's own limit says nothing when the network between is gone.
  const limitsOf = (timeoutMs: number) => ({ statement_timeout: timeoutMs, query_timeout: timeoutMs + 1000 })
  const pool = new pg.Pool({
    ...connection,
    max: maxConnections,
    ...limitsOf(statementTimeoutMs),
    idle_in_transaction_session_timeout: statementTimeoutMs * 2,
  })
  // An idle connection that breaks is replaced on the next use; without a listener it would end the process.
  pool.on('error', () => {})

  const withClient = async <Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
    const client = await pool.connect().catch(error => {
      throw explainStoreError(error)
    })
    // While it is lent, the pool does not listen to it.
    const ignore = () => {}
    client.on('error', ignore)
    let isBroken = false
    try {
      return await work(client)
    } catch (error) {
      const explained = explainStoreError(error)
      isBroken = isStoreUnavailable(explained)
      throw explained
    } finally {
      client.off('error', ignore)
      // A connection may still be busy with what was given up: it is not lent again.
      client.release(isBroken)
    }
  }

  return {
    query: work => withClient(client => work(queriesOn(client))),
    transaction: (work, mode) =>
      withClient(client =>
        queriesOn(client).transaction(
          work,
          mode && { isolationLevel: 'repeatable read', accessMode: 'read only' },
        ),
      ),
    maintain: async (work, mode) => {
      const limits = limitsOf(mode === 'patient' ? patientTimeoutMs : statementTimeoutMs)
      const client = new pg.Client({ ...connection, ...limits })
      client.on('error', () => {})
      try {
        await client.connect()
        return await work(async (text, values) => (await client.query(text, values)).rows)
      } catch (error) {
        throw explainStoreError(error)
      } finally {
        await client.end().catch(() => {})
      }
    },
    close: () => pool.end(),
  }
}

/** Long enough to change a large table. */
const patientTimeoutMs = 600_000

/** Drizzle and the driver on one connection. */
const makeQueries = (client: pg.PoolClient) => Object.assign(drizzle(client), { run: runOn(client) })

const known = new WeakMap<pg.PoolClient, ReturnType<typeof makeQueries>>()

/** Made once for each connection. */
const queriesOn = (client: pg.PoolClient) => {
  const queries = known.get(client) ?? makeQueries(client)
  known.set(client, queries)
  return queries
}

// Without a name: PgBouncer has to be set up for named statements, they save the process nothing that can be measured on a list, and
// a plan for every organization alike would suit the large ones badly.
const runOn =
  (client: pg.PoolClient): RunStatement =>
  <Row extends Record<string, unknown>>({ text, values }: Statement) =>
    client.query<Row>(text, [...values])
