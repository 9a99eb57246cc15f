import { once } from 'node:events'
import { createClient } from 'redis'
import { createVerifier } from '../src/index.ts'
import { createRedisCache } from '../src/redis.ts'

/**
 * A process of an API on Redis that notes when it hears something: a plain message on one of its channels, or that a key is no longer
 * let in. Times are milliseconds of the machine's clock, the same in every process.
 */

const [{ settings }] = await once(process, 'message')
const { redis, channels }: { redis: string; channels: string[] } = settings
const socket = { path: redis, reconnectStrategy: 50 }
const clock = () => Number(process.hrtime.bigint()) / 1e6

// At the end Redis goes first.
const client = createClient({ socket }).on('error', () => {})
await client.connect()
const shared = await createRedisCache({ client, timeoutMs: 10_000 })
const verifier = createVerifier({
  validate: async value => {
    const subject = { type: 'organization' as const, id: 'org_1' }
    const named = { kind: 'api_key' as const, id: `id_of_${value}`, organizationId: 'org_1' }
    return { ok: true, credential: { ...named, subject, permissions: [], name: null, expiresAt: null } }
  },
  timeoutMs: 10_000,
  cache: { freshMs: 600_000 },
  missBudget: { burst: 10_000 },
  shared,
})

const heard = new Map<string, number>()
const waiting = new Map<string, (at: number) => void>()
const hear = (name: string) => {
  const at = clock()
  heard.set(name, at)
  waiting.get(name)?.(at)
}
// After the gate itself, which began to listen first.
shared.onEvict(ids => {
  for (const id of ids ?? []) {
    const value = id.slice('id_of_'.length)
    if (verifier.verifyNow(value)?.ok !== true) hear(value)
  }
})
const subscriber = client.duplicate().on('error', () => {})
await subscriber.connect()
for (const name of channels) await subscriber.subscribe(name, hear)

/** What it can be asked for. */
export type Request =
  | { learn: string }
  | { evict: string }
  | { publish: string; on: string }
  | { when: string }

const answer = async (request: Request): Promise<unknown> => {
  if ('learn' in request) return (await verifier.verify(request.learn)).ok
  if ('when' in request)
    return heard.get(request.when) ?? new Promise(resolve => waiting.set(request.when, resolve))
  const at = clock()
  if ('publish' in request) await client.publish(request.on, request.publish)
  else await verifier.evict([`id_of_${request.evict}`])
  return at
}
process.on('message', async (request: Request) => process.send?.(await answer(request)))
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
