import { createPublicKey } from 'node:crypto'
import { createServer } from 'node:http'
import fastifyJwt from '@fastify/jwt'
import express from 'express'
import { auth } from 'express-oauth2-jwt-bearer'
import fastify from 'fastify'
import type { Servers } from './request-process.ts'
import type { Issued } from './start-issuer.ts'

const createFastify = async ({ jwk }: Issued, cache: number) => {
  const app = fastify()
  const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
  await app.register(fastifyJwt, {
    secret: { public: pem.toString() },
    verify: { algorithms: ['RS256'], ...(cache > 0 && { cache }) },
  })
  app.get('/open', async () => 'ok')
  app.get('/guarded', { onRequest: request => request.jwtVerify() }, async () => 'ok')
  await app.ready()
  return app.server
}

/** The published peers: they check tokens, not keys. */
export const servers: Servers = {
  fastifyJwt: issued => createFastify(issued, 0),
  fastifyJwtCached: issued => createFastify(issued, 2 * issued.tokens.length),
  expressJwtBearer: async ({ issuer, audience }) => {
    const app = express()
    app.get('/open', (_, response) => {
      response.send('ok')
    })
    app.get(
      '/guarded',
      auth({ issuer, jwksUri: `${issuer}/oauth2/jwks`, audience, tokenSigningAlg: 'RS256' }),
      (_, response) => {
        response.send('ok')
      },
    )
    return createServer(app)
  },
}
