import type { Seed } from '../seed/seed.ts'
import { listSeedChanges } from '../seed/seed-changes.ts'
import { createJournal, readJournal } from './journal.ts'
import type { Change, Tables } from './records.ts'
import { applyChange, createApiKeyIndex, createTables, listChanges } from './tables.ts'

const directory = ['organizations', 'users', 'permissions', 'roles', 'memberships'] as const

/** Everything the emulator remembers: tables to read, and `commit`, the only way to change them. */
export type State = ReturnType<typeof openState>

/**
 * Opens the state: from the file when there is one, else from the seed.
 * A file that began with another seed keeps its keys and sessions and takes the new seed's directory.
 * Throws `StateFileError` when the file is damaged.
 */
export function openState(options: { seed: Seed; path?: string | undefined }) {
  const { seed, path } = options
  const tables = createTables()
  let keys = createApiKeyIndex()
  const stored = path === undefined ? null : readJournal(path)

  if (stored) {
    applyAll(stored.changes)
    if (stored.seed !== seed.fingerprint) replaceDirectory()
  } else {
    applyAll(listSeedChanges(seed))
  }

  const journal =
    path === undefined
      ? null
      : createJournal({ path, seed: seed.fingerprint, snapshot: () => listChanges(tables) })

  function applyAll(changes: Iterable<Change>): void {
    for (const change of changes) {
      if (change.table === 'apiKeys') index(change)
      applyChange(tables, change)
    }
  }

  function index(change: Change<'apiKeys'>): void {
    const previous = tables.apiKeys.get(change.id)
    if (change.value) keys.put(change.value)
    else if (previous) keys.remove(previous)
  }

  function replaceDirectory(): void {
    for (const name of directory) tables[name].clear()
    applyAll(listSeedChanges(seed).filter(change => change.table !== 'apiKeys'))
  }

  return {
    tables: tables as {
      readonly [Name in keyof Tables]: ReadonlyMap<
        string,
        Tables[Name] extends Map<string, infer V> ? V : never
      >
    },
    apiKeysOf: (organizationId: string) => keys.ofOrganization(organizationId),
    apiKeyByValue: (value: string) => tables.apiKeys.get(keys.idOfValue(value) ?? ''),
    /** Makes the changes, all or none, and has them on disk when it returns. */
    commit(...changes: Change[]) {
      journal?.append(changes)
      applyAll(changes)
    },
    /** Back to the seed. The signing key stays, because clients cache the key set for minutes. */
    reset() {
      for (const table of Object.values(tables)) if (table !== tables.signingKeys) table.clear()
      keys = createApiKeyIndex()
      applyAll(listSeedChanges(seed))
      journal?.rewrite()
    },
    close: () => journal?.close(),
  }
}
