import { classifyValue } from './classify-value.ts'
import type { Credential } from './credential.ts'
import { readBearer } from './read-bearer.ts'
import {
  type Refusal,
  type RefusalCode,
  refuseInvalid,
  refuseMissing,
  refuseScope,
  refuseSeveral,
  refuseUnchecked,
} from './refusal.ts'
import type { Validate, Validation } from './validate.ts'

/** What came of a check: a credential to rely on, or the refusal to answer with. */
export type Outcome = { ok: true; credential: Credential } | Refusal

/** What a request needs beyond a valid credential. */
export interface Requirement {
  /** Every one of these must be among the credential's permissions, letter for letter. */
  permissions?: readonly string[]
}

/** Why a request was refused, for logs and counters. It holds no part of the credential. */
export interface RefusalEvent {
  code: RefusalCode
  reason:
    | 'missing'
    | 'several'
    | 'too_large'
    | 'malformed'
    | 'tokens_not_configured'
    | 'unknown'
    | 'environment_key'
    | 'user_key'
    | 'expired'
    | 'missing_permission'
    | 'unavailable'
  /** With `unavailable`: what went wrong. */
  cause?: string
}

/** Settings of `createVerifier`. */
export interface VerifierOptions {
  /** Where API keys are checked: `workosValidator({ apiKey })`. */
  validate: Validate
  /** Accept API keys that belong to a user instead of an organization. Default: refuse them. */
  userKeys?: boolean
  /** Hears of each refusal, with its true reason. */
  onRefusal?: (event: RefusalEvent) => void
  /** The clock, in milliseconds since 1970. */
  now?: () => number
}

/** Checks credentials. Neither function throws for what a caller sent; both throw a TypeError for a permission that cannot be a scope. */
export interface Verifier {
  /** Checks a bare credential, `sk_…`. */
  verify(value: string, requirement?: Requirement): Promise<Outcome>
  /** Checks the Bearer credential of a request, or of an Authorization header's value; never one in the URL. */
  authenticate(request: Request | string | null, requirement?: Requirement): Promise<Outcome>
}

// RFC 6749 §3.3: anything else would break out of the quotes of WWW-Authenticate.
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/

const readRequirement = ({ permissions = [] }: Requirement): readonly string[] => {
  const wrong = permissions.find(permission => !scopeToken.test(permission))
  if (wrong !== undefined) throw new TypeError(`Not a permission slug: ${JSON.stringify(wrong)}`)
  return permissions
}

/** Makes the gate of an API. It asks `validate` once per check and keeps nothing between checks. */
export const createVerifier = ({
  validate,
  userKeys = false,
  onRefusal,
  now = Date.now,
}: VerifierOptions): Verifier => {
  const refuse = (refusal: Refusal, event: Omit<RefusalEvent, 'code'>): Refusal => {
    onRefusal?.({ code: refusal.code, ...event })
    return refusal
  }

  const ask = async (value: string): Promise<Validation> => {
    try {
      return await validate(value)
    } catch {
      return { ok: false, code: 'unavailable', cause: 'the validator threw' }
    }
  }

  const check = async (value: string, needed: readonly string[]): Promise<Outcome> => {
    const form = classifyValue(value)
    if (form === 'jwt') return refuse(refuseInvalid(), { reason: 'tokens_not_configured' })
    if (form !== 'api_key') return refuse(refuseInvalid(), { reason: form })

    const validation = await ask(value)
    if (!validation.ok && validation.code === 'unavailable') {
      return refuse(refuseUnchecked(validation.retryAfter), {
        reason: 'unavailable',
        cause: validation.cause,
      })
    }
    if (!validation.ok) return refuse(refuseInvalid(), { reason: validation.code })

    const { credential } = validation
    if (credential.subject.type === 'user' && !userKeys)
      return refuse(refuseInvalid(), { reason: 'user_key' })
    // Written so that a date which cannot be read counts as past.
    if (credential.expiresAt !== null && !(Date.parse(credential.expiresAt) > now())) {
      return refuse(refuseInvalid(), { reason: 'expired' })
    }
    const held = new Set(credential.permissions)
    return needed.every(permission => held.has(permission))
      ? { ok: true, credential }
      : refuse(refuseScope(needed), { reason: 'missing_permission' })
  }

  return {
    verify: async (value, requirement = {}) => check(value, readRequirement(requirement)),
    authenticate: async (request, requirement = {}) => {
      const needed = readRequirement(requirement)
      const header =
        request === null || typeof request === 'string' ? request : request.headers.get('authorization')
      const presented = readBearer(header)
      switch (presented.kind) {
        case 'credential':
          return check(presented.value, needed)
        case 'missing':
          return refuse(refuseMissing(), { reason: 'missing' })
        case 'several':
          return refuse(refuseSeveral(), { reason: 'several' })
        default:
          return refuse(refuseInvalid(), { reason: presented.kind })
      }
    },
  }
}
