/**
 * `@keydesk/verify/hono`: the gate as Hono middleware.
 * Its host mounts it before the handlers it guards; they find the checked credential in `c.var.credential`.
 */
import { createMiddleware } from 'hono/factory'
import { checkRequest } from './check-request.ts'
import type { Requirement, Verifier } from './create-verifier.ts'
import type { Credential } from './credential.ts'
import { toResponse } from './problem.ts'

/** What handlers behind `requireCredential` find in their context. */
export interface CredentialEnv {
  Variables: { credential: Credential }
}

/** Lets a request through with `c.var.credential` set, or answers with the refusal's problem details. */
export const requireCredential = (verifier: Verifier, requirement?: Requirement) =>
  createMiddleware<CredentialEnv>((c, next) =>
    checkRequest(verifier, c.req.raw, requirement, outcome => {
      if (!outcome.ok) return Promise.resolve(toResponse(outcome))
      c.set('credential', outcome.credential)
      return next()
    }),
  )
