import { isStoreSetupError } from '../store/store-error.ts'
import type { Check, Environment } from './check.ts'

/** Asks the database how it is, without migrating it; throws when it cannot be opened. */
export type CheckDatabase = () => Promise<{
  /** What kind of store it is, for example `PostgreSQL 17` or `The folder .keydesk`. */
  store: string
  /** Whether it has every table of this version. */
  schema: 'current' | 'older'
}>

/** Whether the database can be reached, and has every table of this version. */
export const checkDatabase = async (env: Environment, ask: CheckDatabase): Promise<Check> => {
  const name = 'database'
  try {
    const { store, schema } = await ask()
    if (schema === 'current') return { name, status: 'ok', message: `${store} answers and is up to date.` }
    const message = `${store} answers, but has not been migrated to this version.`
    return env.DATABASE_MIGRATION_URL
      ? { name, status: 'problem', message, fix: 'Run `keydesk migrate` before this version starts.' }
      : {
          name,
          status: 'warning',
          message,
          fix: 'The application migrates it when it starts; or run `keydesk migrate`.',
        }
  } catch (error) {
    return {
      name,
      status: 'problem',
      message: `The database cannot be used: ${findReason(error).replace(/\.$/, '')}.`,
      fix: env.DATABASE_URL
        ? 'Check DATABASE_URL, that the server runs, and that this machine and role may connect.'
        : 'Set DATABASE_URL to a PostgreSQL server, or give the process a folder of its own that it may write to.',
    }
  }
}

/** Our own advice, or else the innermost error: drivers wrap it in one that quotes the query, or in one without words. */
const findReason = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown error'
  if (isStoreSetupError(error)) return error.message
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause
  return inner instanceof Error ? findReason(inner) : error.message || error.name
}
