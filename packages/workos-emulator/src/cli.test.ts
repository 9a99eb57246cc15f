import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { defaultSeed } from './seed/default-seed.ts'
import { startReceiver } from './testing/start-receiver.ts'
import { readApiKey, readKeyList, readValidation } from './testing/wire.ts'

const cli = fileURLToPath(new URL('cli.ts', import.meta.url))
const headers = { authorization: 'Bearer sk_test_keydesk' }
const keys = '/organizations/org_northwind/api_keys'

function createFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-workos-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

function run(...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exit = once(child, 'exit')
  return { child, exit }
}

async function start(...args: string[]) {
  const { child, exit } = run('--port', '0', ...args)
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    const url = /^Local WorkOS ready: (http:\/\/localhost:\d+)\n/.exec(String(chunk))?.[1]
    if (url) return { child, exit, url }
  }
  throw new Error(await text(child.stderr))
}

async function fail(...args: string[]) {
  const { child, exit } = run(...args)
  const [message, [code]] = await Promise.all([text(child.stderr), exit])
  return { code, message }
}

test('says when it is ready, and ends cleanly on SIGTERM and SIGINT', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { child, exit, url } = await start('--control')
    expect(await (await fetch(`${url}/_emulator/health`)).json()).toEqual({ status: 'ok' })
    child.kill(signal)
    expect(await exit).toEqual([0, null])
  }
})

test('killed at any moment, it has everything it answered', async () => {
  const state = join(createFolder(), 'state.json')
  const first = await start('--state', state)
  const answered: { id: string; value: string }[] = []
  const create = async () => {
    for (;;) {
      const body = JSON.stringify({ name: 'Key' })
      answered.push(await readApiKey(await fetch(first.url + keys, { method: 'POST', headers, body })))
      if (answered.length === 40) first.child.kill('SIGKILL')
    }
  }
  await Promise.allSettled(Array.from({ length: 4 }, create))
  expect(await first.exit).toEqual([null, 'SIGKILL'])

  const { url } = await start('--state', state)
  const { data } = await readKeyList(await fetch(`${url}${keys}?limit=100`, { headers }))
  const listed = new Set(data.map(key => key.id))
  expect(answered.length).toBeGreaterThanOrEqual(40)
  for (const { id, value } of answered) {
    expect(listed).toContain(id)
    const body = JSON.stringify({ value })
    const found = await fetch(`${url}/api_keys/validations`, { method: 'POST', headers, body })
    expect(await readValidation(found)).toMatchObject({ id })
  }
})

test('reads a seed file', async () => {
  const seed = join(createFolder(), 'seed.json')
  writeFileSync(
    seed,
    JSON.stringify({
      ...defaultSeed,
      organizations: [
        { id: 'org_northwind', name: 'Renamed' },
        { id: 'org_globex', name: 'Globex' },
      ],
    }),
  )
  const { url } = await start('--seed', seed)
  expect(await (await fetch(`${url}/organizations/org_northwind`, { headers })).json()).toMatchObject({
    name: 'Renamed',
  })
})

test('killed with events undelivered, it delivers them after the restart, each under its first id', async () => {
  const state = join(createFolder(), 'state.json')
  const receiver = await startReceiver({ answer: () => 500 })
  const args = ['--state', state, '--webhook-url', receiver.url, '--webhook-secret', 'whsec_cli']
  const first = await start(...args)
  const made: string[] = []
  for (const name of ['One', 'Two', 'Three']) {
    const body = JSON.stringify({ name })
    made.push((await readApiKey(await fetch(first.url + keys, { method: 'POST', headers, body }))).id)
  }
  await vi.waitFor(() => expect(receiver.received).not.toEqual([]), { timeout: 5000 })
  first.child.kill('SIGKILL')
  await first.exit
  // What it sent last may still be on its way.
  await sleep(100)
  const id = receiver.received[0]?.event.id
  const before = receiver.received.length
  receiver.answerWith(() => 200)
  await start(...args)
  await vi.waitFor(() => expect(receiver.received.length - before).toBe(3), { timeout: 5000 })
  const after = receiver.received.slice(before)
  expect(after.map(it => it.event.data.id)).toEqual(made)
  expect(after[0]?.event.id).toBe(id)
})

test('a taken port is a clear error', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  const { code, message } = await fail('--port', port)
  expect(code).toBe(1)
  expect(message).toBe(
    `Port ${port} on 127.0.0.1 is taken: another program listens there. Choose another port.\n`,
  )
})

test('wrong arguments, seeds and state files are clear errors', async () => {
  const folder = createFolder()
  const bad = join(folder, 'bad.json')
  writeFileSync(bad, '{"organizations":[]}')
  expect(await fail('--port', 'many')).toMatchObject({ code: 2, message: expect.stringContaining('--port') })
  expect(await fail('--prot', '1')).toMatchObject({ code: 2, message: expect.stringContaining('--prot') })
  expect(await fail('--webhook-url', 'http://localhost:1/')).toMatchObject({
    code: 2,
    message: expect.stringContaining('--webhook-secret'),
  })
  const elsewhere = ['--webhook-url', 'https://example.com/', '--webhook-secret', 'whsec_cli']
  expect(await fail('--port', '0', ...elsewhere)).toMatchObject({
    code: 1,
    message: expect.stringContaining('webhooks[0].url: Not on this machine'),
  })
  const seed = await fail('--port', '0', '--seed', bad)
  expect(seed).toMatchObject({ code: 1, message: expect.stringContaining(bad) })
  expect(seed.message).toContain('users:')
  expect(seed.message).not.toContain('    at ')
  const state = await fail('--port', '0', '--state', bad)
  expect(state).toMatchObject({ code: 1, message: expect.stringContaining(`State file ${bad}`) })
})
