import { createBoundedMap } from '../keys/bounded-map.ts'
import type { CertainReason } from '../refusal-event.ts'
import type { Known, Unavailable, Verdict, VerdictSource } from '../verdict.ts'
import { type Algorithm, algorithms } from './algorithms.ts'
import { type ClaimRules, checkClaims, isExpectedType, type TokenProfile } from './check-claims.ts'
import { createDenyList } from './deny-list.ts'
import { discoverIssuer, type IssuerMetadata, readSafeUrl } from './discover-issuer.ts'
import { createIntrospection, type IntrospectionSettings } from './introspect.ts'
import { createKeySet, type KeySetSettings, type SigningKey } from './key-set.ts'
import { createTokenReader, type ReadToken } from './read-token.ts'
import type { TokenCheck } from './token-check.ts'

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
  /** When the issuer was last asked whether it still holds. */
  confirmedAt: number | null
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
  { now, timeoutMs }: { now: () => number; timeoutMs: number },
): TokenCheck => {
  const {
    issuer,
    audience = [],
    leewaySeconds = 5,
    maxLifetimeSeconds = 86_400,
    fetch = globalThis.fetch,
  } = settings
  readSafeUrl(issuer)
  const allowed = new Set<unknown>(settings.algorithms ?? ['RS256'])
  for (const name of allowed)
    if (!isAlgorithm(name)) throw new TypeError(`Not an algorithm to verify tokens with: ${String(name)}`)
  if (!(leewaySeconds >= 0 && leewaySeconds <= 60)) throw new TypeError('leewaySeconds lies between 0 and 60')
  const rules: ClaimRules = {
    issuer,
    audiences: typeof audience === 'string' ? [audience] : audience,
    profile: settings.profile ?? 'workos',
    organizationClaim: settings.organizationClaim ?? 'org_id',
    leewaySeconds,
    maxLifetimeSeconds,
  }
  const how = { fetch, timeoutMs }
  let discovered: Promise<IssuerMetadata> | null = null
  const discover = (): Promise<IssuerMetadata> => {
    discovered ??= discoverIssuer(issuer, how).catch(error => {
      discovered = null
      throw error
    })
    return discovered
  }
  const { jwksUri } = settings
  if (jwksUri !== undefined) readSafeUrl(jwksUri)
  const keySet = createKeySet({
    ...settings.keySet,
    toUrl: async () => jwksUri ?? (await discover()).jwksUri,
    ...how,
    now,
  })
  const introspection =
    settings.introspection &&
    createIntrospection(settings.introspection, {
      ...how,
      now,
      discover: async () => (await discover()).introspectionEndpoint,
    })
  const denied = createDenyList({ keepMs: (maxLifetimeSeconds + leewaySeconds) * 1000 })
  const readToken = createTokenReader()
  const remembered = createBoundedMap<Remembered>(settings.maxTokens ?? 10_000)

  const conclude = (entry: Remembered, from: VerdictSource, at: number): Verdict => {
    if (at >= entry.expiresAt + leewaySeconds * 1000) return refused('expired', from)
    if (denied.covers(entry.credential.id, entry.issuedAt)) return refused('denied', from)
    return { ok: true, known: entry, from }
  }

  const recallVerified = (print: string): Remembered | null => {
    const entry = remembered.get(print)
    return entry === undefined || entry.key.gone || !keySet.isUsable() ? null : entry
  }

  /** Takes a token apart as far as its form and header allow; `alg` and `kid` say which key has to have signed it. */
  const open = (token: string): { read: ReadToken; kid: string; alg: Algorithm } | Verdict => {
    const read = readToken(token)
    if (read === null) return refused('malformed', 'signature')
    const { alg, kid, typ, crit } = read.header
    if (!isAlgorithm(alg) || !allowed.has(alg)) return refused('algorithm', 'signature')
    // An extension that must be understood is none that is (RFC 7515 §4.1.11).
    if (crit !== undefined || !isExpectedType(typ, rules.profile)) return refused('claims', 'signature')
    if (typeof kid !== 'string' || kid === '' || kid.length > 200)
      return refused('unknown_signing_key', 'signature')
    return { read, kid, alg }
  }

  /** What is left when the signature was looked at: its verdict, and the claims. */
  const believe = (read: ReadToken, key: SigningKey, isSigned: boolean, at: number): Remembered | Verdict => {
    if (!isSigned) return refused('signature', 'signature')
    const claims = checkClaims(read, rules, at)
    if (!claims.ok) return refused(claims.reason, 'signature')
    const { credential, issuedAt, expiresAt } = claims
    Object.freeze(credential.permissions)
    Object.freeze(credential)
    return { credential, key, issuedAt, expiresAt, confirmedAt: null, uses: 0, usedAt: 0 }
  }

  /** Everything but what the issuer would say; null: its key, or the time to check with it, is not at hand. */
  const verifyNow = (token: string, at: number): Remembered | Verdict | null => {
    const opened = open(token)
    if ('ok' in opened) return opened
    const { read, kid, alg } = opened
    const key = keySet.recall(kid, alg)
    const isSigned = key?.check(read.signed, read.signature)
    return key && typeof isSigned === 'boolean' ? believe(read, key, isSigned, at) : null
  }

  const verify = async (token: string): Promise<Remembered | Verdict> => {
    const opened = open(token)
    if ('ok' in opened) return opened
    const { read, kid, alg } = opened
    const key = await keySet.find(kid, alg)
    if (key === 'unknown') return refused('unknown_signing_key', 'signature')
    if (key instanceof Error) return unavailable(key)
    return believe(read, key, await key.check(read.signed, read.signature), now())
  }

  return {
    recall: (token, print, needed, at) => {
      const known = recallVerified(print)
      const entry = known ?? verifyNow(token, at)
      if (entry === null || 'ok' in entry) return entry
      const verdict = conclude(entry, known === null ? 'signature' : 'memory', at)
      if (!verdict.ok) return verdict
      if (known === null) remembered.set(print, entry)
      return introspection?.isDue(entry.confirmedAt, needed) ? null : verdict
    },
    check: async (token, print, needed) => {
      const known = recallVerified(print)
      const entry = known ?? (await verify(token))
      if ('ok' in entry) return entry
      const verdict = conclude(entry, 'signature', now())
      if (!verdict.ok) return verdict
      if (introspection?.isDue(entry.confirmedAt, needed)) {
        const answer = await introspection.ask(token)
        if (answer instanceof Error) return unavailable(answer)
        if (!answer.active) {
          remembered.delete(print)
          return refused('inactive', 'upstream')
        }
        entry.confirmedAt = answer.at
      }
      remembered.set(print, entry)
      // Once more: it may have been denied while the issuer was asked.
      return conclude(entry, 'signature', now())
    },
    deny: denied.add,
  }
}
