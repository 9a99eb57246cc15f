import { Hono } from 'hono'
import type * as edge from '../edge.ts'
import { withCredential } from '../fetch.ts'
import { requireCredential } from '../hono.ts'

/** What an API that probes the gate has around it. */
export interface Surroundings {
  broker: { url: string; token: string }
  issuer: string
  workos: { apiKey: string; port: number }
  evictSecret: string
  webhookSecret: string
  waitUntil?: edge.WaitUntil
}

/** An API that shows what the gate of one runtime does, through every adapter of that runtime; its clock is moved by a request. */
export const createProbeApi = (
  gate: typeof edge,
  { broker, issuer, workos, evictSecret, webhookSecret, waitUntil }: Surroundings,
) => {
  let moved = 0
  const clocks = {
    now: () => Date.now() + moved,
    elapsed: () => performance.now() + moved,
    ...(waitUntil && { waitUntil }),
  }
  const verifier = gate.createVerifier({
    ...clocks,
    validate: gate.brokerValidator({ ...broker, timeoutMs: 1_000 }),
    tokens: { issuer, algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'] },
    timeoutMs: 1_000,
  })
  const atWorkos = gate.createVerifier({
    ...clocks,
    validate: gate.workosValidator({ ...workos, apiHostname: 'localhost', https: false }),
  })
  const reading = { permissions: ['posts:read'] }
  const showPosts = withCredential(verifier, reading, (_, { id }) => Response.json({ id }))
  const takeEviction = gate.createEvictionHandler(verifier, { secret: evictSecret })
  const takeWebhook = gate.createWorkosWebhookHandler(atWorkos, { secret: webhookSecret })
  const resource = gate.toProtectedResource({
    resource: 'https://api.example.com',
    authorizationServers: [issuer],
  })
  return new Hono()
    .get('/outcome', async c => c.json(await verifier.authenticate(c.req.raw, reading)))
    .get('/workos', async c => c.json(await atWorkos.authenticate(c.req.raw)))
    .get('/fetch', c => showPosts(c.req.raw))
    .get('/hono', requireCredential(verifier, reading), c => c.json({ id: c.var.credential.id }))
    .get('/stats', c => c.json(verifier.stats()))
    .post('/evict', c => takeEviction(c.req.raw))
    .post('/webhook', c => takeWebhook(c.req.raw))
    .post('/clock', c => {
      moved += Number(c.req.query('ms'))
      return c.body(null, 204)
    })
    .get(resource.path, () => resource.respond())
}
