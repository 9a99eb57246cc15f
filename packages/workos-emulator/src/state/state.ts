import type { Seed } from '../seed/seed.ts'
import { listSeedChanges } from '../seed/seed-changes.ts'
import { buildWebhook } from '../webhooks/receiver.ts'
import { createJournal, readJournal, StateFileError } from './journal.ts'
import { lockFile } from './lock.ts'
import type { Change, ReadonlyTables, TableName } from './records.ts'
import { applyChange, createApiKeyIndex, createTables, listChanges } from './tables.ts'

const directory = ['organizations', 'users', 'permissions', 'roles', 'memberships'] as const

function isDirectory(table: TableName): boolean {
  return directory.some(name => name === table)
}

/** Everything the emulator remembers: tables to read, and `commit`, the only way to change them. */
export type State = ReturnType<typeof openState>

/**
 * Opens the state: from the file when there is one, else from the seed.
 * A file that began with another seed keeps its keys and sessions and takes the new seed's directory.
 * Throws `StateFileError` when the file is damaged or another process has it.
 */
export function openState(options: { seed: Seed; path?: string | undefined }) {
  const { seed, path } = options
  const tables = createTables()
  const readable: ReadonlyTables = tables
  const subscribers: ((changes: readonly Change[]) => void)[] = []
  let keys = createApiKeyIndex()
  const lock = path === undefined ? null : claim(path)
  const journal = path === undefined ? null : load(path)
  if (path === undefined) applyAll(listSeedChanges(seed))

  function load(file: string) {
    try {
      const stored = readJournal(file)
      applyAll(stored ? stored.changes : listSeedChanges(seed))
      if (stored && stored.seed !== seed.fingerprint) replaceDirectory()
      if (stored) replaceReceivers()
      return createJournal({ path: file, seed: seed.fingerprint, snapshot: () => listChanges(tables) })
    } catch (error) {
      lock?.release()
      throw error
    }
  }

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
    applyAll(listSeedChanges(seed).filter(({ table }) => isDirectory(table)))
  }

  /** The seed's receivers go on where they were; a new one begins with what happens next. */
  function replaceReceivers(): void {
    const last = [...tables.events.keys()].at(-1) ?? null
    const known = new Map(tables.webhooks)
    for (const { id, isConfigured } of known.values()) if (isConfigured) tables.webhooks.delete(id)
    for (const receiver of seed.webhooks) {
      const fresh = buildWebhook(receiver, { position: last, isConfigured: true })
      const position = known.has(fresh.id) ? (known.get(fresh.id)?.position ?? null) : last
      tables.webhooks.set(fresh.id, { ...fresh, position })
    }
  }

  /** Makes the changes, all or none, and has them on disk when it returns. */
  function commit(changes: readonly Change[]): void {
    journal?.append(changes)
    applyAll(changes)
    for (const tell of subscribers) tell(changes)
  }

  return {
    tables: readable,
    apiKeysOf: (organizationId: string) => keys.ofOrganization(organizationId),
    apiKeyByValue: (value: string) => tables.apiKeys.get(keys.idOfValue(value) ?? ''),
    commit,
    /** Tells of every commit once it is made. */
    subscribe: (tell: (changes: readonly Change[]) => void) => void subscribers.push(tell),
    /** Back to the seed. The signing keys stay, because clients cache the key set for minutes. */
    reset() {
      for (const table of Object.values(tables)) if (table !== tables.signingKeys) table.clear()
      keys = createApiKeyIndex()
      applyAll(listSeedChanges(seed))
      journal?.rewrite()
    },
    close() {
      journal?.close()
      lock?.release()
    },
  }
}

function claim(path: string) {
  const lock = lockFile(path)
  if ('release' in lock) return lock
  throw new StateFileError(path, `process ${lock.heldBy} is using it. Stop that one, or choose another file.`)
}
