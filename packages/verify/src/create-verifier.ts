import { classifyValue, isJwt } from './classify-value.ts'
import type { Credential } from './credential.ts'
import { createKeyCheck, type UpstreamEvent } from './keys/check-key.ts'
import { createKeyCounters, type KeyCounters } from './keys/key-counters.ts'
import type { CacheSettings, MissBudget } from './keys/key-settings.ts'
import type { SharedCache } from './keys/shared-cache.ts'
import type { Metrics } from './metrics.ts'
import { readAmounts } from './read-amounts.ts'
import { type RequestHeaders, readCredential } from './read-credential.ts'
import {
  pointToMetadata,
  type Refusal,
  refuseInvalid,
  refuseMissing,
  refuseScope,
  refuseSeveral,
  refuseUnchecked,
} from './refusal.ts'
import type { RefusalEvent, RefusalReason } from './refusal-event.ts'
import type { Runtime } from './runtime/runtime.ts'
import type { WaitUntil } from './single-flight.ts'
import { createSlugCheck } from './slug-check.ts'
import { createTokenCheck, type TokenSettings } from './tokens/create-token-check.ts'
import { createTokenCounters, type TokenCounters } from './tokens/token-check.ts'
import { createUseCounter, type UsageSettings } from './usage/create-use-counter.ts'
import type { Validator } from './validate.ts'
import type { Verdict, VerdictSource } from './verdict.ts'

/** What came of a check: a credential to rely on and where that is known from, or the refusal to answer with. */
export type Outcome = { ok: true; credential: Credential; from: VerdictSource } | Refusal

/** What a request needs beyond a valid credential. */
export interface Requirement {
  /** Every one of these must be among the credential's permissions, letter for letter. */
  permissions?: readonly string[]
}

/** Settings of `createVerifier`. */
export interface VerifierOptions {
  /** Where API keys are checked: `workosValidator({ apiKey })` or `brokerValidator({ url, token })`. */
  validate: Validator
  /** Whose M2M tokens are accepted. Without it all are refused. */
  tokens?: TokenSettings
  /** How long and how many answers about keys are remembered. */
  cache?: CacheSettings
  /** How much may be asked about values that were never seen to be keys. */
  missBudget?: MissBudget
  /** How long a request waits for whoever is asked, in milliseconds. Default 1,900, so that its 503 is out within two seconds. */
  timeoutMs?: number
  /** A cache shared with other processes, which also carries evictions between them. */
  shared?: SharedCache
  /** How uses are reported; `report` is by default where keys are checked, if it takes them (`brokerValidator` does). */
  usage?: Partial<UsageSettings>
  /** Accept API keys that belong to a user instead of an organization. Default: refuse them. */
  userKeys?: boolean
  /** A header beside `Authorization` that may carry the bare credential, such as `x-api-key`. A request that fills both is refused. */
  header?: string
  /** Where the API describes itself, `toProtectedResource({ … }).url`; refusals then say so. */
  resourceMetadata?: string
  /** Hears of each refusal, with its true reason. */
  onRefusal?: (event: RefusalEvent) => void
  /** Hears of each call to whoever checks keys. */
  onUpstream?: (event: UpstreamEvent) => void
  /** Takes what the gate measures of itself: `createMetrics()` of `@keydesk/verify/opentelemetry`. */
  metrics?: Metrics
  /** Where a runtime ends work with the request that began it, what keeps it alive; Workers and Vercel have it under this name. */
  waitUntil?: WaitUntil
  /** The clock, in milliseconds since 1970: it says when a credential ends. */
  now?: () => number
  /** A clock that nobody sets, in milliseconds: it says how old an answer is. Default `performance.now`. */
  elapsed?: () => number
}

/** What a gate counted since it was made. */
export interface VerifierStats extends Readonly<KeyCounters>, Readonly<TokenCounters> {
  /** Credentials let in. */
  readonly accepted: number
  /** Requests refused, by their true reason. */
  readonly refused: Readonly<Partial<Record<RefusalReason, number>>>
  /** Keys that are remembered. */
  readonly keys: number
}

