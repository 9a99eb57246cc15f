import type { VerifierStats } from './create-verifier.ts'
import type { UpstreamEvent } from './keys/check-key.ts'

/** Takes what a gate measures of itself, such as `createMetrics` of `@keydesk/verify/opentelemetry`. */
export interface Metrics {
  /** Hears of each call to whoever checks keys. */
  recordUpstream(event: UpstreamEvent): void
  /** Is given what reads the gate's figures; gives what ends it. */
  observe(read: () => VerifierStats): () => void
}
