import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { openStore, type Store } from '../store/index.ts'

/** Opens a store of a test's own, in memory. Making an empty database takes seconds, so one is kept between runs. */
export const openMemoryStore = async (): Promise<Store> => {
  emptyDatabase ??= readEmptyDatabase()
  const store = openStore({ memory: true, emptyDatabase: await emptyDatabase })
  await store.ready()
  return store
}

let emptyDatabase: Promise<Blob> | undefined

const readEmptyDatabase = async (): Promise<Blob> => {
  const file = join(tmpdir(), `keydesk-empty-pglite-${readVersion()}.tar`)
  try {
    return new Blob([readFileSync(file)])
  } catch {
    const client = await PGlite.create()
    const dump = await client.dumpDataDir('none')
    await client.close()
    // Whole or not at all: other workers may be reading or writing it as well.
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, new Uint8Array(await dump.arrayBuffer()))
    renameSync(draft, file)
    return dump
  }
}

/** The version of PGlite: another one may not read what this one dumped. */
const readVersion = (): string => {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  return JSON.parse(readFileSync(join(entry, '../../package.json'), 'utf8')).version
}
