import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { isHeld, lockFolder } from './folder-lock.ts'

const root = mkdtempSync(join(tmpdir(), 'keydesk-lock-'))
// Where other systems keep the sockets' files.
vi.stubEnv('TMPDIR', root)
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folders = 0
const makeFolder = (name = 'folder') => {
  folders += 1
  const folder = join(root, `${name}-${folders}`)
  mkdirSync(folder)
  return folder
}

/** Runs a script that can lock, in another process; `wrapper` is a command to start it by. */
const runElsewhere = (body: string, wrapper: string[] = []) => {
  const module = pathToFileURL(join(import.meta.dirname, 'folder-lock.ts')).href
  const script = `const { lockFolder } = await import(${JSON.stringify(module)})\n${body}`
  const [command = process.execPath, ...before] = [...wrapper, process.execPath]
  return spawn(command, [...before, '--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

/** Holds a folder in another process, until it is killed. */
const holdElsewhere = async (folder: string, platform: string, wrapper?: string[]) => {
  const child = runElsewhere(
    `await lockFolder(${JSON.stringify(folder)}, ${JSON.stringify(platform)})
    console.log('held')
    setInterval(() => {}, 1000)`,
    wrapper,
  )
  await once(child.stdout, 'data')
  return child
}

const kill = async (child: ReturnType<typeof spawn>) => {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

// What systems other than Linux and Windows get works here as well.
describe.each(['linux', 'darwin'] as const)('the lock of a folder on %s', platform => {
  const lock = (folder: string) => lockFolder(folder, platform)

  it('refuses a second opener in one process, until it is released', async () => {
    const folder = makeFolder()
    const first = await lock(folder)
    await expect(lock(folder)).rejects.toThrow(
      `The store in ${folder} is already open in process ${process.pid}. A folder serves one process at a time: ` +
        'stop the other one, or set DATABASE_URL',
    )
    expect(await isHeld(folder, platform)).toBe(true)
    const other = await lock(makeFolder())
    await first.release()
    expect(await isHeld(folder, platform)).toBe(false)
    const again = await lock(folder)
    await again.release()
    await other.release()
  })

  it('refuses another process, and is free at once when that is killed', async () => {
    const folder = makeFolder()
    const child = await holdElsewhere(folder, platform)
    await expect(lock(folder)).rejects.toThrow(`process ${child.pid}`)
    await kill(child)
    const taken = await lock(folder)
    await expect(lock(folder)).rejects.toThrow(`process ${process.pid}`)
    await taken.release()
  })

  it('goes to one of many openers that find what a killed process left', async () => {
    const folder = makeFolder()
    await kill(await holdElsewhere(folder, platform))
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => lock(folder)))
    const taken = outcomes.filter(outcome => outcome.status === 'fulfilled')
    expect(taken).toHaveLength(1)
    for (const { value } of taken) await value.release()
  })

  it('goes to exactly one of two processes that take a leftover at once, fifty times', {
    timeout: 60_000,
  }, async () => {
    // Each line names a folder to take; what is taken stays so until the process ends.
    const takers = [0, 1].map(() => {
      const child = runElsewhere(
        `import { createInterface } from 'node:readline'
        for await (const folder of createInterface({ input: process.stdin })) {
          console.log(await lockFolder(folder, ${JSON.stringify(platform)}).then(() => 'taken', () => 'refused'))
        }`,
      )
      return { child, take: (folder: string) => child.stdin.write(`${folder}\n`) }
    })
    for (let round = 0; round < 50; round += 1) {
      const folder = makeFolder('round')
      // What is released leaves the same file behind as what is killed.
      await (await lock(folder)).release()
      const answers = takers.map(({ child }) => once(child.stdout, 'data'))
      for (const { take } of takers) take(folder)
      const said = (await Promise.all(answers)).map(([data]) => String(data).trim())
      expect(said.toSorted(), `round ${round}`).toEqual(['refused', 'taken'])
    }
    for (const { child } of takers) await kill(child)
  })
})

describe.runIf(process.platform === 'linux')('the lock of a folder on this Linux', () => {
  const isolated = ['unshare', '--map-root-user', '--net']
  const [command = '', ...options] = isolated
  const mayIsolate = spawnSync(command, [...options, 'true']).status === 0
  if (!mayIsolate) console.warn('skipped: no network namespace may be made here (unshare --net)')

  it.runIf(mayIsolate)(
    'refuses a process in another network namespace, as in another container',
    async () => {
      const folder = makeFolder()
      const child = await holdElsewhere(folder, 'linux', isolated)
      await expect(lockFolder(folder)).rejects.toThrow('is already open in process')
      await kill(child)
      await (await lockFolder(folder)).release()
    },
  )

  it('holds a folder whose path is too long for the address of a socket, and leaves one file there', async () => {
    const folder = makeFolder('long'.repeat(50))
    await (await lockFolder(folder)).release()
    const held = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow('is already open')
    await held.release()
    expect(readdirSync(folder)).toEqual(['.keydesk-lock.2'])
  })

  it('warns where the folder takes no sockets, and holds it within this network namespace', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    const held = await lockFolder('/sys')
    await expect(lockFolder('/sys')).rejects.toThrow('is already open')
    expect(await isHeld('/sys')).toBe(true)
    await held.release()
    expect(warn.mock.calls[0]?.[0]).toContain('No socket can be made in /sys')
    warn.mockRestore()
  })
})
