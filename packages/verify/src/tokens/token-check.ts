import type { Verdict } from '../verdict.ts'

/** Checks M2M tokens (JWT): a credential with two dots and base64url parts, and only ever that. */
export interface TokenCheck {
  /** The verdict from memory, or from what is at hand; null: the issuer has to be asked, or the runtime takes its time. */
  checkNow(token: string, fingerprint: string, needed: readonly string[]): Verdict | null
  check(token: string, fingerprint: string, needed: readonly string[]): Promise<Verdict>
  /**
   * Refuses an application's tokens issued before this moment (milliseconds since 1970, default now): they live on after their
   * application or secret was deleted, until they expire. So are those of the seconds after it by which clocks may differ.
   */
  deny(clientId: string, notBefore?: number): void
}
