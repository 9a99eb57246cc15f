/**
 * `@keydesk/verify/node`: the gate around a listener of `node:http`.
 * Its host writes listeners that take a checked credential; they cannot be mounted without it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Outcome, Requirement, Verifier } from './create-verifier.ts'
import type { Credential } from './credential.ts'
import { sendRefusal, toRequestHeaders } from './node-request.ts'

/** Wraps a listener that needs a credential. What it returns or throws is its own affair. */
export const withCredential =
  <Request extends IncomingMessage, Response extends ServerResponse>(
    verifier: Verifier,
    requirement: Requirement,
    listener: (request: Request, response: Response, credential: Credential) => unknown,
  ) =>
  (request: Request, response: Response): unknown => {
    const presented = toRequestHeaders(request)
    const serve = (outcome: Outcome): unknown =>
      outcome.ok ? listener(request, response, outcome.credential) : sendRefusal(response, outcome)
    // At once for what is remembered: a promise costs more than the check.
    const outcome = verifier.authenticateNow(presented, requirement)
    return outcome === null ? verifier.authenticate(presented, requirement).then(serve) : serve(outcome)
  }
