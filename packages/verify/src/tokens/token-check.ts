import type { Verdict } from '../verdict.ts'

/** Checks M2M tokens (JWT): a credential with two dots and base64url parts, and only ever that. */
export interface TokenCheck {
  /** The verdict on a token that was verified before; null: it has to be verified. */
  recall(token: string): Verdict | null
  check(token: string): Promise<Verdict>
  /**
   * Refuses an application's tokens issued before this moment (milliseconds since 1970), without end: tokens live on when their
   * application or secret was deleted, until they expire.
   */
  deny(clientId: string, notBefore: number): void
}
