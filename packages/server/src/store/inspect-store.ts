import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { connectFolder, type FolderOptions } from './connect-folder.ts'
import { connectServer, type ServerOptions } from './connect-server.ts'
import { isHeld } from './folder-lock.ts'
import { readSchemaState, type SchemaState } from './run-migrations.ts'
import { StoreSetupError } from './store-error.ts'

/** What was found where a store is, or is to be. */
export interface StoreInspection {
  /** What kind of store it is, for example `PostgreSQL 17.6` or `The folder .keydesk`. */
  store: string
  /** `absent` is a folder that is made on first use; `in use` one that another process has open. */
  schema: SchemaState | 'absent' | 'in use'
  /** Whether the application may edit what was audited; whoever owns the tables may. */
  mayEditAudit: boolean
}

/** Looks at a store without making or migrating anything. Throws a `StoreSetupError`, or `StoreUnavailable`. */
export const inspectStore = (options: ServerOptions | FolderOptions): Promise<StoreInspection> =>
  'url' in options ? inspectServer(options) : inspectFolder(options)

const inspectServer = async (options: ServerOptions): Promise<StoreInspection> => {
  const engine = connectServer(options)
  try {
    return await engine.maintain(async run => {
      const [server] = await run('show server_version')
      const store = `PostgreSQL ${String(server?.server_version).split(' ')[0]}`
      const schema = await readSchemaState(run)
      if (schema === 'older') return { store, schema, mayEditAudit: false }
      const [audit] = await run(
        `select has_table_privilege('keydesk.audit_events', 'update, delete') as editable`,
      )
      return { store, schema, mayEditAudit: audit?.editable === true }
    })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '42501')) throw error
    throw new StoreSetupError(
      'The role of DATABASE_URL may not use the schema `keydesk`. Run `keydesk migrate` with DATABASE_MIGRATION_URL and DATABASE_URL set: it grants what the application needs.',
      { cause: error },
    )
  } finally {
    await engine.close()
  }
}

const inspectFolder = async (options: FolderOptions): Promise<StoreInspection> => {
  const store = `The folder ${options.folder}`
  const path = join(options.folder, 'store')
  const found = { store, mayEditAudit: true }
  if (!options.serverlessPlatform) {
    if (!existsSync(path)) {
      requireWritable(options.folder)
      return { ...found, schema: 'absent' }
    }
    if (await isHeld(realpathSync(path))) return { ...found, schema: 'in use' }
  }
  const engine = await connectFolder(options)
  try {
    return { ...found, schema: await engine.maintain(readSchemaState) }
  } finally {
    await engine.close()
  }
}

const requireWritable = (folder: string): void => {
  let place = resolve(folder)
  while (!existsSync(place)) place = dirname(place)
  if (statSync(place).isDirectory() && isWritable(place)) return
  throw new StoreSetupError(
    `Keydesk cannot make the folder ${folder}: ${place} is no folder that this user may write to. ` +
      'Change that, or set DATABASE_URL to a PostgreSQL server.',
  )
}

const isWritable = (place: string): boolean => {
  try {
    accessSync(place, constants.W_OK)
    return true
  } catch {
    return false
  }
}
