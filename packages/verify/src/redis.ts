/**
 * `@keydesk/verify/redis`: a cache that the processes of an API share through Redis or Valkey, and the news of
 * evictions and denials between them.
 * Its host connects a client of the `redis` package and gives the cache to `createVerifier({ shared })`.
 */
import * as z from 'zod'
import { credentialSchema } from './credential-schema.ts'
import { firstOf } from './first-of.ts'
import type { SharedAnswer, SharedCache, SharedDenial } from './keys/shared-cache.ts'
import { scripts } from './redis-scripts.ts'

/** What is needed of a connected client of the `redis` package. */
export interface RedisClient {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>
  duplicate(): RedisSubscriber
}

/** A connection that listens. */
export interface RedisSubscriber {
  connect(): Promise<unknown>
  subscribe(channel: string, listener: (message: string) => void): Promise<unknown>
  on(event: 'ready' | 'error', listener: (error?: unknown) => void): unknown
  destroy(): void
}

/** Settings of `createRedisCache`. */
export interface RedisCacheSettings {
  client: RedisClient
  /** Before every key; its braces keep them in one slot of a cluster. Default `{keydesk}:`. */
  prefix?: string
  /** How long answers are kept, in milliseconds; the gate's own fresh window holds as well. Default 30,000. */
  freshMs?: number
  /** How long Redis may take before the gate goes on without it, in milliseconds. Default 100. */
  timeoutMs?: number
  /** How often it is looked whether news was missed, in milliseconds. Default 5,000. */
  checkMs?: number
  /** Hears that Redis failed; the gate goes on alone. */
  onError?: (error: unknown) => void
}

/** A shared cache that can be ended. */
export interface RedisCache extends SharedCache {
  close(): void
}

const stored = z.object({ checkedAt: z.number(), credential: credentialSchema })
/** A client and a time, as text: JSON has no infinity. */
const denial = z
  .tuple([
    z.string(),
    z
      .string()
      .transform(Number)
      .refine(at => !Number.isNaN(at)),
  ])
  .transform(([clientId, notBefore]) => ({ clientId, notBefore }))
const news = z.tuple([z.number(), z.array(z.string()), z.array(denial)])
const missed = z.object({
  version: z.number(),
  complete: z.boolean(),
  ids: z.array(z.string()),
  denied: z.array(denial),
})

/** How long Redis remembers that a key was evicted, in milliseconds: longer than any answer was on its way. */
const rememberMs = 600_000

/** Questions that may wait for Redis. Where it hangs, a flood of unknown keys would queue up in the client's memory. */
const maxWaiting = 1_000

/**
 * Makes the cache, once its subscription stands; rejects where Redis cannot be reached at all.
 * Evictions and denials are numbered. An answer is kept with the number at which it was asked for, and is worth nothing once its key was
 * evicted under a higher one. A process that sees a gap in the numbers reads what it missed, and forgets all keys where that
 * is no longer known. Denials are kept as long as they matter, so that a process that starts later knows of them.
 */
export const createRedisCache = async ({
  client,
  prefix = '{keydesk}:',
  freshMs = 30_000,
  timeoutMs = 100,
  checkMs = 5_000,
  onError = () => {},
}: RedisCacheSettings): Promise<RedisCache> => {
  const names = {
    version: `${prefix}version`,
    log: `${prefix}log`,
    denied: `${prefix}denied`,
    channel: `${prefix}evicted`,
  }
  const missedNames = [names.version, names.log, names.denied]
  const answerName = (print: string) => `${prefix}key:${btoa(print)}`
  const listeners = new Set<(ids: readonly string[] | null) => void>()
  const tell = (ids: readonly string[] | null) => {
    for (const listener of listeners) listener(ids)
  }
  type HeardDenial = z.output<typeof denial>
  const denyListeners = new Set<(denial: HeardDenial) => void>()
  /** Those that are known, for who listens later. */
  let denials: readonly HeardDenial[] = []
  const tellDenied = (heard: readonly HeardDenial[]) => {
    for (const listener of denyListeners) for (const one of heard) listener(one)
  }

  let waiting = 0
  const put = async (script: string, keys: string[], args: string[]): Promise<unknown> => {
    waiting += 1
    try {
      return await client.eval(script, { keys, arguments: args })
    } finally {
      waiting -= 1
    }
  }
  /** Null: Redis failed or was too slow. */
  const run: typeof put = async (...question) => {
    try {
      return await firstOf(put(...question), timeoutMs)
    } catch (error) {
      onError(error)
      return null
    }
  }
  /** As `run`, for what a request can do without. */
  const ask: typeof run = async (...question) => (waiting < maxWaiting ? run(...question) : null)

  /** Null: it is none of ours, or of another version. */
  const read = <Found>(schema: z.ZodType<Found>, text: string): Found | null => {
    try {
      return schema.parse(JSON.parse(text))
    } catch (error) {
      onError(error)
      return null
    }
  }

  let seen = 0
  /** Reads what was evicted since `seen`, and what is denied. */
  const catchUp = async () => {
    const found = await run(scripts.readMissed, missedNames, [String(seen)])
    if (typeof found !== 'string') return
    const told = read(missed, found)
    if (told === null || told.version === seen) return
    const { version, complete, ids, denied } = told
    seen = version
    tell(complete ? ids : null)
    denials = denied
    tellDenied(denied)
  }

  const hear = (message: string) => {
    const told = read(news, message)
    if (told === null) return void catchUp()
    const [version, ids, denied] = told
    tell(ids)
    denials = [...denials, ...denied]
    tellDenied(denied)
    if (version === seen + 1) seen = version
    else if (version !== seen) void catchUp()
  }

  const subscriber = client.duplicate()
  subscriber.on('error', onError)
  await subscriber.connect()
  await subscriber.subscribe(names.channel, hear)
  // Nothing that was evicted before is in anybody's memory here; what is denied has to be known.
  const before = await client.eval(scripts.readMissed, { keys: missedNames, arguments: ['-1'] })
  ;({ version: seen, denied: denials } = missed.parse(JSON.parse(String(before))))
  subscriber.on('ready', () => void catchUp())
  const timer = setInterval(() => void catchUp(), checkMs)
  timer.unref()

  return {
    get: async print => {
      const found = await ask(scripts.readAnswer, [answerName(print)], [`${prefix}evicted:`])
      return typeof found === 'string' ? read(stored, found) : null
    },
    begin: async () => {
      const version = await ask(scripts.readVersion, [names.version], [])
      return async (print: string, { credential, checkedAt }: SharedAnswer) => {
        if (version === null) return
        const entry = JSON.stringify({ version: Number(version), id: credential.id, checkedAt, credential })
        await run(
          scripts.keepAnswer,
          [answerName(print), `${prefix}evicted:${credential.id}`],
          [entry, String(Number(version)), String(freshMs)],
        )
      }
    },
    evict: async ids => {
      const told = await run(
        scripts.evict,
        [names.version, names.log],
        [names.channel, `${prefix}evicted:`, String(rememberMs), ...ids],
      )
      return told !== null
    },
    onEvict: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    deny: async ({ clientId, notBefore, keepMs }: SharedDenial) => {
      const told = await run(
        scripts.deny,
        [names.version, names.log, names.denied],
        [names.channel, JSON.stringify([clientId, String(notBefore)]), String(keepMs)],
      )
      return told !== null
    },
    onDeny: listener => {
      denyListeners.add(listener)
      for (const one of denials) listener(one)
      return () => void denyListeners.delete(listener)
    },
    close: () => {
      clearInterval(timer)
      subscriber.destroy()
    },
  }
}