/** Checks credentials. No function throws for what a caller sent; all throw a TypeError for a permission that cannot be a scope. */
export interface Verifier {
  /** Checks a bare credential, `sk_…` or a token. */
  verify(value: string, requirement?: Requirement): Promise<Outcome>
  /** Checks the credential of a request, or of an Authorization header's value; never one in the URL. */
  authenticate(request: RequestHeaders | string | null, requirement?: Requirement): Promise<Outcome>
  /** As `verify`, at once; null where somebody must be asked first. */
  verifyNow(value: string, requirement?: Requirement): Outcome | null
  /** As `authenticate`, at once; null where somebody must be asked first. */
  authenticateNow(request: RequestHeaders | string | null, requirement?: Requirement): Outcome | null
  /** Believes nothing that was known about these API keys before now. Other processes are told through `shared`; false: they could not be. */
  evict(apiKeyIds: readonly string[]): Promise<boolean>
  /** Forgets everything that is remembered about API keys in this process. */
  evictAll(): void
  /**
   * Refuses an application's tokens issued before this moment (milliseconds since 1970; default now) or up to `leewaySeconds` after it.
   * Other processes are told through `shared`; false: they could not be. Rejects with a TypeError for what is no time.
   */
  deny(clientId: string, notBefore?: number): Promise<boolean>
  stats(): VerifierStats
  /** Reports the uses that were counted, and ends what runs in the background. */
  close(): Promise<void>
}

