/**
 * `@keydesk/verify/edge`: the same gate where nothing of Node is: Cloudflare Workers, Vercel's edge, Next routes with
 * `runtime = 'edge'`. Bundlers for these take it for `@keydesk/verify` by themselves.
 * Its host makes one verifier for each isolate, outside of its handler, and gives it the runtime's `waitUntil`.
 */
import { createVerifierIn, type Verifier, type VerifierOptions } from './create-verifier.ts'
import { webRuntime } from './runtime/web-runtime.ts'

export * from './neutral.ts'

/** Makes the gate of an API: one for an isolate, because it remembers. */
export const createVerifier = (options: VerifierOptions): Verifier => createVerifierIn(webRuntime, options)
