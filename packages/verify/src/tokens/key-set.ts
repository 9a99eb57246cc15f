import * as z from 'zod'
import type { Algorithm } from './algorithms.ts'
import { fetchJson } from './fetch-json.ts'
import { type CheckSignature, importKey } from './import-key.ts'

/** A signing key for one algorithm. `gone`: it left the issuer's set, and so did everything it has signed. */
export interface SigningKey {
  check: CheckSignature
  gone: boolean
}

/** Settings of `createKeySet`, in milliseconds. */
export interface KeySetSettings {
  /** The shortest time between two requests for the set, whatever tokens claim. Default 30,000. */
  cooldownMs?: number
  /** How old the set may be before it is fetched again while it is used. Default 600,000. */
  refreshMs?: number
  /** How old it may be when it cannot be fetched. Default 86,400,000. */
  maxAgeMs?: number
}

/** The issuer's keys (RFC 7517), fetched when they are needed. */
export interface KeySet {
  /** The key, if it was used before and may be relied on. */
  recall(kid: string, algorithm: Algorithm): SigningKey | null
  /** The key; `unknown`: the issuer has none such; an error: it could not be asked. */
  find(kid: string, algorithm: Algorithm): Promise<SigningKey | 'unknown' | Error>
  /** Whether what it holds may be relied on. Has it fetched again, in the background, when it is time. */
  isUsable(): boolean
}

const jwks = z.object({
  keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string() })).max(100),
})

/** Makes the key set. However many tokens come and whatever `kid` they name, it is fetched once per cool-down at most. */
export const createKeySet = ({
  toUrl,
  fetch,
  timeoutMs,
  now,
  cooldownMs = 30_000,
  refreshMs = 600_000,
  maxAgeMs = 86_400_000,
}: KeySetSettings & {
  toUrl: () => Promise<string>
  fetch: typeof globalThis.fetch
  timeoutMs: number
  now: () => number
}): KeySet => {
  let documents = new Map<string, z.infer<typeof jwks>['keys'][number]>()
  let imported = new Map<string, SigningKey | null>()
  let fetchedAt: number | null = null
  let triedAt: number | null = null
  let failure: Error | null = null
  let running: Promise<void> | null = null

  const since = (at: number | null) => {
    const age = at === null ? Number.POSITIVE_INFINITY : now() - at
    // A clock that was set back makes nothing young.
    return age < 0 ? Number.POSITIVE_INFINITY : age
  }

  const load = async () => {
    triedAt = now()
    try {
      const { keys } = jwks.parse(await fetchJson(await toUrl(), { fetch, timeoutMs }))
      const next = new Map(keys.flatMap(key => (key.kid === undefined ? [] : [[key.kid, key] as const])))
      const kept = new Map<string, SigningKey | null>()
      for (const [name, key] of imported) {
        const kid = name.slice(name.indexOf(' ') + 1)
        // The same id with another key is another key.
        if (JSON.stringify(next.get(kid)) === JSON.stringify(documents.get(kid))) kept.set(name, key)
        else if (key !== null) key.gone = true
      }
      documents = next
      imported = kept
      fetchedAt = triedAt
      failure = null
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error))
    }
  }

  const refresh = (): Promise<void> => {
    running ??= load().finally(() => {
      running = null
    })
    return running
  }

  const get = async (kid: string, algorithm: Algorithm): Promise<SigningKey | null> => {
    const name = `${algorithm} ${kid}`
    const before = imported.get(name)
    if (before !== undefined) return before
    const document = documents.get(kid)
    if (document === undefined) return null
    const check = await importKey({ ...document, kid }, algorithm)
    const key = check && { check, gone: false }
    // Only what the set holds now: it may have been fetched again in the meantime.
    if (documents.get(kid) === document) imported.set(name, key)
    return key
  }

  const mayTry = () => since(triedAt) >= cooldownMs || running !== null
  const isUsable = () => {
    const age = since(fetchedAt)
    if (age >= refreshMs && age < maxAgeMs && mayTry()) void refresh()
    return age < maxAgeMs
  }

  return {
    isUsable,
    recall: (kid, algorithm) => (isUsable() && imported.get(`${algorithm} ${kid}`)) || null,
    find: async (kid, algorithm) => {
      const known = isUsable() ? await get(kid, algorithm) : null
      if (known !== null) return known
      if (mayTry()) await refresh()
      if (since(fetchedAt) >= maxAgeMs) return failure ?? new Error('The keys of the issuer are too old')
      const found = await get(kid, algorithm)
      if (found !== null) return found
      // After a failed try nobody can tell; after a good one the issuer's word is that there is no such key.
      return failure ?? 'unknown'
    },
  }
}
