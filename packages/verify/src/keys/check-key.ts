import { firstOf } from '../first-of.ts'
import { readAmounts } from '../read-amounts.ts'
import { createSingleFlight, type WaitUntil } from '../single-flight.ts'
import type { Validate, Validation } from '../validate.ts'
import type { Known, Unavailable, Verdict, VerdictSource } from '../verdict.ts'
import { createAgeClock } from './age-clock.ts'
import { createBoundedMap } from './bounded-map.ts'
import { createBreaker } from './breaker.ts'
import { createEvictionLog } from './eviction-log.ts'
import { createInterning } from './intern.ts'
import type { KeyCounters } from './key-counters.ts'
import { type CacheSettings, cacheDefaults, type MissBudget, missBudgetDefaults } from './key-settings.ts'
import type { SharedAnswer, SharedCache } from './shared-cache.ts'
import { createTokenBucket } from './token-bucket.ts'

/** What `createKeyCheck` needs. */
export interface KeyCheckOptions {
  validate: Validate
  cache?: CacheSettings | undefined
  missBudget?: MissBudget | undefined
  /** How long a request waits for an answer, in milliseconds. */
  timeoutMs: number
  shared?: SharedCache | undefined
  counters: KeyCounters
  /** Milliseconds since 1970. */
  now: () => number
  /** Milliseconds since some moment, of a clock that nobody sets. */
  elapsed: () => number
  onUpstream?: ((event: UpstreamEvent) => void) | undefined
  waitUntil: WaitUntil
}

/** What happened when somebody was asked. Times are in milliseconds. */
export interface UpstreamEvent {
  outcome: 'valid' | 'unknown' | 'unavailable'
  durationMs: number
}

/** Checks API keys. */
export interface KeyCheck {
  /** The verdict from memory alone; null: somebody must be asked. `at`: milliseconds since 1970. */
  recall(value: string, fingerprint: string, at: number): Verdict | null
  /** Asks, once for all who ask for the same at a time. */
  ask(value: string, fingerprint: string): Promise<Verdict>
  /** No answer that was asked for before now is believed about these keys. */
  evict(ids: readonly string[]): void
  evictAll(): void
  readonly size: number
}

interface Remembered extends Known {
  /** When it was asked for by the clock for ages, in whole milliseconds: small integers need no memory of their own. */
  readonly askedAt: number
  /** What the eviction log said before the answer was asked for. */
  readonly generation: number
  /** Only of a key that ends before its answer does; in milliseconds since 1970. */
  readonly expiresAt?: number
}

/** Calls about keys that are known already are the API's own traffic, not guesses: they have a share of their own. */
const renewals = { burst: 200, perSecond: 60 }
const maxTries = 3

/**
 * Makes the check of API keys. An answer is remembered under the hash of the key. While it is fresh it is used, and renewed
 * in the background towards its end; while it is stale it is used when no new one comes soon; it is never used once the
 * key has expired, or was evicted after the answer had been asked for.
 */
