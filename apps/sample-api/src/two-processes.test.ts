import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createEmulator } from '@keydesk/workos-emulator'
import { createClient } from 'redis'
import { describe, expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { findRedis, startRedis } from '../../../packages/verify/src/testing/start-redis.ts'
import { startApi } from './testing/start-api.ts'

/** Two processes of the API on one Redis, and the local WorkOS. */

const webhookSecret = 'the-secret-of-the-endpoint'
const createdKey = z.object({ id: z.string(), value: z.string() })

const findPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise(done => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

const startWorld = async (program: string) => {
  const port = await findPort()
  const redis = await startRedis(program, { port })
  onTestFinished(() => redis.close())
  const client = createClient({ socket: { path: redis.path, reconnectStrategy: false } }).on(
    'error',
    () => {},
  )
  await client.connect()
  onTestFinished(() => client.destroy())
  const emulator = await createEmulator({ port: 0 })
  onTestFinished(() => emulator.close())
  const env = {
    SAMPLE_API_PORT: '0',
    KEYDESK_REDIS_URL: `redis://127.0.0.1:${port}`,
    WORKOS_API_KEY: emulator.apiKey,
    WORKOS_API_HOSTNAME: 'localhost',
    WORKOS_API_PORT: String(emulator.port),
    WORKOS_API_HTTPS: 'false',
    WORKOS_WEBHOOK_SECRET: webhookSecret,
  }
  const [one, two] = [startApi(env), startApi(env)]
  const authorization = `Bearer ${emulator.apiKey}`
  const headers = { authorization, 'content-type': 'application/json' }
  return {
    redis,
    client,
    processes: [one, two],
    urls: [await one.url(), await two.url()] as const,
    asked: () => emulator.requests().filter(({ path }) => path === '/api_keys/validations').length,
    createKey: async () => {
      const body = JSON.stringify({ name: 'Nightly import', permissions: ['posts:read'] })
      const path = '/organizations/org_northwind/api_keys'
      const answer = await fetch(emulator.url + path, { method: 'POST', headers, body })
      return createdKey.parse(await answer.json())
    },
    deleteKey: (id: string) => fetch(`${emulator.url}/api_keys/${id}`, { method: 'DELETE', headers }),
  }
}

const call = async (url: string, value: string) => {
  const { status, headers } = await fetch(`${url}/v1/whoami`, {
    headers: { authorization: `Bearer ${value}` },
  })
  return [status, /desc="(\w+)"/.exec(headers.get('server-timing') ?? '')?.[1]]
}

/** What WorkOS says to one of the processes. */
const tell = (url: string, id: string) => {
  const body = JSON.stringify({ id: 'event_1', event: 'api_key.revoked', data: { id } })
  const at = Date.now()
  const signature = createHmac('sha256', webhookSecret).update(`${at}.${body}`).digest('hex')
  const headers = { 'workos-signature': `t=${at}, v1=${signature}` }
  return fetch(`${url}/webhooks/workos`, { method: 'POST', headers, body })
}

const program = findRedis()

describe.skipIf(program === null)(
  program === null ? 'Two processes (skipped: no Redis)' : 'Two processes',
  () => {
    test('know what either has asked, and forget what either is told to', async () => {
      const { client, urls, asked, createKey, deleteKey } = await startWorld(program ?? '')
      const [one, two] = urls
      const { id, value } = await createKey()
      expect(await call(one, value)).toEqual([200, 'upstream'])
      await expect.poll(() => client.keys('*key:*')).toHaveLength(1)
      expect(await call(two, value)).toEqual([200, 'shared'])
      expect(await call(two, value)).toEqual([200, 'memory'])
      expect(asked()).toBe(1)
      expect((await deleteKey(id)).ok).toBe(true)
      expect((await tell(one, id)).status).toBe(200)
      expect((await call(one, value))[0]).toBe(401)
      await expect.poll(async () => (await call(two, value))[0]).toBe(401)
    })

    test('go on alone without Redis, say that nobody else could be told, and end cleanly', async () => {
      const { redis, processes, urls, createKey } = await startWorld(program ?? '')
      const { id, value } = await createKey()
      await redis.stop()
      for (const url of urls) expect(await call(url, value)).toEqual([200, 'upstream'])
      expect((await tell(urls[0], id)).status).toBe(503)
      for (const process of processes) {
        process.stop()
        expect(await process.exitCode()).toBe(0)
      }
    })
  },
)
