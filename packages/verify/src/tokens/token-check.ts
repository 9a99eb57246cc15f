import type { SharedDenial } from '../keys/shared-cache.ts'
import type { Verdict } from '../verdict.ts'

/** Counted since the gate was made. */
export interface TokenCounters {
  /** Tokens answered from memory. */
  tokenHits: number
  /** Tokens that had to be verified, or confirmed by their issuer. */
  tokenMisses: number
}

/** What no token was counted in. */
export const createTokenCounters = (): TokenCounters => ({ tokenHits: 0, tokenMisses: 0 })

/** Checks M2M tokens (JWT): a credential with two dots and base64url parts, and only ever that. */
export interface TokenCheck {
  readonly counters: Readonly<TokenCounters>
  /** The verdict from memory, or from what is at hand; null: the issuer has to be asked, or the runtime takes its time. */
  checkNow(token: string, fingerprint: string, needed: readonly string[]): Verdict | null
  check(token: string, fingerprint: string, needed: readonly string[]): Promise<Verdict>
  /**
   * Refuses an application's tokens issued before this moment (milliseconds since 1970, default now): they live on after their
   * application or secret was deleted, until they expire. So are those of the seconds after it by which clocks may differ.
   */
  deny(clientId: string, notBefore?: number): SharedDenial
}
