/**
 * `@keydesk/verify/fetch`: the gate around a handler of `Request`s, in any runtime; a Next.js route handler is one.
 * Its host writes handlers that take a checked credential; they cannot be mounted without it.
 */
import { checkRequest } from './check-request.ts'
import type { Requirement, Verifier } from './create-verifier.ts'
import type { Credential } from './credential.ts'
import { toResponse } from './problem.ts'

/**
 * Wraps a handler that needs a credential. A request of another class (`NextRequest`) and what follows it (Next's `{ params }`, a
 * Worker's `env` and `ctx`) are passed on with their types.
 */
export const withCredential =
  <Incoming extends Request, Rest extends unknown[]>(
    verifier: Verifier,
    requirement: Requirement,
    handler: (request: Incoming, credential: Credential, ...rest: Rest) => Response | Promise<Response>,
  ) =>
  async (request: Incoming, ...rest: Rest): Promise<Response> =>
    checkRequest(verifier, request, requirement, outcome =>
      outcome.ok ? handler(request, outcome.credential, ...rest) : toResponse(outcome),
    )
