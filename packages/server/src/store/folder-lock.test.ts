import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { lockFolder } from './folder-lock.ts'

/** Holds a folder in another process, until it is killed. */
const holdElsewhere = async (folder: string, platform: string) => {
  const module = pathToFileURL(join(import.meta.dirname, 'folder-lock.ts')).href
  const script = `
    const { lockFolder } = await import(${JSON.stringify(module)})
    await lockFolder(${JSON.stringify(folder)}, ${JSON.stringify(platform)})
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

// A socket's file is what systems other than Linux and Windows get; it works here as well.
describe.each(['linux', 'darwin'] as const)('the lock of a folder on %s', platform => {
  const lock = (folder: string) => lockFolder(folder, platform)

  it('refuses a second opener in one process, until it is released', async () => {
    const folder = `/tmp/${randomUUID()}`
    const first = await lock(folder)
    await expect(lock(folder)).rejects.toThrow(
      `The store in ${folder} is already open in process ${process.pid}. A folder serves one process at a time: ` +
        'stop the other one, or set DATABASE_URL',
    )
    const other = await lock(`${folder}-other`)
    await first.release()
    const again = await lock(folder)
    await again.release()
    await other.release()
  })

  it('refuses another process, and is free at once when that is killed', async () => {
    const folder = `/tmp/${randomUUID()}`
    const child = await holdElsewhere(folder, platform)
    await expect(lock(folder)).rejects.toThrow(`process ${child.pid}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const taken = await lock(folder)
    await expect(lock(folder)).rejects.toThrow(`process ${process.pid}`)
    await taken.release()
  })

  it('goes to one of many openers that find what a killed process left', async () => {
    const folder = `/tmp/${randomUUID()}`
    const child = await holdElsewhere(folder, platform)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => lock(folder)))
    const taken = outcomes.filter(outcome => outcome.status === 'fulfilled')
    expect(taken).toHaveLength(1)
    for (const { value } of taken) await value.release()
  })
})
