import type { Credential } from '@keydesk/verify'
import { requireCredential } from '@keydesk/verify/hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Gate } from './create-gate.ts'
import { createPosts, type Posts } from './posts.ts'
import { problem } from './problem.ts'
import { readPost } from './read-post.ts'
import { timeGate } from './time-gate.ts'

const maxBodyBytes = 16 * 1024

const identify = ({ organizationId, id, kind, permissions }: Credential) => ({
  organizationId,
  credentialId: id,
  kind,
  permissions,
})

const limitBody = bodyLimit({
  maxSize: maxBodyBytes,
  onError: () => problem({ code: 'payload_too_large', detail: `At most ${maxBodyBytes} bytes.` }),
})

const refuseMethod = (allow: string) => () =>
  problem({
    code: 'method_not_allowed',
    detail: `This route answers ${allow}.`,
    headers: { Allow: allow },
  })

/** Makes the SaaS team's API: who am I, and the posts of the credential's own organization. Unexpected errors go to `onError`. */
export const createApp = (
  gate: Gate,
  { posts = createPosts(), onError }: { posts?: Posts; onError?: (error: Error) => void } = {},
) => {
  const { verifier, tellTiming } = timeGate(gate.verifier)
  const app = new Hono()
    .use(tellTiming)
    .use(async (c, next) => {
      await next()
      c.header('Cache-Control', 'no-store')
      c.header('X-Content-Type-Options', 'nosniff')
    })
    .get('/healthz', c => c.json({ status: 'ok' }))
    .all('/healthz', refuseMethod('GET, HEAD'))
    .get('/v1/whoami', requireCredential(verifier), c => {
      const { credential } = c.var
      const { subject, name, expiresAt } = credential
      return c.json({ ...identify(credential), subject, name, expiresAt })
    })
    .all('/v1/whoami', refuseMethod('GET, HEAD'))
    .get('/v1/posts', requireCredential(verifier, { permissions: ['posts:read'] }), c => {
      const { credential } = c.var
      return c.json({ ...identify(credential), data: posts.list(credential.organizationId) })
    })
    .post('/v1/posts', requireCredential(verifier, { permissions: ['posts:write'] }), limitBody, async c => {
      const { credential } = c.var
      const read = await readPost(c.req)
      if (!read.ok) return read.response
      const { organizationId, id } = credential
      const post = posts.create({ organizationId, createdBy: id, ...read.post })
      return c.json({ ...identify(credential), post }, 201)
    })
    .all('/v1/posts', refuseMethod('GET, HEAD, POST'))
    .notFound(() => problem({ code: 'route_not_found', detail: 'Try /v1/whoami or /v1/posts.' }))
    .onError(error => {
      onError?.(error)
      return problem({ code: 'internal', detail: 'The request failed, and the failure was logged.' })
    })
  if (gate.resource !== null) {
    const { path, respond } = gate.resource
    app.get(path, respond).all(path, refuseMethod('GET, HEAD'))
  }
  for (const [path, take] of Object.entries(gate.messages))
    app.post(path, c => take(c.req.raw)).all(path, refuseMethod('POST'))
  return app
}
