import type { RefusalCode } from './refusal.ts'

/** Why a credential was refused, in truth; its sender hears less. */
export type RefusalReason =
  | 'missing'
  | 'several'
  | 'too_large'
  | 'malformed'
  | 'tokens_not_configured'
  | 'unknown'
  | 'environment_key'
  | 'user_key'
  | 'algorithm'
  | 'unknown_signing_key'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'not_yet_valid'
  | 'claims'
  | 'sender_constrained'
  | 'not_m2m'
  | 'denied'
  | 'inactive'
  | 'expired'
  | 'missing_permission'
  | 'unavailable'

/** Why a credential is certainly not to be let in. */
export type CertainReason = Exclude<RefusalReason, 'unavailable'>

/** Why a request was refused, for logs and counters. It holds no part of the credential. */
export interface RefusalEvent {
  code: RefusalCode
  reason: RefusalReason
  /** With `unavailable`: what went wrong. */
  cause?: string
}
