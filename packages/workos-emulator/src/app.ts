import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createApiKeyRoutes } from './api-keys/api-keys.ts'
import { createOrganizationApiKeyRoutes } from './api-keys/organization-api-keys.ts'
import { createAuthenticateRoutes } from './authkit/authenticate.ts'
import { createAuthorizeRoutes } from './authkit/authorize.ts'
import { createSessionRoutes } from './authkit/sessions.ts'
import { createAuthorizationRoutes } from './authorization/authorization.ts'
import { createControlRoutes } from './control/control-routes.ts'
import type { Control } from './control/faults.ts'
import { redactPath } from './control/request-log.ts'
import { spoilFaultyCalls } from './control/spoil.ts'
import { answerNotEmulated, Refusal } from './http/answers.ts'
import { requireEnvironmentKey } from './http/require-environment-key.ts'
import { createMembershipRoutes } from './organizations/memberships.ts'
import { createOrganizationRoutes } from './organizations/organizations.ts'
import { createUserRoutes } from './organizations/users.ts'

const protectedPaths = [
  '/organizations/*',
  '/api_keys/*',
  '/authorization/*',
  '/user_management/users/*',
  '/user_management/organization_memberships/*',
]

/** The emulator as one Hono app; `control` is the control surface, or null to leave it out. */
export function createApp(options: { control: Control; hasControlSurface: boolean }) {
  const { environment, log, faults } = options.control
  const app = new Hono<{ Bindings: HttpBindings }>()

  app.onError((error, c) => {
    if (error instanceof Refusal) return c.json(error.body, error.status)
    console.error(error)
    return c.json({ message: 'The local WorkOS failed; see its output.', code: 'emulator_error' }, 500)
  })
  app.notFound(answerNotEmulated)

  app.use(async (c, next) => {
    c.header('X-Request-ID', randomUUID())
    await next()
  })
  if (options.hasControlSurface) app.route('/_emulator', createControlRoutes(options.control))

  app.use(async (c, next) => {
    const entry = log.add({
      method: c.req.method,
      path: redactPath(new URL(c.req.url)),
      status: null,
      at: new Date(environment.now()).toISOString(),
      idempotencyKey: c.req.header('idempotency-key') ?? null,
    })
    await next()
    if (!c.env.outgoing.destroyed) entry.status = c.res.status
  })
  app.use(spoilFaultyCalls(faults))
  app.use(
    bodyLimit({ maxSize: 1024 * 1024, onError: c => c.json({ message: 'The body is too large.' }, 413) }),
  )

  app.route('/', createAuthorizeRoutes(environment))
  app.route('/', createAuthenticateRoutes(environment))
  app.route('/', createSessionRoutes(environment))
  for (const path of protectedPaths) app.use(path, requireEnvironmentKey)
  app.route('/', createOrganizationApiKeyRoutes(environment))
  app.route('/', createApiKeyRoutes(environment))
  app.route('/', createOrganizationRoutes(environment))
  app.route('/', createUserRoutes(environment))
  app.route('/', createMembershipRoutes(environment))
  app.route('/', createAuthorizationRoutes(environment))
  return app
}
