/**
 * `@keydesk/verify/fetch`: the gate around a handler of `Request`s, in any runtime; a Next.js route handler is one.
 * Its host writes handlers that take a checked credential; they cannot be mounted without it.
 */
import type { Requirement, Verifier } from './create-verifier.ts'
import type { Credential } from './credential.ts'
import { toResponse } from './problem.ts'

/** Wraps a handler that needs a credential; what follows the request (Next's `{ params }`, an `env`) is passed on. */
export const withCredential =
  <Rest extends unknown[]>(
    verifier: Verifier,
    requirement: Requirement,
    handler: (request: Request, credential: Credential, ...rest: Rest) => Response | Promise<Response>,
  ) =>
  async (request: Request, ...rest: Rest): Promise<Response> => {
    // At once for what is remembered: a promise costs more than the check.
    const outcome =
      verifier.authenticateNow(request, requirement) ?? (await verifier.authenticate(request, requirement))
    return outcome.ok ? handler(request, outcome.credential, ...rest) : toResponse(outcome)
  }
