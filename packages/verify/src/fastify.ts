/**
 * `@keydesk/verify/fastify`: the gate around a Fastify handler.
 * Its host writes handlers that take a checked credential; they cannot be mounted without it.
 */
import type { FastifyReply, FastifyRequest, RouteGenericInterface } from 'fastify'
import type { Outcome, Requirement, Verifier } from './create-verifier.ts'
import type { Credential } from './credential.ts'
import { toRequestHeaders } from './node-request.ts'
import { toProblem } from './problem.ts'

/** Wraps a handler that needs a credential. What it returns is the answer, as Fastify has it. */
export const withCredential =
  <Route extends RouteGenericInterface = RouteGenericInterface>(
    verifier: Verifier,
    requirement: Requirement,
    handler: (request: FastifyRequest<Route>, reply: FastifyReply, credential: Credential) => unknown,
  ) =>
  (request: FastifyRequest<Route>, reply: FastifyReply): unknown => {
    const presented = toRequestHeaders(request.raw)
    const serve = (outcome: Outcome): unknown => {
      if (outcome.ok) return handler(request, reply, outcome.credential)
      return reply
        .code(outcome.status)
        .headers({ 'cache-control': 'no-store', ...outcome.headers })
        .type('application/problem+json')
        .send(JSON.stringify(toProblem(outcome)))
    }
    // At once for what is remembered: a promise costs more than the check.
    const outcome = verifier.authenticateNow(presented, requirement)
    return outcome === null ? verifier.authenticate(presented, requirement).then(serve) : serve(outcome)
  }
