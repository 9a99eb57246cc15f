import type { Outcome, Requirement, Verifier } from './create-verifier.ts'
import type { RequestHeaders } from './read-credential.ts'

/**
 * Checks a request for an adapter and has it served: at once where its credential is remembered, for a promise costs more than
 * the check.
 */
export const checkRequest = <Answer>(
  verifier: Verifier,
  request: RequestHeaders,
  requirement: Requirement | undefined,
  serve: (outcome: Outcome) => Answer,
): Answer | Promise<Awaited<Answer>> => {
  const serveLater = async (): Promise<Awaited<Answer>> =>
    await serve(await verifier.authenticate(request, requirement))
  const outcome = verifier.authenticateNow(request, requirement)
  return outcome === null ? serveLater() : serve(outcome)
}
