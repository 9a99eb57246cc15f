import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { findServerlessPlatform, isStoreSetupError, openStore, rememberEvent } from './index.ts'

const root = mkdtempSync(join(tmpdir(), 'keydesk-folder-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const remember = (eventId: string) => (tx: Parameters<typeof rememberEvent>[0]) =>
  rememberEvent(tx, { eventId, at: new Date() })

const catchError = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  )

it('opens on first use, for this user alone, and keeps what was committed', { timeout: 60_000 }, async () => {
  const folder = join(root, 'first-use')
  const store = openStore({ folder })
  expect(existsSync(folder)).toBe(false)
  expect(await store.query(remember('event_1'))).toBe(true)
  await store.ping()
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, 'store')).mode & 0o777).toBe(0o700)

  const second = openStore({ folder })
  const refusal = await catchError(second.ready())
  expect(isStoreSetupError(refusal)).toBe(true)
  expect(String(refusal)).toContain('DATABASE_URL')

  await store.close()
  await expect(store.query(remember('event_2'))).rejects.toThrow('unavailable')
  // The refused one tries again.
  expect(await second.query(remember('event_1'))).toBe(false)
  await second.close()
})

it('is refused while another process has it, and whole at once when that is killed', {
  timeout: 60_000,
}, async () => {
  const folder = join(root, 'two-processes')
  const module = pathToFileURL(join(import.meta.dirname, 'index.ts')).href
  const contract = '--conditions=keydesk:source'
  const script = `
    const { openStore, rememberEvent } = await import(${JSON.stringify(module)})
    const store = openStore({ folder: ${JSON.stringify(folder)} })
    await store.transaction(tx => rememberEvent(tx, { eventId: 'event_1', at: new Date() }))
    console.log('committed')
    await store.transaction(async tx => {
      await rememberEvent(tx, { eventId: 'event_2', at: new Date() })
      console.log('halfway')
      await new Promise(resolve => setTimeout(resolve, 60_000))
    })`
  const child = spawn(process.execPath, [contract, '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8')
  for await (const part of child.stdout) {
    said += part
    if (said.includes('halfway')) break
  }
  const store = openStore({ folder })
  await expect(store.ready()).rejects.toThrow(`process ${child.pid}`)
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
  expect(await store.query(remember('event_1'))).toBe(false)
  expect(await store.query(remember('event_2'))).toBe(true)
  await store.close()
})

it('says what to set where files cannot be kept', async () => {
  const file = join(root, 'a-file')
  writeFileSync(file, '')
  const refusal = await catchError(openStore({ folder: join(file, 'below') }).ready())
  expect(isStoreSetupError(refusal)).toBe(true)
  expect(String(refusal)).toContain('set DATABASE_URL')

  const serverlessPlatform = findServerlessPlatform({ VERCEL: '1' })
  const onVercel = openStore({ folder: join(root, 'vercel'), serverlessPlatform })
  await expect(onVercel.ready()).rejects.toThrow(
    'Keydesk runs on Vercel, where files do not last. Set DATABASE_URL',
  )
  expect(existsSync(join(root, 'vercel'))).toBe(false)
  expect(findServerlessPlatform({ PATH: '/bin' })).toBeNull()
})
