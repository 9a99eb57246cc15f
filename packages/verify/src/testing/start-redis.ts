import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createClient } from 'redis'

/** A Redis server of the test's own, on a socket in a folder of its own. */
export interface TestRedis {
  /** Path of the socket. */
  path: string
  /** Stops answering, and forgets everything. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops for good and removes everything. */
  close(): Promise<void>
}

/** Where the server is; installs it in CI, and gives null, loudly, where there is none. */
export const findRedis = (): string | null => {
  const found = searchRedis()
  if (found !== null) return found
  if (process.env.CI) {
    // Several test files may want it at once: they wait for each other's lock.
    const waits = ['-q', '-o', 'DPkg::Lock::Timeout=300']
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo']
    for (const step of [['update'], ['install', '-y', '--no-install-recommends', 'redis-server']]) {
      const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', ...waits, ...step]
      spawnSync(command, rest, { stdio: 'inherit' })
    }
    const installed = searchRedis()
    if (installed === null) throw new Error('Redis could not be installed in CI.')
    return installed
  }
  console.error('\n*** skipped: no Redis. Install redis-server or valkey-server to run these tests. ***\n')
  return null
}

const searchRedis = (): string | null => {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  const places = folders.flatMap(folder => [join(folder, 'redis-server'), join(folder, 'valkey-server')])
  return places.find(place => existsSync(place)) ?? null
}

/** Starts a server that keeps nothing on disk, with a port as well where one is named. */
export const startRedis = async (program: string, { port = 0 } = {}): Promise<TestRedis> => {
  // A socket's path may have 107 bytes at most, which a temporary folder elsewhere may exceed.
  const folder = mkdtempSync('/tmp/keydesk-redis-')
  const path = join(folder, 'socket')
  const start = async () => {
    const where = ['--port', String(port), '--bind', '127.0.0.1', '--unixsocket', path]
    const started = spawn(program, [...where, '--save', '', '--dir', folder], { stdio: 'ignore' })
    await waitFor(path)
    return started
  }
  let child = await start()
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    rmSync(path, { force: true })
  }
  return {
    path,
    stop,
    start: async () => {
      child = await start()
    },
    close: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const waitFor = async (path: string): Promise<void> => {
  const deadline = Date.now() + 15_000
  for (;;) {
    const client = createClient({ socket: { path, reconnectStrategy: false } })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.ping()
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise(resolve => setTimeout(resolve, 20))
    } finally {
      if (client.isOpen) client.destroy()
    }
  }
}
