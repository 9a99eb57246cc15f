/**
 * `@keydesk/verify/node`: the gate around a listener of `node:http`.
 * Its host writes listeners that take a checked credential; they cannot be mounted without it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { checkRequest } from './check-request.ts'
import type { Requirement, Verifier } from './create-verifier.ts'
import type { Credential } from './credential.ts'
import { sendRefusal, toRequestHeaders } from './node-request.ts'

/** Wraps a listener that needs a credential. What it returns or throws is its own affair. */
export const withCredential =
  <Request extends IncomingMessage, Response extends ServerResponse>(
    verifier: Verifier,
    requirement: Requirement,
    listener: (request: Request, response: Response, credential: Credential) => unknown,
  ) =>
  (request: Request, response: Response): unknown =>
    checkRequest(verifier, toRequestHeaders(request), requirement, outcome =>
      outcome.ok ? listener(request, response, outcome.credential) : sendRefusal(response, outcome),
    )
