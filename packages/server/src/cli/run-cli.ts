import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { exitCodeOf, printChecks, printChecksAsJson, runDoctor } from '../doctor/index.ts'
import {
  findServerlessPlatform,
  inspectStore,
  isStoreSetupError,
  isStoreUnavailable,
  migrateStore,
  openStore,
  type Store,
  unparkOutbox,
  verifyAudit,
} from '../store/index.ts'

/** What a run is given: its words, its environment, and where it says what it did. */
export interface CliRun {
  arguments: string[]
  environment: Readonly<Record<string, string | undefined>>
  print: (line: string) => void
}

/** What the words after a command's name say. */
interface CliOptions {
  folder: string
  json: boolean
}

const usage = `keydesk <command>

  doctor         look at the environment, the database and WorkOS as the broker would, change nothing,
                 and say what to do (exit code 1 when something must be mended)
  migrate        bring the database's schema up to date, as the role of DATABASE_MIGRATION_URL,
                 and grant the role of DATABASE_URL what the application needs
  verify-audit   read every organization's audit trail, and name the first row that was tampered with
                 (exit code 1)

  retry-audit-logs
                 let the audit events that WorkOS's audit log refused have another turn

  --folder <path>   the embedded database, where DATABASE_URL is not set
                    (default KEYDESK_STORE_FOLDER, then .keydesk)
  --json            what the doctor found, for a machine
  --help            show this

Environment: DATABASE_URL, DATABASE_MIGRATION_URL, KEYDESK_STORE_FOLDER; for the doctor, all that the BFF gets`

/** Runs one command; gives the exit code: 0 done, 1 not done or tampered with, 2 not understood. */
export const runCli = async (run: CliRun): Promise<number> => {
  const { print } = run
  const words = readArguments(run.arguments)
  if (words instanceof Error) {
    print(`${words.message}\n\n${usage}`)
    return 2
  }
  const command = words.positionals.length === 1 ? commands.get(words.positionals[0] ?? '') : undefined
  if (words.values.help) {
    print(usage)
    return 0
  }
  if (command === undefined) {
    print(usage)
    return 2
  }
  try {
    const { folder = run.environment.KEYDESK_STORE_FOLDER || '.keydesk', json } = words.values
    return await command(run, { folder, json })
  } catch (error) {
    if (isStoreSetupError(error)) print(error.message)
    else if (isStoreUnavailable(error)) print(`The database cannot be asked: ${describe(error.cause)}`)
    else if (isRefused(error)) print(`The database refused: ${error.message}. ${whatAnOwnerMay}`)
    else throw error
    return 1
  }
}

const readArguments = (words: string[]) => {
  try {
    return parseArgs({
      args: words,
      allowPositionals: true,
      options: {
        folder: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

const migrate = async ({ environment, print }: CliRun): Promise<number> => {
  const { DATABASE_MIGRATION_URL: migrationUrl, DATABASE_URL: applicationUrl } = environment
  if (!migrationUrl) {
    print('Set DATABASE_MIGRATION_URL to the PostgreSQL role that is to own the tables.')
    return 1
  }
  const { steps, applicationRole } = await migrateStore({
    migrationUrl,
    applicationUrl: applicationUrl || undefined,
  })
  print(steps === 0 ? 'The schema is up to date.' : `Migrated: ${steps} ${steps === 1 ? 'step' : 'steps'}.`)
  print(
    applicationRole === null
      ? 'DATABASE_URL is not set, so no application role was granted anything.'
      : `The role ${applicationRole} may use it, and cannot edit what is audited.`,
  )
  return 0
}

const verify = (run: CliRun, { folder }: CliOptions): Promise<number> =>
  withStore(run, folder, async store => {
    const verdict = await verifyAudit(store)
    if (verdict.ok) {
      run.print(`Every chain is whole: ${verdict.events} events of ${verdict.organizations} organizations.`)
      return 0
    }
    const { organizationId, seq, eventId, reason } = verdict.broken
    const row = eventId === null ? `row ${seq}` : `row ${seq} (${eventId})`
    run.print(`The audit trail of ${organizationId} is broken at ${row}: ${reasons[reason]}`)
    return 1
  })

const retryAuditLogs = (run: CliRun, { folder }: CliOptions): Promise<number> =>
  withStore(run, folder, async store => {
    const count = await store.query(unparkOutbox)
    run.print(`${count} ${count === 1 ? 'event waits' : 'events wait'} for another turn.`)
    return 0
  })

const withStore = async (
  { environment, print }: CliRun,
  folder: string,
  work: (store: Store) => Promise<number>,
): Promise<number> => {
  const url = environment.DATABASE_URL
  const serverlessPlatform = findServerlessPlatform(environment)
  if (!url && !existsSync(folder)) {
    print(
      `There is no ${folder}. Set DATABASE_URL, or name the folder of the embedded database with --folder.`,
    )
    return 1
  }
  const place = url ? { url, statementTimeoutMs: 600_000 } : { folder, serverlessPlatform }
  // Nobody but its one process migrates a folder.
  const store = openStore({ ...place, migrates: !url })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

const examine = async ({ environment, print }: CliRun, { folder, json }: CliOptions): Promise<number> => {
  const url = environment.DATABASE_URL?.trim()
  const serverlessPlatform = findServerlessPlatform(environment)
  const checks = await runDoctor({
    env: environment,
    checkDatabase: () => inspectStore(url ? { url } : { folder, serverlessPlatform }),
  })
  print((json ? printChecksAsJson(checks) : printChecks(checks)).trimEnd())
  return exitCodeOf(checks)
}

const commands = new Map<string, (run: CliRun, options: CliOptions) => Promise<number>>([
  ['doctor', examine],
  ['migrate', migrate],
  ['verify-audit', verify],
  ['retry-audit-logs', retryAuditLogs],
])

const reasons = {
  missing: 'it is missing.',
  altered: 'it is not what was written.',
  unchained: 'it does not follow from the row before it, or the head of the chain is not its.',
  not_the_last: 'it comes after the head of the chain.',
}

const isRefused = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && error.code === '42501'

const whatAnOwnerMay =
  'The role of DATABASE_MIGRATION_URL must be able to create a schema in the database, or own `keydesk` and all in it.'

const describe = (cause: unknown): string => (cause instanceof Error ? cause.message : 'no answer')
