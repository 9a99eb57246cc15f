import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { expectTypeOf } from 'vitest'
import type { Verifier } from './create-verifier.ts'
import type { Credential } from './credential.ts'
import { withCredential as aroundExpress } from './express.ts'
import { withCredential as aroundFastify } from './fastify.ts'
import { withCredential as aroundFetch } from './fetch.ts'
import { withCredential as aroundNode } from './node.ts'

/** A handler that reads a credential compiles only where one was checked. */

declare const verifier: Verifier

aroundFetch(verifier, {}, (_, credential) => Response.json(credential.organizationId))
aroundNode(verifier, {}, (_, response, credential) => response.end(credential.organizationId))
aroundFastify(verifier, {}, (_, reply, credential) => reply.send(credential.organizationId))
aroundExpress(verifier, {}, (request, response) => response.send(request.credential.organizationId))

/** Next's routes, by the types that Next checks them with. */
interface NextLikeRequest extends Request {
  nextUrl: URL
}
type NextRoute = (request: NextLikeRequest, context: { params: Promise<{ id: string }> }) => Promise<Response>

const next = aroundFetch(
  verifier,
  {},
  async (request: NextLikeRequest, credential, { params }: { params: Promise<{ id: string }> }) =>
    Response.json([request.nextUrl.pathname, credential.organizationId, (await params).id]),
)
expectTypeOf(next).toExtend<NextRoute>()

// @ts-expect-error: whoever mounts it has to give the parameters.
next(new Request('https://api.example.com') as NextLikeRequest)

declare const showPost: (request: Request, credential: Credential) => Response
declare const answer: (request: IncomingMessage, response: ServerResponse, credential: Credential) => void
declare const reply: (request: FastifyRequest, reply: FastifyReply, credential: Credential) => string

// @ts-expect-error: a handler that needs a credential is no route of Next by itself.
const unguardedRoute: NextRoute = showPost
// @ts-expect-error: nor is it a listener of node:http,
createServer(answer)
// @ts-expect-error: nor a handler of Fastify.
fastify().get('/', reply)
void unguardedRoute

const unguarded: RequestHandler = (request, response) => {
  // @ts-expect-error: nobody has checked this one.
  response.send(request.credential.id)
}
void unguarded
