import { createEmulator } from '@keydesk/workos-emulator'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createWorkosGateway } from './gateway.ts'
import { checkReadiness } from './readiness.ts'

let emulator: Awaited<ReturnType<typeof createEmulator>>
beforeAll(async () => {
  emulator = await createEmulator({ port: 0 })
})
afterEach(() => emulator.clearFaults())
afterAll(() => emulator.close())

const ask = (apiKey = emulator.apiKey) => {
  const { clientId, port } = emulator
  const workos = createWorkosGateway({
    account: { apiKey, clientId, apiHostname: 'localhost', port, https: false },
  })
  return checkReadiness({ workos, timeoutMs: 300 })
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
