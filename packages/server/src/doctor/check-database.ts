import { isStoreSetupError } from '../store/store-error.ts'
import type { Check, Environment } from './check.ts'

/** Asks the database how it is, without making or migrating anything; throws when it cannot be asked. */
export type CheckDatabase = () => Promise<{
  /** What kind of store it is, for example `PostgreSQL 17.6` or `The folder .keydesk`. */
  store: string
  /** Whether it has every table of this version, is made on first use, or is held by a process that runs. */
  schema: 'current' | 'older' | 'absent' | 'in use'
  /** Whether the application could edit what was audited. */
  mayEditAudit?: boolean
}>

/** Whether the database can be reached, has every table of this version, and protects them as it was meant to. */
export const checkDatabase = async (env: Environment, ask: CheckDatabase): Promise<Check> => {
  const name = 'database'
  const ok = (message: string): Check => ({ name, status: 'ok', message })
  try {
    const { store, schema, mayEditAudit = false } = await ask()
    if (schema === 'absent') return ok(`${store} is not there yet; the application makes it when it starts.`)
    if (schema === 'in use')
      return ok(`${store} is in use by a process that runs, which keeps it up to date.`)
    if (schema === 'older') return notMigrated(env, store)
    if (env.DATABASE_URL && env.DATABASE_MIGRATION_URL && mayEditAudit) {
      return {
        name,
        status: 'problem',
        message: `${store} is up to date, but the role of DATABASE_URL may edit the audit trail.`,
        fix: 'Give DATABASE_URL a role that is no superuser and owns nothing, then run `keydesk migrate`.',
      }
    }
    return ok(`${store} answers and is up to date.`)
  } catch (error) {
    if (isStoreSetupError(error)) {
      return { name, status: 'problem', message: 'The database cannot be used as it is.', fix: error.message }
    }
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

const notMigrated = (env: Environment, store: string): Check => {
  const message = `${store} answers, but has not been migrated to this version.`
  return env.DATABASE_MIGRATION_URL
    ? {
        name: 'database',
        status: 'problem',
        message,
        fix: 'Run `keydesk migrate` before this version starts.',
      }
    : {
        name: 'database',
        status: 'warning',
        message,
        fix: 'The application migrates it when it starts; or run `keydesk migrate`.',
      }
}

/** The innermost error: drivers wrap it in one that quotes the query, or in one without words. */
const findReason = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown error'
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause
  return inner instanceof Error ? findReason(inner) : error.message || error.name
}
