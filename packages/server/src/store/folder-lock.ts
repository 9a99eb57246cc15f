import { createHash } from 'node:crypto'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import { askOwner, listen } from './owner-socket.ts'
import { askSocketFile, holdSocketFile, type SocketFiles } from './socket-files.ts'
import { StoreSetupError } from './store-error.ts'

/** A folder held by this process, until it is released or the process ends, however it ends. */
export interface FolderLock {
  release(): Promise<void>
}

/**
 * Holds a folder, given by its real path, against every other opener on this machine, its containers and this process.
 * A listening socket is the lock, because the system closes it with the process. Throws a `StoreSetupError` when it is held.
 */
export const lockFolder = async (folder: string, platform = process.platform): Promise<FolderLock> => {
  const held = platform === 'win32' ? await holdName(folder, platform) : await holdFile(folder, platform)
  if ('owner' in held) throw heldElsewhere(folder, held.owner)
  return { release: () => new Promise(resolve => held.close(() => resolve())) }
}

/** Whether somebody, this process included, holds a folder, given by its real path. */
export const isHeld = async (folder: string, platform = process.platform): Promise<boolean> => {
  if (platform !== 'win32' && (await isFileHeld(folder, platform))) return true
  return (platform === 'win32' || platform === 'linux') && (await askOwner(nameOf(folder, platform))) !== null
}

const isFileHeld = async (folder: string, platform: NodeJS.Platform): Promise<boolean> => {
  try {
    return (await askSocketFile(filesOf(folder, platform))) !== null
  } catch (error) {
    if (noSockets.has(codeOf(error))) return false
    throw error
  }
}

const holdFile = async (
  folder: string,
  platform: NodeJS.Platform,
): Promise<Server | { owner: string | null }> => {
  try {
    return await holdSocketFile(filesOf(folder, platform))
  } catch (error) {
    const code = codeOf(error)
    if (platform !== 'linux' || !noSockets.has(code)) throw error
    process.emitWarning(
      `No socket can be made in ${folder} (${code}), so another container that shares it is not noticed: let one alone use it.`,
      { code: 'KEYDESK_FOLDER_LOCK' },
    )
    return holdName(folder, platform)
  }
}

/** What systems answer where a folder takes no sockets or links, or where `/proc` is missing. */
const noSockets = new Set(['EACCES', 'EPERM', 'EINVAL', 'ENOENT', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'])

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

const holdName = async (
  folder: string,
  platform: NodeJS.Platform,
): Promise<Server | { owner: string | null }> => {
  const name = nameOf(folder, platform)
  return (await listen(name)) ?? { owner: await askOwner(name) }
}

/** On Linux in the folder itself, which every container sees alike. Elsewhere its path may be too long for a socket. */
const filesOf = (folder: string, platform: NodeJS.Platform): SocketFiles =>
  platform === 'linux'
    ? { directory: folder, name: '.keydesk-lock' }
    : { directory: tmpdir(), name: idOf(folder) }

/** A name that no file stands for: a pipe on Windows, an abstract socket on Linux. */
const nameOf = (folder: string, platform: NodeJS.Platform): string =>
  platform === 'win32' ? `\\\\.\\pipe\\${idOf(folder)}` : `\0${idOf(folder)}`

const idOf = (folder: string): string =>
  `keydesk-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`

const heldElsewhere = (folder: string, pid: string | null) =>
  new StoreSetupError(
    `The store in ${folder} is already open in ${pid ? `process ${pid}` : 'another process'}. ` +
      'A folder serves one process at a time: stop the other one, or set DATABASE_URL to a PostgreSQL server, which serves many.',
  )
