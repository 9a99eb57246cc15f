import { chmodSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from './engine.ts'
import { lockFolder } from './folder-lock.ts'
import { runThrough } from './run-statement.ts'
import { explainStoreError, StoreSetupError } from './store-error.ts'

/** Where the embedded database lives. */
export interface FolderOptions {
  /** It is made when missing, for this user alone; the database is in `store/` below it. */
  folder: string
  /** The serverless platform this runs on, where there is one (`findServerlessPlatform`): a folder does not last there. */
  serverlessPlatform?: string | null | undefined
}

/** A database that lives and ends with the process, for tests. */
export interface MemoryOptions {
  memory: true
  /** PGlite's dump of a database to begin with: starting from one takes a fifth of the time. */
  dump?: Blob | undefined
}

/** Opens the embedded database in a folder that no other process has open, or one that lives in memory alone. */
export const connectFolder = async (options: FolderOptions | MemoryOptions): Promise<Engine> => {
  if ('memory' in options) {
    const { dump } = options
    return openPglite(dump ? { loadDataDir: dump } : {})
  }
  const { folder, serverlessPlatform } = options
  if (serverlessPlatform) {
    throw new StoreSetupError(
      `Keydesk runs on ${serverlessPlatform}, where files do not last. Set DATABASE_URL to a PostgreSQL server.`,
    )
  }
  const path = prepareFolder(folder)
  // Two openers of one folder would both go on, and lose each other's rows without a word.
  const lock = await lockFolder(path)
  try {
    const engine = await openPglite({ dataDir: path })
    return { ...engine, close: () => engine.close().finally(lock.release) }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** The platform by whose variables this looks like a serverless function, or null. */
export const findServerlessPlatform = (
  environment: Readonly<Record<string, string | undefined>>,
): string | null => platforms.find(([variable]) => environment[variable])?.[1] ?? null

const platforms: [variable: string, name: string][] = [
  ['VERCEL', 'Vercel'],
  ['NETLIFY', 'Netlify'],
  ['AWS_LAMBDA_FUNCTION_NAME', 'AWS Lambda'],
  ['K_SERVICE', 'Google Cloud Run'],
  ['FUNCTIONS_WORKER_RUNTIME', 'Azure Functions'],
]

const prepareFolder = (folder: string): string => {
  try {
    const path = join(folder, 'store')
    mkdirSync(path, { recursive: true, mode: 0o700 })
    chmodSync(path, 0o700)
    const probe = join(folder, `.probe-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
    return realpathSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
    throw new StoreSetupError(
      `Keydesk cannot keep its store in ${folder}${code}. Make the folder writable, or set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    )
  }
}

/** Loads PGlite only where it is used: it takes hundreds of megabytes. */
const openPglite = async (where: { dataDir?: string; loadDataDir?: Blob }): Promise<Engine> => {
  const [{ PGlite }, { pg_trgm }, { drizzle }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/pg_trgm'),
    import('drizzle-orm/pglite'),
  ])
  const client = await PGlite.create({ ...where, extensions: { pg_trgm } })
  const db = drizzle(client)
  const queries = Object.assign(db, { run: runThrough(db) })
  const explain = (error: unknown): never => {
    throw explainStoreError(error)
  }
  return {
    query: work => work(queries).catch(explain),
    transaction: (work, mode) =>
      db
        .transaction(work, mode && { isolationLevel: 'repeatable read', accessMode: 'read only' })
        .catch(explain),
    maintain: work =>
      work(async (text, values) => {
        // Only the simple protocol takes several statements, and only the other takes values.
        if (values === undefined) return (await client.exec(text)).at(-1)?.rows ?? []
        return (await client.query<Record<string, unknown>>(text, values)).rows
      }).catch(explain),
    close: () => client.close(),
  }
}
