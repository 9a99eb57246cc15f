import type { CertainReason } from '../refusal-event.ts'
import type { CredentialClaims } from './create-credential-maker.ts'
import type { ReadToken } from './read-token.ts'

/**
 * What is expected of a token. `workos`: a WorkOS M2M token, which has no `typ` of its own and shares issuer and keys with the tokens
 * of users' sessions; `rfc9068`: a JWT access token of any issuer that follows RFC 9068.
 */
export type TokenProfile = 'workos' | 'rfc9068'

/** What claims are held against. */
export interface ClaimRules {
  issuer: string
  /** One of these must be in `aud`; empty: `aud` is not looked at. */
  audiences: readonly string[]
  profile: TokenProfile
  organizationClaim: string
  leewaySeconds: number
  maxLifetimeSeconds: number
}

/** What a token's credential is made of, with the time it was issued (milliseconds since 1970), or why it is none. */
export type ClaimVerdict =
  | ({ ok: true; issuedAt: number } & CredentialClaims)
  | { ok: false; reason: CertainReason }

const ofPeople = new Set(['nonce', 'at_hash', 'c_hash', 's_hash', 'auth_time', 'act', 'may_act'])

const no = (reason: CertainReason): ClaimVerdict => ({ ok: false, reason })

// RFC 6749 §3.3.
const scopes = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/
// Printable ASCII: an id goes into logs, headers and caches.
const identifier = /^[\x21-\x7e]{1,200}$/

const isId = (value: unknown): value is string => typeof value === 'string' && identifier.test(value)
/** Seconds since 1970 that a date can hold. */
const isInstant = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 8_640_000_000_000

/** Checks a token's type header: a token made for another purpose is none of ours (RFC 8725 §3.11). */
export const isExpectedType = (typ: unknown, profile: TokenProfile): boolean => {
  if (typ === undefined) return profile === 'workos'
  if (typeof typ !== 'string') return false
  const type = typ.toLowerCase().replace(/^application\//, '')
  return profile === 'workos' ? type === 'jwt' || type === 'at+jwt' : type === 'at+jwt'
}

/** Checks the claims of a token whose signature is good (RFC 7519 §4.1, RFC 8725 §3, RFC 9068 §4), `now` in milliseconds. */
export const checkClaims = ({ claims }: ReadToken, rules: ClaimRules, now: number): ClaimVerdict => {
  const { iss, aud, exp, nbf, iat, sub, scope = '', client_id: clientId, jti } = claims
  const seconds = now / 1000
  const { leewaySeconds: leeway, audiences, profile } = rules
  if (iss !== rules.issuer) return no('issuer')
  const named: unknown[] = Array.isArray(aud) ? aud : aud === undefined ? [] : [aud]
  if (!named.every(audience => typeof audience === 'string')) return no('audience')
  if (audiences.length > 0 && !audiences.some(audience => named.includes(audience))) return no('audience')
  if (!isInstant(exp) || !isInstant(iat) || (nbf !== undefined && !isInstant(nbf))) return no('claims')
  if (exp <= seconds - leeway) return no('expired')
  if (iat > seconds + leeway || (nbf ?? 0) > seconds + leeway) return no('not_yet_valid')
  if (exp <= iat || exp - iat > rules.maxLifetimeSeconds) return no('claims')
  // Bound to a key of its holder: as a mere Bearer token it proves nothing (RFC 9449 §7.2, RFC 8705 §3).
  if (claims.cnf !== undefined) return no('sender_constrained')
  if (!isId(sub)) return no('claims')
  // What only a person's sign-in has: an ID token (OpenID Connect Core §2, §3.1.3.6), or a token on behalf of somebody (RFC 8693 §4.1).
  for (const name of Object.keys(claims)) if (ofPeople.has(name)) return no('not_m2m')
  if (profile === 'rfc9068' && (!isId(clientId) || !isId(jti) || named.length === 0)) return no('claims')
  if (profile === 'workos' && (claims.sid !== undefined || sub.startsWith('user_'))) return no('not_m2m')
  // In a token of client credentials the subject is the client itself.
  if (clientId !== undefined && clientId !== sub) return no('not_m2m')
  const organizationId = claims[rules.organizationClaim]
  if (!isId(organizationId)) return no('claims')
  if (typeof scope !== 'string' || (scope !== '' && !scopes.test(scope))) return no('claims')
  return { ok: true, clientId: sub, organizationId, scope, issuedAt: iat * 1000, expiresAt: exp * 1000 }
}
