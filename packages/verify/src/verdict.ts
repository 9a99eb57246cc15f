import type { Credential } from './credential.ts'
import type { CertainReason } from './refusal-event.ts'

/** Where a verdict came from: this process's memory, the cache it shares with others, whoever was asked, or a token's own signature. */
export type VerdictSource = 'memory' | 'shared' | 'upstream' | 'signature'

/** Nobody could tell. `retryAfter`: seconds. */
export interface Unavailable {
  ok: false
  reason: 'unavailable'
  cause: string
  retryAfter?: number
}

/** What is known of a credential, before anyone asks what it may do here. */
export type Verdict =
  | { ok: true; credential: Credential; from: VerdictSource }
  | { ok: false; reason: CertainReason; from: VerdictSource }
  | Unavailable
