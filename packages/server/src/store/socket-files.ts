import { randomUUID } from 'node:crypto'
import { closeSync, linkSync, openSync, readdirSync, rmSync } from 'node:fs'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { askOwner, listen } from './owner-socket.ts'

/** Where the sockets' files of one lock are: `name.1`, `name.2` and so on, of which the highest counts. */
export interface SocketFiles {
  directory: string
  name: string
}

/**
 * Takes a lock that the files of sockets stand for, or gives the id of the process that has it.
 * Numbers only grow and the highest file is never removed, so of several that find the same leftover one makes the next.
 */
export const holdSocketFile = async (files: SocketFiles): Promise<Server | { owner: string }> => {
  const { directory, name } = files
  const own = `${name}.${randomUUID().slice(0, 8)}.new`
  return reach(directory, async reached => {
    // It listens before it gets its number: whoever finds a number that does not answer knows its process is gone.
    const server = await listen(join(reached, own))
    if (server === null) throw new Error(`${own} was there already.`)
    try {
      for (;;) {
        const last = findLast(files)
        const owner = last === 0 ? null : await askOwner(join(reached, `${name}.${last}`))
        if (owner !== null) {
          server.close()
          return { owner }
        }
        const number = last + 1
        if (!linkNew(join(directory, own), join(directory, `${name}.${number}`))) continue
        // Its predecessor may have been looked at so long ago that others came, went and were cleared away since.
        if (findLast(files) === number) {
          for (const older of listNumbers(files)) {
            if (older < number) rmSync(join(directory, `${name}.${older}`), { force: true })
          }
          return server
        }
        rmSync(join(directory, `${name}.${number}`), { force: true })
      }
    } catch (error) {
      server.close()
      throw error
    } finally {
      rmSync(join(directory, own), { force: true })
    }
  })
}

/** The id of the process that has a lock, as `askOwner` gives it. */
export const askSocketFile = (files: SocketFiles): Promise<string | null> =>
  reach(files.directory, async reached => {
    const last = findLast(files)
    return last === 0 ? null : askOwner(join(reached, `${files.name}.${last}`))
  })

/** Reaches a directory by few enough characters: the address of a socket has room for about a hundred. */
const reach = async <Result>(
  directory: string,
  work: (reached: string) => Promise<Result>,
): Promise<Result> => {
  if (process.platform !== 'linux') return work(directory)
  const descriptor = openSync(directory, 'r')
  try {
    return await work(`/proc/self/fd/${descriptor}`)
  } finally {
    closeSync(descriptor)
  }
}

const listNumbers = ({ directory, name }: SocketFiles): number[] =>
  readdirSync(directory)
    .filter(entry => entry.startsWith(`${name}.`))
    .map(entry => entry.slice(name.length + 1))
    .filter(rest => /^\d+$/.test(rest))
    .map(Number)

const findLast = (files: SocketFiles): number => Math.max(0, ...listNumbers(files))

/** Whether the name was free. */
const linkNew = (from: string, to: string): boolean => {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
