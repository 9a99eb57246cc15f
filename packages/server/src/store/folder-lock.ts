import { createHash, randomUUID } from 'node:crypto'
import { renameSync, rmSync, statSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StoreSetupError } from './store-error.ts'

/** A folder held by this process, until it is released or the process ends, however it ends. */
export interface FolderLock {
  release(): Promise<void>
}

/**
 * Holds a folder, given by its real path, against every other opener on this machine and in this process.
 * A listening socket is the lock, because the system closes it with the process. Throws a `StoreSetupError` when it is held.
 */
export const lockFolder = async (folder: string, platform = process.platform): Promise<FolderLock> => {
  const address = addressOf(folder, platform)
  const isFile = platform !== 'linux' && platform !== 'win32'
  const server = (await listen(address)) ?? (isFile ? await takeOver(address) : null)
  if (server === null) throw heldElsewhere(folder, await askOwner(address))
  server.unref()
  return {
    release: () => {
      if (isFile) rmSync(address, { force: true })
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

/** Whether somebody, this process included, holds a folder, given by its real path. */
export const isHeld = async (folder: string, platform = process.platform): Promise<boolean> =>
  (await askOwner(addressOf(folder, platform))) !== null

/** Linux has names of sockets that no file stands for, and Windows has pipes; elsewhere a file may be left behind. */
const addressOf = (folder: string, platform: NodeJS.Platform): string => {
  const name = `keydesk-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  if (platform === 'linux') return `\0${name}`
  if (platform === 'win32') return `\\\\.\\pipe\\${name}`
  return join(tmpdir(), `${name}.sock`)
}

/** Listens and tells everyone who connects which process this is; null where somebody else listens already. */
const listen = (address: string): Promise<Server | null> =>
  new Promise((resolve, reject) => {
    const server = createServer(socket => {
      socket.on('error', () => socket.destroy())
      socket.end(`${process.pid}\n`)
      socket.unref()
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(address, () => resolve(server))
  })

/** Takes over a socket's file that nobody listens on any more; null where somebody does. */
const takeOver = async (address: string): Promise<Server | null> => {
  if ((await askOwner(address)) !== null) return null
  const own = `${address}.${randomUUID().slice(0, 8)}`
  const server = await listen(own)
  if (server === null) return null
  const { ino } = statSync(own)
  renameSync(own, address)
  // Others may have found the same leftover at the same time, and put theirs over ours: the last one has it.
  await sleep(settlingMs)
  if (statSync(address, { throwIfNoEntry: false })?.ino === ino) return server
  server.close()
  return null
}

const settlingMs = 100

/** The id of the process behind a socket, empty where it does not say; null where nobody listens. */
const askOwner = (address: string): Promise<string | null> =>
  new Promise(resolve => {
    const socket = connect(address)
    let said = ''
    socket.setEncoding('utf8')
    socket.setTimeout(1000, () => socket.destroy())
    socket.on('data', part => {
      said += part
    })
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? null : ''),
    )
    socket.once('close', () => resolve(/^\d+/.exec(said)?.[0] ?? ''))
  })

const heldElsewhere = (folder: string, pid: string | null) =>
  new StoreSetupError(
    `The store in ${folder} is already open in ${pid ? `process ${pid}` : 'another process'}. ` +
      'A folder serves one process at a time: stop the other one, or set DATABASE_URL to a PostgreSQL server, which serves many.',
  )
