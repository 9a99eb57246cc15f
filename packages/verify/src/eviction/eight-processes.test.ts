import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createEmulator } from '@keydesk/workos-emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { findRedis, startRedis, type TestRedis } from '../testing/start-redis.ts'

/** Eight real processes of one API, on a real Redis, asking the local WorkOS. */

const program = findRedis()
const title = program === null ? 'eight processes (skipped: no Redis)' : 'eight processes'

describe.skipIf(program === null)(title, () => {
  let redis: TestRedis
  let emulator: Awaited<ReturnType<typeof createEmulator>>
  let gates: ChildProcess[] = []

  beforeAll(async () => {
    redis = await startRedis(program ?? '')
    emulator = await createEmulator({ port: 0, control: true })
    const setup = { redis: redis.path, apiKey: emulator.apiKey, port: emulator.port }
    gates = Array.from({ length: 8 }, () =>
      fork(join(import.meta.dirname, '../testing/gate-process.ts'), {
        execArgv: ['--conditions=keydesk:source'],
        env: { ...process.env, KEYDESK_TEST_GATE: JSON.stringify(setup) },
      }),
    )
    await Promise.all(gates.map(gate => once(gate, 'message')))
  }, 60_000)
  afterAll(async () => {
    for (const gate of gates) gate.disconnect()
    await emulator.close()
    await redis.close()
  })

  const tell = async (gate: ChildProcess | undefined, message: object): Promise<unknown> => {
    gate?.send(message)
    return gate && (await once(gate, 'message'))[0]
  }
  const askAll = (value: string) => Promise.all(gates.map(gate => tell(gate, { verify: value })))
  const callWorkos = (method: string, path: string, body?: unknown) =>
    fetch(`${emulator.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${emulator.apiKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })

  test('a key that is revoked and evicted in one is refused in all, and none of the others is asked about again', async () => {
    const create = async (name: string) => {
      const answer = await callWorkos('POST', '/organizations/org_northwind/api_keys', {
        name,
        permissions: [],
      })
      return z.object({ id: z.string(), value: z.string() }).parse(await answer.json())
    }
    const [gone, stays] = [await create('Gone'), await create('Stays')]
    expect(await askAll(gone.value)).toEqual(Array(8).fill(true))
    expect(await askAll(stays.value)).toEqual(Array(8).fill(true))
    await callWorkos('DELETE', `/api_keys/${gone.id}`)
    await callWorkos('DELETE', `/api_keys/${stays.id}`)
    expect(await tell(gates[0], { evict: gone.id })).toBe(true)
    await expect.poll(() => askAll(gone.value), { timeout: 15_000 }).toEqual(Array(8).fill(false))
    // Nobody told them of this one: each goes on by what it knows.
    expect(await askAll(stays.value)).toEqual(Array(8).fill(true))
  })
})
