import type { Credential } from './credential.ts'
import type { RefusalReason } from './refusal-event.ts'

/** Where a verdict came from: this process's memory, the cache it shares with others, or whoever was asked. */
export type VerdictSource = 'memory' | 'shared' | 'upstream'

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
  | { ok: false; reason: Exclude<RefusalReason, 'unavailable'>; from: VerdictSource }
  | Unavailable
