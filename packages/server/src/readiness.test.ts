import { createEmulator } from '@keydesk/workos-emulator'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { checkReadiness } from './readiness.ts'
import { openStore, type Store } from './store/index.ts'
import { createWorkosGateway } from './workos/gateway.ts'

let emulator: Awaited<ReturnType<typeof createEmulator>>
beforeAll(async () => {
  emulator = await createEmulator({ port: 0 })
})
afterEach(() => emulator.clearFaults())
afterAll(async () => {
  await emulator.close()
  await store.close()
})

const store = openStore({ memory: true })

const ask = (apiKey = emulator.apiKey, of: Store = store) => {
  const { clientId, port } = emulator
  const workos = createWorkosGateway({
    account: { apiKey, clientId, apiHostname: 'localhost', port, https: false },
  })
  return checkReadiness({ workos, store: of, timeoutMs: 300 })
}

it('is ready when WorkOS answers to our key', async () => {
  expect(await ask()).toEqual({ ready: true })
})

it.each([
  [{ status: 500 }, 'upstream_unavailable'],
  [{ mode: 'hang' as const }, 'upstream_timeout'],
  [{ mode: 'html' as const, status: 200 }, 'upstream_invalid'],
])('names WorkOS as the part that fails, and how: %j', async (fault, reason) => {
  emulator.addFault({ path: '.*', ...fault })
  expect(await ask()).toEqual({ ready: false, failing: 'workos', reason })
})

it('names the setting when our key is wrong, without quoting it', async () => {
  const readiness = await ask('sk_wrong_key')
  expect(readiness).toMatchObject({ ready: false, reason: expect.stringContaining('WORKOS_API_KEY') })
  expect(JSON.stringify(readiness)).not.toContain('sk_wrong_key')
})

it('names the store as the part that fails, and what to do about one that is not set up', async () => {
  const nowhere = openStore({ url: 'postgres://keydesk:secret@127.0.0.1:1/keydesk' })
  expect(await ask(undefined, nowhere)).toEqual({
    ready: false,
    failing: 'store',
    reason: 'store_unavailable',
  })
  const serverless = openStore({ folder: '/tmp/never', serverlessPlatform: 'Vercel' })
  expect(await ask(undefined, serverless)).toMatchObject({
    failing: 'store',
    reason: expect.stringContaining('DATABASE_URL'),
  })
})
