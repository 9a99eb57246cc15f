import { connectFolder, type FolderOptions, type MemoryOptions } from './connect-folder.ts'
import { connectServer, type ServerOptions } from './connect-server.ts'
import type { Engine, Queries, Tx } from './engine.ts'
import { createLater, type Later, type OnDropped } from './later.ts'
import { observeStore } from './observe-store.ts'
import { readSchemaState, runMigrations } from './run-migrations.ts'
import { explainStoreError, StoreSetupError, StoreUnavailable } from './store-error.ts'

/** What Keydesk remembers. Every method opens the database when it is not open yet, and throws `StoreUnavailable` when it cannot be asked. */
export interface Store extends Later {
  /** Whether other processes may have the same database open: a server's, not the embedded one. */
  readonly isShared: boolean
  /** Opens the database and brings its schema up to date. Throws a `StoreSetupError` that says what to do. */
  ready(): Promise<void>
  /** Runs queries, each on its own. Inside `work`, use `tx` alone: on the embedded database anything else would wait for it. */
  query<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result>
  /** Runs queries that take effect together or not at all; `snapshot` reads one state and writes nothing. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>, mode?: 'snapshot'): Promise<Result>
  /** Asks the database one cheap question, within `timeoutMs` (default 2,000). */
  ping(options?: { timeoutMs?: number }): Promise<void>
  /** Finishes what runs and closes the database; the store is of no use afterwards. */
  close(): Promise<void>
}

/** A server by its URL, a folder for the embedded database, or nothing but memory. */
export type StoreOptions = (ServerOptions | FolderOptions | MemoryOptions) & {
  /** Whether opening may migrate. Say false where `keydesk migrate` does it with a role of its own. Default true. */
  migrates?: boolean | undefined
  /** Told of audit events that were put off while the database was away and that it then refused; they are lost. */
  onDropped?: OnDropped | undefined
}

/** Makes a store that opens on first use. One per process and database is its maker's duty. */
export const openStore = (options: StoreOptions): Store => {
  let opening: Promise<Engine> | null = null
  let isClosed = false

  const open = (): Promise<Engine> => {
    if (isClosed) return Promise.reject(new StoreUnavailable(new Error('The store was closed.')))
    opening ??= openEngine(options).catch(error => {
      // The next use tries again: a server that is down now may be up then.
      opening = null
      throw error
    })
    return opening
  }

  const observe = observeStore()
  const transaction: Store['transaction'] = (work, mode) =>
    observe('transaction', async () => (await open()).transaction(work, mode))

  return {
    isShared: 'url' in options,
    ...createLater(transaction, { onDropped: options.onDropped }),
    ready: async () => void (await open()),
    query: work => observe('query', async () => (await open()).query(work)),
    transaction,
    ping: ({ timeoutMs = 2000 } = {}) => within(timeoutMs, async () => (await open()).query(askAnything)),
    close: async () => {
      isClosed = true
      const engine = await opening?.catch(() => null)
      opening = null
      await engine?.close()
    },
  }
}

const openEngine = async (options: StoreOptions): Promise<Engine> => {
  const engine = 'url' in options ? connectServer(options) : await connectFolder(options)
  try {
    if ((await engine.maintain(readSchemaState)) === 'older') {
      if (options.migrates === false) throw notMigrated()
      await engine.maintain(runMigrations, 'patient')
    }
    return engine
  } catch (error) {
    await engine.close()
    throw isInsufficientPrivilege(error) ? notMigrated(error) : explainStoreError(error)
  }
}

const askAnything = async (tx: Tx): Promise<void> => void (await tx.execute('select 1'))

const within = async (timeoutMs: number, work: () => Promise<void>): Promise<void> => {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new StoreUnavailable(new Error('No answer in time.'))), timeoutMs)
  try {
    await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}

const isInsufficientPrivilege = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '42501'

const notMigrated = (cause?: unknown) =>
  new StoreSetupError(
    'The database does not have the schema of this Keydesk yet, and this role may not make it. ' +
      'Run `keydesk migrate` with DATABASE_MIGRATION_URL set to the owner of the schema.',
    { cause },
  )
