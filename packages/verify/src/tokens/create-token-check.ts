import { createClock } from '../create-clock.ts'
import { firstOf } from '../first-of.ts'
import { createBoundedMap } from '../keys/bounded-map.ts'
import { readAmounts } from '../read-amounts.ts'
import type { CertainReason } from '../refusal-event.ts'
import type { Runtime } from '../runtime/runtime.ts'
import { createSingleFlight, type WaitUntil } from '../single-flight.ts'
import type { Known, Unavailable, Verdict, VerdictSource } from '../verdict.ts'
import { type Algorithm, algorithms } from './algorithms.ts'
import { type ClaimRules, checkClaims, isExpectedType, type TokenProfile } from './check-claims.ts'
import { createCredentialMaker } from './create-credential-maker.ts'
import { createDenyList } from './deny-list.ts'
import { discoverIssuer, type IssuerMetadata, readSafeUrl } from './discover-issuer.ts'
import { createIntrospection, type IntrospectionSettings, type IssuerAnswer } from './introspect.ts'
import { createKeySet, type KeySetSettings, keySetDefaults, type SigningKey } from './key-set.ts'
import { createTokenReader, type ReadToken } from './read-token.ts'
import { createTokenCounters, type TokenCheck } from './token-check.ts'

/** Settings of `createTokenCheck`: whose tokens are accepted, and what is expected of them. */
export interface TokenSettings {
  /** The issuer, letter for letter as in `iss`; of WorkOS: your AuthKit domain, `https://….authkit.app`. */
  issuer: string
  /** Who the token must be meant for: one of these must be in `aud`. Default: `aud` is not looked at. */
  audience?: string | readonly string[]
  /** Default `workos`. */
  profile?: TokenProfile
  /** Default `['RS256']`. */
  algorithms?: readonly Algorithm[]
  /** The claim that names the organization. Default `org_id`. */
  organizationClaim?: string
  /** Where the issuer's keys are. Default: what its metadata say. */
  jwksUri?: string
  /** How far clocks may differ, in seconds, 60 at most. Default 5. */
  leewaySeconds?: number
  /** The longest life of a token that is accepted, in seconds. Default 86,400. */
  maxLifetimeSeconds?: number
  /** Verified tokens that are remembered. Default 10,000. */
  maxTokens?: number
  keySet?: KeySetSettings
  /** Asks the issuer whether a token still holds (RFC 7662). */
  introspection?: IntrospectionSettings
  fetch?: typeof globalThis.fetch
}

interface Remembered extends Known {
  key: SigningKey
  issuedAt: number
  expiresAt: number
  /** What the issuer said last, where it was asked. */
  told: IssuerAnswer | null
}

const unavailable = (error: Error): Unavailable => ({
  ok: false,
  reason: 'unavailable',
  cause: error.message,
  retryAfter: 5,
})
const refused = (reason: CertainReason, from: VerdictSource): Verdict => ({
  ok: false,
  reason,
  from,
})

const isAlgorithm = (name: unknown): name is Algorithm =>
  typeof name === 'string' && Object.hasOwn(algorithms, name)

/**
 * Makes the check of M2M tokens, offline by the issuer's published keys. A token that was verified once is remembered under its
 * hash until it expires, its client is denied, or the key that signed it leaves the issuer's set.
 * Throws a TypeError for settings that make no sense.
 */