/** Makes the gate of an API in one kind of runtime. */
export const createVerifierIn = (runtime: Runtime, options: VerifierOptions): Verifier => {
  const {
    validate,
    shared,
    userKeys = false,
    header,
    onRefusal,
    onUpstream,
    metrics,
    now = Date.now,
    elapsed = () => performance.now(),
    waitUntil = () => {},
  } = options
  const { timeoutMs } = readAmounts('', { timeoutMs: 1_900 }, options)
  const resourceMetadata = readResourceMetadata(options.resourceMetadata)
  const tokens =
    options.tokens && createTokenCheck(options.tokens, { now, elapsed, timeoutMs, runtime, waitUntil })
  const counters = createKeyCounters()
  const refusedBy: Partial<Record<RefusalReason, number>> = {}
  let accepted = 0
  const keys = createKeyCheck({
    validate,
    cache: options.cache,
    missBudget: options.missBudget,
    timeoutMs,
    shared,
    counters,
    onUpstream: event => {
      metrics?.recordUpstream(event)
      onUpstream?.(event)
    },
    waitUntil,
    now,
    elapsed,
  })
  const report = options.usage?.report ?? validate.reportUsage
  const uses = report && createUseCounter({ ...options.usage, report, now, waitUntil })
  const readSlugs = createSlugCheck()
  const tokenCounters = tokens?.counters ?? createTokenCounters()
  const stats = (): VerifierStats => ({
    ...counters,
    ...tokenCounters,
    accepted,
    refused: { ...refusedBy },
    keys: keys.size,
  })
  const stopObserving = metrics?.observe(stats)
  const stopListening = [
    shared?.onEvict(ids => (ids === null ? keys.evictAll() : keys.evict(ids))),
    shared?.onDeny(({ clientId, notBefore }) => void tokens?.deny(clientId, notBefore)),
  ]

  const refuse = (refusal: Refusal, reason: RefusalReason, cause?: string): Refusal => {
    refusedBy[reason] = (refusedBy[reason] ?? 0) + 1
    onRefusal?.({ code: refusal.code, reason, ...(cause !== undefined && { cause }) })
    return resourceMetadata === undefined ? refusal : pointToMetadata(refusal, resourceMetadata)
  }

  const conclude = (verdict: Verdict, needed: readonly string[], at: number): Outcome => {
    if (!verdict.ok) {
      return verdict.reason === 'unavailable'
        ? refuse(refuseUnchecked(verdict.retryAfter), 'unavailable', verdict.cause)
        : refuse(refuseInvalid(), verdict.reason)
    }
    const { known, from } = verdict
    const { credential } = known
    if (credential.kind === 'api_key' && credential.subject.type === 'user' && !userKeys)
      return refuse(refuseInvalid(), 'user_key')
    for (const permission of needed)
      if (!credential.permissions.includes(permission))
        return refuse(refuseScope(needed), 'missing_permission')
    accepted += 1
    uses?.mark(known, at)
    return { ok: true, credential, from }
  }

  /** The verdict if it can be known at once; null: somebody must be asked. `value` is of the Bearer alphabet. */
  const recall = (value: string, print: string, needed: readonly string[], at: number): Verdict | null => {
    if (!isJwt(value)) return keys.recall(value, print, at)
    if (tokens === undefined) return { ok: false, reason: 'tokens_not_configured', from: 'memory' }
    return tokens.checkNow(value, print, needed)
  }
  const ask = (value: string, print: string, needed: readonly string[]): Promise<Verdict> =>
    tokens !== undefined && isJwt(value) ? tokens.check(value, print, needed) : keys.ask(value, print)

  const decideNow = (value: string | Refusal, needed: readonly string[]): Outcome | null => {
    if (typeof value !== 'string') return value
    const print = runtime.fingerprint(value)
    if (typeof print !== 'string') return null
    const at = now()
    const verdict = recall(value, print, needed, at)
    return verdict && conclude(verdict, needed, at)
  }
  const decideLater = async (value: string, needed: readonly string[]): Promise<Outcome> => {
    const print = await runtime.fingerprint(value)
    const verdict = recall(value, print, needed, now()) ?? (await ask(value, print, needed))
    return conclude(verdict, needed, now())
  }
  const decide = (value: string | Refusal, needed: readonly string[]): Outcome | Promise<Outcome> =>
    typeof value === 'string' ? (decideNow(value, needed) ?? decideLater(value, needed)) : value

  /** A bare credential that is worth a look, or its refusal. */
  const readBare = (value: string): string | Refusal => {
    const form = classifyValue(value)
    return form === 'jwt' || form === 'api_key' ? value : refuse(refuseInvalid(), form)
  }

  /** The one credential of a request, or the refusal of a request that has none or several. */
  const read = (request: RequestHeaders | string | null): string | Refusal => {
    const presented = readCredential(request, header)
    switch (presented.kind) {
      case 'credential':
        return presented.value
      case 'missing':
        return refuse(refuseMissing(), 'missing')
      case 'several':
        return refuse(refuseSeveral(), 'several')
      default:
        return refuse(refuseInvalid(), presented.kind)
    }
  }

  return {
    // Requirements are read first: a mistake in the API's code shows with every caller.
    verify: async (value, requirement) => {
      const needed = readSlugs(requirement)
      return decide(readBare(value), needed)
    },
    verifyNow: (value, requirement) => {
      const needed = readSlugs(requirement)
      return decideNow(readBare(value), needed)
    },
    authenticate: async (request, requirement) => {
      const needed = readSlugs(requirement)
      return decide(read(request), needed)
    },
    authenticateNow: (request, requirement) => {
      const needed = readSlugs(requirement)
      return decideNow(read(request), needed)
    },
    evict: async ids => {
      keys.evict(ids)
      return shared ? shared.evict(ids) : true
    },
    evictAll: keys.evictAll,
    deny: async (clientId, notBefore) => {
      const denial = tokens?.deny(clientId, notBefore)
      return shared && denial ? shared.deny(denial) : true
    },
    stats,
    close: async () => {
      for (const stop of stopListening) stop?.()
      stopObserving?.()
      await uses?.close()
    },
  }
}

const readResourceMetadata = (url: string | undefined): string | undefined => {
  if (url === undefined || (URL.canParse(url) && !/["\\]/.test(url))) return url
  throw new TypeError(`resourceMetadata is an address, not ${JSON.stringify(url)}`)
}
