import { hash } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import express, { type Express, type RequestHandler } from 'express'
import fastify from 'fastify'
import { Hono, type MiddlewareHandler } from 'hono'
import { withCredential as forExpress } from '../src/express.ts'
import { withCredential as forFastify } from '../src/fastify.ts'
import { requireCredential } from '../src/hono.ts'
import { withCredential as forNode } from '../src/node.ts'
import { createWarmGate } from './create-warm-gate.ts'
import { keys, permission } from './many-keys.ts'
import type { Servers } from './request-process.ts'

const requirement = { permissions: [permission] }
const known = new Set(keys.map(key => hash('sha256', key)))
const isKnown = (authorization: string | undefined): boolean =>
  known.has(hash('sha256', authorization?.slice('Bearer '.length) ?? ''))

/**
 * In each framework `/open`, which answers; `/guarded`, which does so for a credential; `/hashed`, which does the least that any safe
 * check of a key has to do; and where a guard is a layer of the framework's own, `/layered`, with one that does nothing.
 */
export const servers: Servers = {
  node: async () => {
    const guarded = forNode(await createWarmGate(), requirement, (_, response) => response.end('ok'))
    const open: RequestListener = (_, response) => response.end('ok')
    const hashed: RequestListener = (request, response) => {
      if (!isKnown(request.headers.authorization)) response.statusCode = 401
      response.end('ok')
    }
    return createServer((request, response) => {
      if (request.url === '/guarded') void guarded(request, response)
      else if (request.url === '/hashed') hashed(request, response)
      else open(request, response)
    })
  },
  express: async () => {
    const guarded = forExpress(await createWarmGate(), requirement, (_, response) => response.send('ok'))
    const hashed: RequestHandler = (request, response) => {
      response.status(isKnown(request.headers.authorization) ? 200 : 401).send('ok')
    }
    const open: RequestHandler = (_, response) => {
      response.send('ok')
    }
    // An app for each: a route of Express costs more the more are before it.
    const apps: Record<string, Express> = {
      '/open': express().get('/open', open),
      '/hashed': express().get('/hashed', hashed),
      '/guarded': express().get('/guarded', guarded),
    }
    return createServer((request, response) => apps[request.url ?? '']?.(request, response))
  },
  fastify: async () => {
    const app = fastify()
    app.get('/open', async () => 'ok')
    app.get('/hashed', async (request, reply) => {
      if (!isKnown(request.headers.authorization)) reply.code(401)
      return 'ok'
    })
    app.get(
      '/guarded',
      forFastify(await createWarmGate(), requirement, () => 'ok'),
    )
    await app.ready()
    return app.server
  },
  hono: async () => {
    const app = new Hono()
    const layer: MiddlewareHandler = (_, next) => next()
    const hashed: MiddlewareHandler = async (c, next) => {
      if (!isKnown(c.req.header('authorization'))) return c.text('', 401)
      return next()
    }
    app.get('/open', c => c.text('ok'))
    app.get('/layered', layer, c => c.text('ok'))
    app.get('/hashed', hashed, c => c.text('ok'))
    app.get('/guarded', requireCredential(await createWarmGate(), requirement), c => c.text('ok'))
    return createServer(getRequestListener(app.fetch))
  },
}
