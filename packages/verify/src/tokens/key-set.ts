import * as z from 'zod'
import type { Clock, Moment } from '../create-clock.ts'
import { firstOf } from '../first-of.ts'
import type { CheckSignature, Runtime } from '../runtime/runtime.ts'
import { createSingleFlight, type WaitUntil } from '../single-flight.ts'
import type { Algorithm } from './algorithms.ts'
import { fetchJson } from './fetch-json.ts'
import { importKey } from './import-key.ts'

/** A signing key for one algorithm. `gone`: it left the issuer's set, and so did everything it has signed. */
export interface SigningKey {
  check: CheckSignature
  gone: boolean
}

/** Settings of `createKeySet`, in milliseconds. */
export interface KeySetSettings {
  /** The shortest time between two requests for the set, whatever tokens claim. After one that failed it is a second, and twice as long each time it goes on. Default 30,000. */
  cooldownMs?: number
  /** How old the set may be before a token waits for a new one, 250 ms at most. It is renewed in the background in the last fifth of that time. Default 600,000. */
  refreshMs?: number
  /** How old it may be when it cannot be fetched. Default 86,400,000. */
  maxAgeMs?: number
}

/** What holds where a host says nothing. */
export const keySetDefaults = {
  cooldownMs: 30_000,
  refreshMs: 600_000,
  maxAgeMs: 86_400_000,
} satisfies Required<KeySetSettings>

/** The issuer's keys (RFC 7517), fetched when they are needed. */
export interface KeySet {
  /** The key, where it was used before and may be relied on without waiting. */
  recall(kid: string, algorithm: Algorithm): SigningKey | null
  /**
   * The key; `unknown`: the issuer has none such; an error: nobody could tell. `couldFollow` says whether the token may be younger
   * than a moment (milliseconds since 1970), and so may its key.
   */
  find(
    kid: string,
    algorithm: Algorithm,
    couldFollow: (at: number) => boolean,
  ): Promise<SigningKey | 'unknown' | Error>
  /** Whether what it holds may be relied on without waiting. Has it fetched again, in the background, when it is time. */
  isReady(): boolean
  /** Waits until it is as new as it can soon be; gives an error where it is too old all the same. */
  prepare(): Promise<Error | null>
}

const jwks = z.object({
  keys: z.array(z.looseObject({ kid: z.string().optional(), kty: z.string() })).max(100),
})
const waitMs = 250
const retryMs = 1_000

/**
 * Makes the key set. However many tokens come and whatever `kid` they name, it is fetched once per cool-down at most; after a failure
 * sooner, because nobody can be let in by keys that did not come.
 */
export const createKeySet = ({
  toUrl,
  onFailure,
  fetch,
  timeoutMs,
  clock,
  runtime,
  waitUntil,
  cooldownMs,
  refreshMs,
  maxAgeMs,
}: Required<KeySetSettings> & {
  toUrl: () => Promise<string>
  /** Hears that what `toUrl` gave was of no use. */
  onFailure: () => void
  fetch: typeof globalThis.fetch
  timeoutMs: number
  clock: Clock
  runtime: Runtime
  waitUntil: WaitUntil
}): KeySet => {
  let documents = new Map<string, z.infer<typeof jwks>['keys'][number]>()
  let imported = new Map<string, SigningKey | null>()
  let fetched: (Moment & { try: number }) | null = null
  let tried: Moment | null = null
  let tries = 0
  let failure: Error | null = null
  /** Requests that failed since one did not. */
  let failures = 0
  // The address may have to be asked for in two places first.
  const fetches = createSingleFlight<void>({ lifeMs: timeoutMs * 3, lost: () => {}, waitUntil })

  const load = async () => {
    tries += 1
    const started = { ...clock.mark(), try: tries }
    tried = started
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
      fetched = started
      failure = null
      failures = 0
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error))
      failures += 1
      // From here on: an issuer that hangs is left alone as long as one that refuses.
      tried = clock.mark()
      onFailure()
    }
  }

  const refresh = (): Promise<void> => fetches.join('', load)

  const get = async (kid: string, algorithm: Algorithm): Promise<SigningKey | null> => {
    const name = `${algorithm} ${kid}`
    const before = imported.get(name)
    if (before !== undefined) return before
    const document = documents.get(kid)
    if (document === undefined) return null
    const check = await importKey({ ...document, kid }, algorithm, runtime)
    const key = check && { check, gone: false }
    // Only what the set holds now: it may have been fetched again in the meantime.
    if (documents.get(kid) === document) imported.set(name, key)
    return key
  }

  const pauseMs = () => (failures === 0 ? cooldownMs : Math.min(cooldownMs, retryMs * 2 ** (failures - 1)))
  const mayTry = () => fetches.isRunning('') || clock.ageOf(tried) >= pauseMs()

  const isReady = () => {
    const age = clock.ageOf(fetched)
    if (age < refreshMs * 0.8) return true
    if (!mayTry()) return age < maxAgeMs
    fetches.ensure('', load)
    return age < refreshMs
  }

  const prepare = async (): Promise<Error | null> => {
    if (isReady()) return null
    if (mayTry()) {
      const trying = refresh()
      // With a set to fall back on, an issuer that is slow holds nobody up for long.
      await (clock.ageOf(fetched) < maxAgeMs ? firstOf(trying, waitMs) : trying)
    }
    return clock.ageOf(fetched) < maxAgeMs
      ? null
      : (failure ?? new Error('The keys of the issuer are too old'))
  }

  return {
    isReady,
    recall: (kid, algorithm) => (isReady() && imported.get(`${algorithm} ${kid}`)) || null,
    prepare,
    find: async (kid, algorithm, couldFollow) => {
      const before = tries
      const problem = await prepare()
      if (problem !== null) return problem
      const known = await get(kid, algorithm)
      if (known !== null) return known
      if (mayTry()) await refresh()
      const found = await get(kid, algorithm)
      if (found !== null) return found
      if (failure !== null || fetched === null)
        return failure ?? new Error('The keys of the issuer are not known')
      // What the issuer was asked after the token had come, or had been made, is its word. Else the key may have been added since.
      return documents.has(kid) || fetched.try > before || !couldFollow(fetched.at)
        ? 'unknown'
        : new Error('The keys of the issuer were fetched a moment ago and have no such key yet')
    },
  }
}
