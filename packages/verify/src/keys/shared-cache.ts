import type { Credential } from '../credential.ts'

/** That an application's tokens issued before a moment (milliseconds since 1970) are refused; `keepMs`: how long that has to be known, in milliseconds. */
export interface SharedDenial {
  clientId: string
  notBefore: number
  keepMs: number
}

/** An answer about one key, as processes pass it to each other. `checkedAt`: milliseconds since 1970. */
export interface SharedAnswer {
  credential: Credential
  checkedAt: number
}

/**
 * The port of a cache that several processes share, and of the news that a key was evicted or an application denied.
 * Nothing here may throw for a service that is down: `get` then gives null, and the gate goes on alone.
 */
export interface SharedCache {
  get(fingerprint: string): Promise<SharedAnswer | null>
  /**
   * Dates an answer before it is asked for: one whose key was evicted since, by any process, is not kept.
   * Gives what keeps it.
   */
  begin(): Promise<(fingerprint: string, answer: SharedAnswer) => Promise<void>>
  /** Tells all processes. Resolves when the news is out; false: it could not be told. */
  evict(ids: readonly string[]): Promise<boolean>
  /** Hears of evictions elsewhere; `null`: some may have been missed, so everything is to be forgotten. Gives its own end. */
  onEvict(listener: (ids: readonly string[] | null) => void): () => void
  /** Tells all processes, those that start later too, as `evict` does. */
  deny(denial: SharedDenial): Promise<boolean>
  /** Hears of denials, those of before as well. Gives its own end. */
  onDeny(listener: (denial: Pick<SharedDenial, 'clientId' | 'notBefore'>) => void): () => void
}
