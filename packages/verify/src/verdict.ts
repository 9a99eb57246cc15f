import type { Credential } from './credential.ts'
import type { CertainReason } from './refusal-event.ts'

/** Where a verdict came from: this process's memory, the cache it shares with others, whoever was asked, or a token's own signature. */
export type VerdictSource = 'memory' | 'shared' | 'upstream' | 'signature'

/** A credential that was checked and is remembered, with its uses that were not yet reported. */
export interface Known {
  readonly credential: Credential
  uses: number
  /** When it was last used, as the counter of uses notes it. */
  usedAt: number
}

/** Nobody could tell. `retryAfter`: seconds. */
export interface Unavailable {
  ok: false
  reason: 'unavailable'
  cause: string
  retryAfter?: number
}

/** What is known of a credential, before anyone asks what it may do here. */
export type Verdict =
  | { ok: true; known: Known; from: VerdictSource }
  | { ok: false; reason: CertainReason; from: VerdictSource }
  | Unavailable
