/**
 * `@keydesk/verify/express`: the gate around an Express handler.
 * Its host writes handlers that take a checked credential; they cannot be mounted without it.
 */
import type { NextFunction, Request, Response } from 'express'
import { checkRequest } from './check-request.ts'
import type { Requirement, Verifier } from './create-verifier.ts'
import type { Credential } from './credential.ts'
import { sendRefusal, toRequestHeaders } from './node-request.ts'

/** A request whose credential was checked. */
export type CredentialRequest = Request & { credential: Credential }

/** Wraps a handler that needs a credential, which it finds in `request.credential`; what it throws goes to Express's error handlers. */
export const withCredential =
  (
    verifier: Verifier,
    requirement: Requirement,
    handler: (request: CredentialRequest, response: Response, next: NextFunction) => unknown,
  ) =>
  (request: Request, response: Response, next: NextFunction): unknown =>
    checkRequest(verifier, toRequestHeaders(request), requirement, outcome =>
      outcome.ok
        ? handler(Object.assign(request, { credential: outcome.credential }), response, next)
        : sendRefusal(response, outcome),
    )