export const createKeyCheck = (options: KeyCheckOptions): KeyCheck => {
  const { validate, timeoutMs, shared, counters, now, elapsed, onUpstream, waitUntil } = options
  const settings = readAmounts('cache.', cacheDefaults, options.cache)
  const { freshMs, staleMs, staleWaitMs } = settings
  const renewMs = freshMs * 0.8
  const longestUse = freshMs + staleMs + settings.staleIfErrorMs
  const known = createBoundedMap<Remembered>(settings.maxKeys)
  const unknown = createBoundedMap<number>(settings.maxUnknown)
  const evictions = createEvictionLog({ keepMs: longestUse + timeoutMs })
  const missBudget = createTokenBucket(readAmounts('missBudget.', missBudgetDefaults, options.missBudget))
  const renewalBudget = createTokenBucket(renewals)
  const breaker = createBreaker()
  const intern = createInterning()
  const flights = createSingleFlight<Verdict>({ lifeMs: timeoutMs, lost: () => late, waitUntil })
  const clock = createAgeClock(now(), elapsed)
  /** Until when nobody need try to renew anything. */
  let held = { from: 0, until: 0 }

  const ageOf = (entry: Remembered, at: number): number =>
    evictions.isOutdated(entry.credential.id, entry.generation)
      ? Number.POSITIVE_INFINITY
      : clock(at) - entry.askedAt

  const toVerdict = (known: Remembered, at: number, from: VerdictSource): Verdict =>
    known.expiresAt === undefined || at < known.expiresAt
      ? { ok: true, known, from }
      : { ok: false, reason: 'expired', from }

  const isHeld = (at: number): boolean => at >= held.from && at < held.until

  /** What stands in the way of asking, if anything does. */
  const findHold = (at: number, isKnown: boolean): Unavailable | null => {
    const broken = breaker.wait(at)
    const budget = isKnown ? renewalBudget : missBudget
    if (broken === 0 && budget.take(at)) return null
    const retryAfter = broken || budget.wait(at)
    if (broken > 0 || isKnown) held = { from: at, until: at + retryAfter * 1000 }
    counters.unasked += 1
    return {
      ok: false,
      reason: 'unavailable',
      cause: broken > 0 ? 'breaker_open' : 'budget_spent',
      retryAfter,
    }
  }

  const askUpstream = async (value: string, remainingMs: number): Promise<Validation> => {
    counters.upstreamCalls += 1
    const started = performance.now()
    const answer = await withDeadline(validate, value, remainingMs)
    const isUnavailable = !answer.ok && answer.code === 'unavailable'
    if (isUnavailable) breaker.failed(now(), answer.retryAfter)
    else breaker.succeeded()
    onUpstream?.({
      outcome: answer.ok ? 'valid' : isUnavailable ? 'unavailable' : 'unknown',
      durationMs: performance.now() - started,
    })
    return answer
  }

  /** `askedAt`: by the clock for ages. */
  const remember = (fp: string, answer: SharedAnswer, askedAt: number, generation: number): Remembered => {
    const credential = intern(answer.credential)
    const common = { credential, askedAt: Math.floor(askedAt), generation, uses: 0, usedAt: 0 }
    const expiresAt = readExpiry(credential.expiresAt)
    const entry = expiresAt > answer.checkedAt + longestUse ? common : { ...common, expiresAt }
    unknown.delete(fp)
    known.set(fp, entry)
    return entry
  }

  const recallShared = async (fp: string): Promise<Verdict | null> => {
    const { generation } = evictions
    const told = await shared?.get(fp)
    if (!told) return null
    const at = now()
    const { credential, checkedAt } = told
    const isFresh = at >= checkedAt && at - checkedAt < freshMs
    const askedAt = clock(at) - (at - checkedAt)
    // Else it is what we know ourselves, give or take what was rounded, or older: to renew it somebody has to be asked.
    const isNews = askedAt >= (known.get(fp)?.askedAt ?? Number.NEGATIVE_INFINITY) + 2
    if (
      !isFresh ||
      !isNews ||
      evictions.isOutdated(credential.id, generation) ||
      evictions.isNewer(credential.id, checkedAt)
    )
      return null
    counters.sharedHits += 1
    return toVerdict(remember(fp, told, askedAt, generation), at, 'shared')
  }

  /** Asks until an answer comes that no eviction overtook. */
  const find = async (value: string, fp: string): Promise<Verdict> => {
    const deadline = performance.now() + timeoutMs
    const isKnown = known.get(fp) !== undefined
    for (let tries = 0; tries < maxTries && performance.now() < deadline; tries++) {
      const recalled = await recallShared(fp)
      if (recalled !== null) return recalled
      const hold = findHold(now(), isKnown)
      if (hold !== null) return hold
      const { generation } = evictions
      const keep = await shared?.begin()
      const checkedAt = now()
      const askedAt = clock(checkedAt)
      const answer = await askUpstream(value, deadline - performance.now())
      if (!answer.ok && answer.code === 'unavailable') {
        const { code: reason, ...why } = answer
        return { ...why, reason }
      }
      if (!answer.ok) {
        const before = known.get(fp)
        known.delete(fp)
        // Whoever finds out tells the others: they may have lost the message too.
        if (before !== undefined && shared) waitUntil(shared.evict([before.credential.id]))
        // The environment's own key is reported each time it is shown.
        if (answer.code === 'unknown') unknown.set(fp, now())
        return { ok: false, reason: answer.code, from: 'upstream' }
      }
      // Whoever joined late must not be given what was true long before they came.
      if (evictions.isOutdated(answer.credential.id, generation) || clock(now()) - askedAt >= freshMs) {
        counters.outdated += 1
        continue
      }
      const { credential } = answer
      const entry = remember(fp, { credential, checkedAt }, askedAt, generation)
      if (keep) waitUntil(keep(fp, { credential: entry.credential, checkedAt }))
      return toVerdict(entry, now(), 'upstream')
    }
    return { ok: false, reason: 'unavailable', cause: 'changed_while_checked', retryAfter: 1 }
  }

  const join = (value: string, fp: string): Promise<Verdict> => flights.join(fp, () => find(value, fp))

  const recallKnown = (value: string, fp: string, entry: Remembered, at: number): Verdict | null => {
    const age = ageOf(entry, at)
    if (age < freshMs) {
      if (age >= renewMs && !isHeld(at)) flights.ensure(fp, () => find(value, fp))
    } else {
      // Nobody can be asked now, or an answer is late already: better to know it here than to pay for a promise.
      if (age >= freshMs + staleMs || !(isHeld(at) || flights.isRunning(fp, staleWaitMs))) return null
      counters.staleHits += 1
    }
    counters.hits += 1
    return toVerdict(entry, at, 'memory')
  }

  return {
    recall: (value, fp, at) => {
      const entry = known.get(fp)
      if (entry !== undefined) return recallKnown(value, fp, entry, at)
      const since = unknown.get(fp)
      if (since === undefined) return null
      const age = at - since
      if (age < 0 || age >= settings.unknownMs) return null
      counters.unknownHits += 1
      return { ok: false, reason: 'unknown', from: 'memory' }
    },
    ask: async (value, fp) => {
      counters.misses += 1
      const isStale = () => {
        const entry = known.get(fp)
        return entry !== undefined && ageOf(entry, now()) < freshMs + staleMs
      }
      const flight = join(value, fp)
      const verdict = isStale() ? await firstOf(flight, staleWaitMs) : await flight
      if (verdict !== null && (verdict.ok || verdict.reason !== 'unavailable')) return verdict
      const entry = known.get(fp)
      const at = now()
      // Looked up again: it may have been evicted in the meantime.
      const use = verdict === null ? freshMs + staleMs : longestUse
      if (entry === undefined || ageOf(entry, at) >= use) return verdict ?? flight
      counters.staleHits += 1
      return toVerdict(entry, at, 'memory')
    },
    evict: ids => {
      const at = now()
      evictions.evict(ids, at, clock(at))
    },
    evictAll: () => evictions.evictAll(now()),
    get size() {
      return known.size
    },
  }
}

const readExpiry = (expiresAt: string | null): number => {
  if (expiresAt === null) return Number.POSITIVE_INFINITY
  const at = Date.parse(expiresAt)
  // A date that cannot be read counts as past.
  return Number.isNaN(at) ? 0 : at
}

const tooLate = 'no answer came in time'
const late: Unavailable = { ok: false, reason: 'unavailable', cause: tooLate }

const withDeadline = async (validate: Validate, value: string, ms: number): Promise<Validation> => {
  try {
    return (await firstOf(validate(value), ms)) ?? { ok: false, code: 'unavailable', cause: tooLate }
  } catch {
    return { ok: false, code: 'unavailable', cause: 'the validator threw' }
  }
}
