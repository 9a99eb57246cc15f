import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { openStore, type Store } from '../store/index.ts'
import { migrations } from '../store/migrations.ts'
import { runMigrations } from '../store/run-migrations.ts'

/** Opens a store of a test's own, in memory. Making an empty database takes seconds, so one with our tables is kept between runs. */
export const openMemoryStore = async (): Promise<Store> => {
  dump ??= readDump()
  const store = openStore({ memory: true, dump: await dump })
  await store.ready()
  return store
}

let dump: Promise<Blob> | undefined

const readDump = async (): Promise<Blob> => {
  const file = join(tmpdir(), `keydesk-pglite-${readVersion()}-${hashOfMigrations()}.tar`)
  try {
    return new Blob([readFileSync(file)])
  } catch {
    const made = await makeDump()
    // Whole or not at all: other workers may be reading or writing it as well.
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, new Uint8Array(await made.arrayBuffer()))
    renameSync(draft, file)
    return made
  }
}

const makeDump = async (): Promise<Blob> => {
  const client = await PGlite.create({ extensions: { pg_trgm } })
  await runMigrations(async (text, values) =>
    values === undefined
      ? ((await client.exec(text)).at(-1)?.rows ?? [])
      : (await client.query<Record<string, unknown>>(text, values)).rows,
  )
  const made = await client.dumpDataDir('none')
  await client.close()
  return made
}

/** The version of PGlite: another one may not read what this one dumped. */
const readVersion = (): string => {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  return JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8')).version
}

/** Other steps make other tables. */
const hashOfMigrations = (): string =>
  createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16)
