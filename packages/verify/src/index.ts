/**
 * `@keydesk/verify`: the gate. It checks the credential that a request presents to your API.
 * Its host makes one verifier at start, gives it a validator, answers refusals as told (status, headers, problem body),
 * and shows a caller nothing that does not belong to `credential.organizationId`.
 */
import { createVerifierIn, type Verifier, type VerifierOptions } from './create-verifier.ts'
import { nodeRuntime } from './runtime/node-runtime.ts'

export * from './neutral.ts'

/** Makes the gate of an API: one for a process, because it remembers. */
export const createVerifier = (options: VerifierOptions): Verifier => createVerifierIn(nodeRuntime, options)
