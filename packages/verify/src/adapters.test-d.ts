import type { RequestHandler } from 'express'
import type { Verifier } from './create-verifier.ts'
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

const unguarded: RequestHandler = (request, response) => {
  // @ts-expect-error: nobody has checked this one.
  response.send(request.credential.id)
}
void unguarded
