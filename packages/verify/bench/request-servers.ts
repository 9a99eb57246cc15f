import { hash } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import { withCredential as forExpress } from '../src/express.ts'
import { withCredential as forFastify } from '../src/fastify.ts'
import { requireCredential } from '../src/hono.ts'
import { withCredential as forNode } from '../src/node.ts'
import { createWarmGate } from './create-warm-gate.ts'
import { keys, permission } from './many-keys.ts'
import type { Servers } from './request-process.ts'

const requirement = { permissions: [permission] }

/**
 * In each framework `/open`, which answers, and `/guarded`, which does so for a credential; without one also `/hashed`, which does the
 * least that any safe check of a key has to do.
 */
export const servers: Servers = {
  node: async () => {
    const guarded = forNode(await createWarmGate(), requirement, (_, response) => response.end('ok'))
    const open: RequestListener = (_, response) => response.end('ok')
    const known = new Set(keys.map(key => hash('sha256', key)))
    const hashed: RequestListener = (request, response) => {
      const key = request.headers.authorization?.slice('Bearer '.length) ?? ''
      if (!known.has(hash('sha256', key))) response.statusCode = 401
      response.end('ok')
    }
    return createServer((request, response) => {
      if (request.url === '/guarded') void guarded(request, response)
      else if (request.url === '/hashed') hashed(request, response)
      else open(request, response)
    })
  },
  express: async () => {
    const app = express()
    app.get('/open', (_, response) => {
      response.send('ok')
    })
    app.get(
      '/guarded',
      forExpress(await createWarmGate(), requirement, (_, response) => response.send('ok')),
    )
    return createServer(app)
  },
  fastify: async () => {
    const app = fastify()
    app.get('/open', async () => 'ok')
    app.get(
      '/guarded',
      forFastify(await createWarmGate(), requirement, () => 'ok'),
    )
    await app.ready()
    return app.server
  },
  hono: async () => {
    const app = new Hono()
    app.get('/open', c => c.text('ok'))
    app.get('/guarded', requireCredential(await createWarmGate(), requirement), c => c.text('ok'))
    return createServer(getRequestListener(app.fetch))
  },
}
