import type { Verdict } from '../verdict.ts'

/** Checks M2M tokens (JWT): a credential with two dots and base64url parts, and only ever that. */
export interface TokenCheck {
  /**
   * The verdict on a token that is remembered, or can be verified with what is at hand; null: the issuer has to be asked for its keys,
   * or about the token for what is `needed`. `at`: milliseconds since 1970.
   */
  recall(token: string, fingerprint: string, needed: readonly string[], at: number): Verdict | null
  check(token: string, fingerprint: string, needed: readonly string[]): Promise<Verdict>
  /**
   * Refuses an application's tokens issued before this moment (milliseconds since 1970): they live on after their application or
   * secret was deleted, until they expire.
   */
  deny(clientId: string, notBefore: number): void
}
