import type { Credential } from './credential.ts'
import type { ReportUsage } from './usage/create-use-counter.ts'

/** The port through which the gate learns what an API key stands for. It answers one key at a time and keeps nothing. */
export type Validate = (value: string) => Promise<Validation>

/**
 * A validator's answer. `unknown` is a certain no; `environment_key` a no that deserves an alarm, for the secret of the
 * WorkOS environment itself was presented; `unavailable` means that nobody could tell: never a yes and never a no.
 */
export type Validation =
  | { ok: true; credential: Credential }
  | { ok: false; code: 'unknown' | 'environment_key' }
  | {
      ok: false
      code: 'unavailable'
      /** Why, for the log: it names no secret. */
      cause: string
      /** Seconds after which asking again makes sense. */
      retryAfter?: number
    }

/** Where keys are checked, and, where it keeps count, where uses are reported. */
export interface Validator extends Validate {
  reportUsage?: ReportUsage
}
