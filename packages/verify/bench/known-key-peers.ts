import { hash } from 'node:crypto'
import { apiKey } from '@better-auth/api-key'
import { createCache, DefaultStatefulContext, Namespace } from '@unkey/cache'
import { MemoryStore } from '@unkey/cache/stores'
import { WorkOS } from '@workos-inc/node'
import { BentoCache, bentostore } from 'bentocache'
import { memoryDriver } from 'bentocache/drivers/memory'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import type { Credential } from '../src/index.ts'
import { inTurnAwaited } from './in-turn.ts'
import { credentialOf, keys, permission } from './many-keys.ts'
import type { Subjects } from './subject.ts'

/** Where the local WorkOS is, for those who ask it, and a key that it knows. */
export interface PeerSettings {
  port: number
  apiKey: string
  value: string
}

interface BetterAuthKeys {
  createApiKey(call: { body: { userId: string; permissions: Permissions } }): Promise<{ key: string }>
  verifyApiKey(call: { body: { key: string; permissions: Permissions } }): Promise<{ valid: boolean }>
}
type Permissions = Record<string, string[]>

const hour = 3_600_000
const unreachable = async (): Promise<Credential> => {
  throw new Error('Every key was known.')
}

const createStorage = () => {
  const map = new Map<string, string>()
  const get = (name: string) => map.get(name) ?? null
  const set = (name: string, value: string) => void map.set(name, value)
  const remove = (name: string) => void map.delete(name)
  return {
    get,
    set,
    delete: remove,
    getAndDelete: (name: string) => {
      const value = get(name)
      remove(name)
      return value
    },
    increment: (name: string) => {
      const count = Number(get(name) ?? 0) + 1
      set(name, String(count))
      return count
    },
  }
}

/**
 * What the published peers take for a known key, each in the way that is quickest for it. The caches are given the hash of the key and
 * are not asked for what it may do.
 */
export const subjects = {
  unkeyCache: async () => {
    const store = new MemoryStore<'key', Credential>({ persistentMap: new Map() })
    const cache = createCache({
      key: new Namespace<Credential>(new DefaultStatefulContext(), {
        stores: [store],
        fresh: hour,
        stale: hour,
      }),
    })
    for (const [at, key] of keys.entries()) await cache.key.set(hash('sha256', key), credentialOf(at))
    return inTurnAwaited(
      keys.length,
      async at => (await cache.key.swr(hash('sha256', keys[at] ?? ''), unreachable)).val,
    )
  },
  bentocache: async () => {
    const driver = memoryDriver({ maxItems: 2 * keys.length, serialize: false })
    const cache = new BentoCache({ default: 'key', stores: { key: bentostore().useL1Layer(driver) } })
    for (const [at, key] of keys.entries())
      await cache.set({ key: hash('sha256', key), value: credentialOf(at), ttl: hour })
    return inTurnAwaited(keys.length, at =>
      cache.getOrSet({ key: hash('sha256', keys[at] ?? ''), factory: unreachable, ttl: hour }),
    )
  },
  betterAuth: async () => {
    // Its own limit is ten requests a day; counting them is left on, as it comes.
    const rateLimit = { maxRequests: 1_000_000_000 }
    const user = { id: 'user_1', name: 'Ada', email: 'ada@example.test', emailVerified: true }
    const auth = betterAuth({
      baseURL: 'http://localhost',
      secret: 'a secret of the bench, and of nothing else',
      database: memoryAdapter({
        user: [{ ...user, createdAt: new Date(), updatedAt: new Date() }],
        apikey: [],
      }),
      plugins: [apiKey({ storage: 'secondary-storage', customStorage: createStorage(), rateLimit })],
      telemetry: { enabled: false },
    })
    // Its types lose the plugin's functions under this repository's strictness.
    const api = auth.api as unknown as BetterAuthKeys
    const permissions = { posts: ['read'] }
    const made: string[] = []
    for (let count = 0; count < 1_000; count += 1)
      made.push((await api.createApiKey({ body: { userId: user.id, permissions } })).key)
    return inTurnAwaited(
      made.length,
      async at => (await api.verifyApiKey({ body: { key: made[at] ?? '', permissions } })).valid,
    )
  },
  workosSdk: ({ port, apiKey, value }: PeerSettings) => {
    const workos = new WorkOS(apiKey, { apiHostname: 'localhost', port, https: false })
    return inTurnAwaited(1, async () => {
      const { apiKey } = await workos.apiKeys.createValidation({ value })
      return apiKey?.permissions.includes(permission)
    })
  },
} satisfies Subjects<PeerSettings>
