import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import pg from 'pg'

/** A PostgreSQL server of the test's own, on a socket in a folder of its own. */
export interface TestPostgres {
  /** Makes an empty database and gives the URL to it, as the superuser. */
  createDatabase(): Promise<string>
  /** Ends every connection and stops answering, as a crash would. */
  stop(): Promise<void>
  /** Answers again, with what was committed. */
  start(): Promise<void>
  /** Stops for good and removes everything. */
  close(): Promise<void>
}

/** Where the server's programs are; installs them in CI, and gives null, loudly, where there are none. */
export const findPostgres = (): string | null => {
  const found = searchPostgres()
  if (found !== null) return found
  if (process.env.CI) {
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo']
    const [command = 'apt-get', ...rest] = [...asRoot, 'apt-get', 'install', '-y', 'postgresql']
    spawnSync(command, rest, { stdio: 'inherit' })
    const installed = searchPostgres()
    if (installed === null) throw new Error('PostgreSQL could not be installed in CI.')
    return installed
  }
  console.error('\n*** skipped: no PostgreSQL. Install it to run these tests on a real server. ***\n')
  return null
}

const searchPostgres = (): string | null => {
  const packaged = '/usr/lib/postgresql'
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map(version => join(packaged, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ]
  return (
    folders.find(folder => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
  )
}

/** Starts a server with the programs in `bin`. Its order of letters is English, so that a query which relies on it is found out. */
export const startPostgres = async (bin: string): Promise<TestPostgres> => {
  // A socket's path may have 107 bytes at most, which a temporary folder elsewhere may exceed.
  const folder = mkdtempSync('/tmp/keydesk-pg-')
  // PostgreSQL refuses to run as root.
  const isRoot = process.getuid?.() === 0
  if (isRoot) chownSync(folder, 65534, 65534)
  const options = { cwd: folder, stdio: 'ignore', ...(isRoot && { uid: 65534, gid: 65534 }) } as const
  const data = join(folder, 'data')
  const initialise = (...locale: string[]) =>
    spawnSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...locale],
      options,
    ).status === 0
  if (!initialise('--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US')) {
    rmSync(data, { recursive: true, force: true })
    if (!initialise()) throw new Error('initdb failed.')
  }

  const url = (database: string) => `postgresql://postgres@/${database}?host=${folder}`
  const start = async () => {
    const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off']
    const child = spawn(
      join(bin, 'postgres'),
      ['-D', data, ...settings.flatMap(setting => ['-c', setting])],
      options,
    )
    await waitFor(url('postgres'))
    return child
  }

  let child = await start()
  let databases = 0
  const stop = async () => {
    if (child.exitCode !== null) return
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGINT')
    await ended
  }
  return {
    createDatabase: async () => {
      databases += 1
      const name = `test_${databases}`
      await runSql(url('postgres'), `create database ${name}`)
      return url(name)
    },
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

/** Runs SQL on a connection of its own. */
export const runSql = async (url: string, text: string): Promise<pg.QueryResult> => {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

const waitFor = async (url: string): Promise<void> => {
  const deadline = Date.now() + 15_000
  for (;;) {
    try {
      await runSql(url, 'select 1')
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  }
}
