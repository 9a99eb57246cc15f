/**
 * `@keydesk/verify`: the gate. It checks the credential that a request presents to your API.
 * Its host makes one verifier at start, gives it a validator, answers refusals as told (status, headers, problem body),
 * and shows a caller nothing that does not belong to `credential.organizationId`.
 */

export {
  createVerifier,
  type Outcome,
  type RefusalEvent,
  type Requirement,
  type Verifier,
  type VerifierOptions,
} from './create-verifier.ts'
export type { Credential, Subject } from './credential.ts'
export { type Problem, toProblem, toResponse } from './problem.ts'
export type { Refusal, RefusalCode } from './refusal.ts'
export type { Validate, Validation } from './validate.ts'
export { type WorkosValidatorOptions, workosValidator } from './workos-validator.ts'
