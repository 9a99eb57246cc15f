/** What the gate is in every runtime; the doors add what makes verifiers in theirs. */

export { type BrokerValidatorOptions, brokerValidator } from './broker-validator.ts'
export type {
  Outcome,
  Requirement,
  Verifier,
  VerifierOptions,
  VerifierStats,
} from './create-verifier.ts'
export type { Credential, Subject } from './credential.ts'
export { createEvictionHandler } from './eviction/create-eviction-handler.ts'
export { createWorkosWebhookHandler } from './eviction/create-workos-webhook-handler.ts'
export type { UpstreamEvent } from './keys/check-key.ts'
export type { CacheSettings, MissBudget } from './keys/key-settings.ts'
export type { SharedAnswer, SharedCache, SharedDenial } from './keys/shared-cache.ts'
export type { Metrics } from './metrics.ts'
export { type Problem, toProblem, toResponse } from './problem.ts'
export {
  type ProtectedResource,
  type ProtectedResourceDocument,
  toProtectedResource,
} from './protected-resource.ts'
export type { RequestHeaders } from './read-credential.ts'
export type { Refusal, RefusalCode } from './refusal.ts'
export type { RefusalEvent, RefusalReason } from './refusal-event.ts'
export type { WaitUntil } from './single-flight.ts'
export type { Algorithm } from './tokens/algorithms.ts'
export type { TokenProfile } from './tokens/check-claims.ts'
export type { TokenSettings } from './tokens/create-token-check.ts'
export type { IntrospectionSettings } from './tokens/introspect.ts'
export type { KeySetSettings } from './tokens/key-set.ts'
export type { ReportUsage, Usage, UsageSettings } from './usage/create-use-counter.ts'
export type { Validate, Validation, Validator } from './validate.ts'
export type { VerdictSource } from './verdict.ts'
export { type WorkosValidatorOptions, workosValidator } from './workos-validator.ts'
