import type { Outcome, Requirement, Verifier } from './create-verifier.ts'
import type { RequestHeaders } from './read-credential.ts'

/** Checks a request for an adapter: at once where its credential is remembered, which is cheaper than to promise it. */
export const checkRequest = (
  verifier: Verifier,
  request: RequestHeaders,
  requirement: Requirement | undefined,
): Outcome | Promise<Outcome> =>
  verifier.authenticateNow(request, requirement) ?? verifier.authenticate(request, requirement)
