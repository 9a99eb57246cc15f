import { createClient } from 'redis'
import * as z from 'zod'
import { createVerifier } from '../index.ts'
import { createRedisCache } from '../redis.ts'
import { workosValidator } from '../workos-validator.ts'

/** An API process of its own, told over IPC what to do: it answers each message with the outcome. */

const setup = z
  .object({ redis: z.string(), apiKey: z.string(), port: z.coerce.number() })
  .parse(JSON.parse(process.env.KEYDESK_TEST_GATE ?? ''))
const message = z.union([z.object({ verify: z.string() }), z.object({ evict: z.string() })])

// Eight of them start at once on a busy machine, and how soon they do is not the question.
const timeoutMs = 15_000

const client = createClient({ socket: { path: setup.redis, reconnectStrategy: 50 } })
await client.connect()
const shared = await createRedisCache({ client, timeoutMs })
const verifier = createVerifier({
  validate: workosValidator({
    apiKey: setup.apiKey,
    apiHostname: 'localhost',
    port: setup.port,
    https: false,
    timeoutMs,
  }),
  timeoutMs,
  cache: { freshMs: 600_000 },
  shared,
})

process.on('message', async received => {
  const told = message.parse(received)
  process.send?.(
    'verify' in told ? (await verifier.verify(told.verify)).ok : await verifier.evict([told.evict]),
  )
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