export const createTokenCheck = (
  settings: TokenSettings,
  {
    now,
    elapsed,
    timeoutMs,
    runtime,
    waitUntil,
  }: {
    /** Milliseconds since 1970. */
    now: () => number
    /** Milliseconds since some moment, of a clock that nobody sets. */
    elapsed: () => number
    /** How long a request waits for the issuer in all, in milliseconds. */
    timeoutMs: number
    runtime: Runtime
    waitUntil: WaitUntil
  },
): TokenCheck => {
  const { issuer, audience = [], leewaySeconds = 5, fetch = globalThis.fetch } = settings
  const { maxLifetimeSeconds, maxTokens } = readAmounts(
    'tokens.',
    { maxLifetimeSeconds: 86_400, maxTokens: 10_000 },
    settings,
  )
  readSafeUrl(issuer)
  const allowed = new Set<unknown>(settings.algorithms ?? ['RS256'])
  for (const name of allowed)
    if (!isAlgorithm(name)) throw new TypeError(`Not an algorithm to verify tokens with: ${String(name)}`)
  if (!(leewaySeconds >= 0 && leewaySeconds <= 60)) throw new TypeError('leewaySeconds lies between 0 and 60')
  const audiences = typeof audience === 'string' ? [audience] : audience
  const profile = settings.profile ?? 'workos'
  // RFC 9068 §4: a token for another API of the same issuer is not for this one.
  if (profile === 'rfc9068' && audiences.length === 0)
    throw new TypeError('The profile rfc9068 needs an audience: what names this API in the tokens it gets')
  const rules: ClaimRules = {
    issuer,
    audiences,
    profile,
    organizationClaim: settings.organizationClaim ?? 'org_id',
    leewaySeconds,
    maxLifetimeSeconds,
  }
  const clock = createClock({ now, elapsed })
  const how = { fetch, timeoutMs }
  let metadata: IssuerMetadata | null = null
  const discoveries = createSingleFlight<IssuerMetadata>({
    // Its metadata may be in two places.
    lifeMs: timeoutMs * 2,
    lost: () => {
      throw new Error('The issuer did not answer in time')
    },
    waitUntil,
  })
  const discover = async (): Promise<IssuerMetadata> => {
    metadata ??= await discoveries.join(issuer, () => discoverIssuer(issuer, how))
    return metadata
  }
  const { jwksUri } = settings
  if (jwksUri !== undefined) readSafeUrl(jwksUri)
  const keySet = createKeySet({
    ...readAmounts('tokens.keySet.', keySetDefaults, settings.keySet),
    toUrl: async () => jwksUri ?? (await discover()).jwksUri,
    onFailure: () => {
      // The issuer may have moved its keys, and its metadata then say where.
      metadata = null
    },
    ...how,
    clock,
    runtime,
    waitUntil,
  })
  const introspection =
    settings.introspection &&
    createIntrospection(settings.introspection, {
      ...how,
      clock,
      waitUntil,
      discover: async () => (await discover()).introspectionEndpoint,
    })
  const leewayMs = leewaySeconds * 1000
  const denied = createDenyList({ clock, keepMs: maxLifetimeSeconds * 1000 + leewayMs, leewayMs })
  const readToken = createTokenReader(runtime)
  const makeCredential = createCredentialMaker()
  const remembered = createBoundedMap<Remembered>(maxTokens)
  const counters = createTokenCounters()

  const conclude = (entry: Remembered, from: VerdictSource): Verdict => {
    if (now() >= entry.expiresAt + leewayMs) return refused('expired', from)
    if (denied.covers(entry.credential.id, entry.issuedAt)) return refused('denied', from)
    if (entry.told?.active === false) return refused('inactive', from)
    return { ok: true, known: entry, from }
  }

  const recall = (entry: Remembered, needed: readonly string[]): Verdict | null => {
    if (entry.key.gone || !keySet.isReady()) return null
    const verdict = conclude(entry, 'memory')
    const isOpen = verdict.ok || verdict.reason === 'inactive'
    if (isOpen && introspection?.isDue(entry.told, needed)) return null
    counters.tokenHits += 1
    return verdict
  }

  /** Takes a token apart as far as its form and header allow; `alg` and `kid` say which key has to have signed it. */
  const open = (token: string): { read: ReadToken; kid: string; alg: Algorithm } | Verdict => {
    const read = readToken(token)
    if (read === null) return refused('malformed', 'signature')
    const { alg, kid, typ, crit, b64, zip, enc } = read.header
    if (!isAlgorithm(alg) || !allowed.has(alg)) return refused('algorithm', 'signature')
    // An extension that must be understood is none that is (RFC 7515 §4.1.11).
    if (crit !== undefined || !isExpectedType(typ, profile)) return refused('claims', 'signature')
    // A payload that is not what it is read as: unencoded, compressed or encrypted (RFC 7797 §7, RFC 7516 §4.1).
    if (b64 !== undefined || zip !== undefined || enc !== undefined) return refused('claims', 'signature')
    if (typeof kid !== 'string' || kid === '' || kid.length > 200)
      return refused('unknown_signing_key', 'signature')
    return { read, kid, alg }
  }

  /** What is left to see once the signature was looked at: its outcome, and the claims. */
  const believe = (read: ReadToken, key: SigningKey, isSigned: boolean): Remembered | Verdict => {
    if (!isSigned) return refused('signature', 'signature')
    const claims = checkClaims(read, rules, now())
    if (!claims.ok) return refused(claims.reason, 'signature')
    const { issuedAt, expiresAt } = claims
    return { credential: makeCredential(claims), key, issuedAt, expiresAt, told: null, uses: 0, usedAt: 0 }
  }

  /** Everything but what the issuer would say: form, signature, claims. */
  const verify = async (token: string): Promise<Remembered | Verdict> => {
    const opened = open(token)
    if ('ok' in opened) return opened
    const { read, kid, alg } = opened
    const { iat } = read.claims
    // Not believed: it says whether a no about its key can be trusted, never that there is a yes.
    const couldFollow = (at: number) =>
      typeof iat === 'number' && (iat + leewaySeconds + 1) * 1000 > at && iat <= now() / 1000 + leewaySeconds
    const key = await keySet.find(kid, alg, couldFollow)
    if (key === 'unknown') return refused('unknown_signing_key', 'signature')
    if (key instanceof Error) return unavailable(key)
    return believe(read, key, await key.check(read.signed, read.signature))
  }

  const verifyNow = (token: string, print: string, needed: readonly string[]): Verdict | null => {
    const opened = open(token)
    if ('ok' in opened) return opened
    const { read, kid, alg } = opened
    const key = keySet.recall(kid, alg)
    const isSigned = key?.check(read.signed, read.signature)
    if (key === null || typeof isSigned !== 'boolean') return null
    const entry = believe(read, key, isSigned)
    if ('ok' in entry) return entry
    const verdict = conclude(entry, 'signature')
    if (verdict.ok && introspection?.isDue(null, needed)) return null
    if (verdict.ok) remembered.set(print, entry)
    return verdict
  }

  const check = async (token: string, print: string, needed: readonly string[]): Promise<Verdict> => {
    // Before anything is remembered: the key that signed it may leave the set now.
    const problem = remembered.get(print) ? await keySet.prepare() : null
    if (problem !== null) return unavailable(problem)
    const recalled = remembered.get(print)
    const entry = recalled && !recalled.key.gone ? recalled : await verify(token)
    if ('ok' in entry) return entry
    const verdict = conclude({ ...entry, told: null }, 'signature')
    if (!verdict.ok) return verdict
    const isDue = introspection?.isDue(entry.told, needed) ?? false
    const answer = isDue ? await introspection?.ask(token) : undefined
    if (answer instanceof Error) return unavailable(answer)
    // An answer that took long must not cover up what was asked after it.
    if (answer && answer.asked.elapsed >= (entry.told?.asked.elapsed ?? 0)) entry.told = answer
    remembered.set(print, entry)
    // Once more: it may have been denied while the issuer was asked.
    return conclude(entry, isDue ? 'upstream' : 'signature')
  }

  return {
    counters,
    checkNow: (token, print, needed) => {
      const entry = remembered.get(print)
      if (entry !== undefined) return recall(entry, needed)
      const verdict = verifyNow(token, print, needed)
      if (verdict !== null) counters.tokenMisses += 1
      return verdict
    },
    check: async (token, print, needed) => {
      const entry = remembered.get(print)
      const recalled = entry === undefined ? null : recall(entry, needed)
      if (recalled !== null) return recalled
      counters.tokenMisses += 1
      const late = unavailable(new Error('The issuer did not answer in time'))
      return (await firstOf(check(token, print, needed), timeoutMs)) ?? late
    },
    deny: denied.add,
  }
}
