/**
 * `@keydesk/verify/fastify`: the gate around a Fastify handler.
 * Its host writes handlers that take a checked credential; they cannot be mounted without it.
 */
import type { FastifyReply, FastifyRequest, RouteGenericInterface } from 'fastify'
import { checkRequest } from './check-request.ts'
import type { Requirement, Verifier } from './create-verifier.ts'
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
  (request: FastifyRequest<Route>, reply: FastifyReply): unknown =>
    checkRequest(verifier, toRequestHeaders(request.raw), requirement, outcome =>
      outcome.ok
        ? handler(request, reply, outcome.credential)
        : reply
            .code(outcome.status)
            .headers({ 'cache-control': 'no-store', ...outcome.headers })
            .type('application/problem+json')
            .send(JSON.stringify(toProblem(outcome))),
    )
