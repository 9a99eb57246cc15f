import type { RunSql } from './engine.ts'
import { migrations } from './migrations.ts'
import { StoreSetupError } from './store-error.ts'

/** How the schema found compares with the one this version of Keydesk knows. */
export type SchemaState = 'current' | 'older'

/** Judges the schema of a database. Throws a `StoreSetupError` for one that a newer Keydesk has migrated. */
export const readSchemaState = async (run: RunSql): Promise<SchemaState> => {
  const [table] = await run(`select to_regclass('keydesk.migrations') is not null as exists`, [])
  if (!table?.exists) return 'older'
  const [row] = await run('select coalesce(max(version), 0) as version from keydesk.migrations', [])
  const version = Number(row?.version)
  if (version > migrations.length) {
    throw new StoreSetupError(
      `The database has the schema of a newer Keydesk (${version}, this one knows ${migrations.length}). Deploy the newer version.`,
    )
  }
  return version === migrations.length ? 'current' : 'older'
}

/** Brings the schema up to date, all or nothing; whoever comes second waits and finds it done. Gives how many steps it took. */
export const runMigrations = async (run: RunSql): Promise<number> => {
  await run('begin')
  try {
    await run(
      `set local lock_timeout = '60s'; set local statement_timeout = '10min'; set local search_path = public`,
    )
    await run('select pg_advisory_xact_lock($1)', [advisoryKey])
    const [schema] = await run(`select to_regnamespace('keydesk') is not null as exists`, [])
    if (!schema?.exists) await run('create schema keydesk')
    await run(
      `create table if not exists keydesk.migrations (version integer primary key, name text not null, applied_at timestamptz not null default now())`,
    )
    await readSchemaState(run)
    const [last] = await run('select coalesce(max(version), 0) as version from keydesk.migrations', [])
    const due = migrations.filter(({ version }) => version > Number(last?.version))
    for (const { version, name, sql } of due) {
      await run(sql)
      await run('insert into keydesk.migrations (version, name) values ($1, $2)', [version, name])
    }
    await run('commit')
    return due.length
  } catch (error) {
    await run('rollback').catch(() => {})
    throw error
  }
}

/** "keydesk" as a number that no other user of the server is likely to lock. */
const advisoryKey = 7_305_811_903_422
