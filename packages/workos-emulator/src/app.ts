import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono } from 'hono'
import { createApiKeyRoutes } from './api-keys/api-keys.ts'
import { createOrganizationApiKeyRoutes } from './api-keys/organization-api-keys.ts'
import { createAuditLogRoutes } from './audit-logs/audit-logs.ts'
import { createAuthenticateRoutes } from './authkit/authenticate.ts'
import { createAuthorizeRoutes } from './authkit/authorize.ts'
import { createSessionRoutes } from './authkit/sessions.ts'
import { createAuthorizationRoutes } from './authorization/authorization.ts'
import { createApplicationRoutes } from './connect/applications.ts'
import { createClientSecretRoutes } from './connect/client-secrets.ts'
import { createControlRoutes } from './control/control-routes.ts'
import type { Control } from './control/faults.ts'
import { redactPath } from './control/request-log.ts'
import { spoilFaultyCalls } from './control/spoil.ts'
import { createEventRoutes } from './events/events.ts'
import { answerNotEmulated, Refusal } from './http/answers.ts'
import { requireEnvironmentKey } from './http/require-environment-key.ts'
import { createIntrospectionRoutes } from './oauth/introspection.ts'
import { createMetadataRoutes } from './oauth/metadata.ts'
import { createTokenRoutes } from './oauth/token.ts'
import { createMembershipRoutes } from './organizations/memberships.ts'
import { createOrganizationRoutes } from './organizations/organizations.ts'
import { createUserRoutes } from './organizations/users.ts'

const protectedPaths = [
  '/organizations/*',
  '/api_keys/*',
  '/authorization/*',
  '/user_management/users/*',
  '/user_management/organization_memberships/*',
  '/events/*',
  '/audit_logs/*',
  '/connect/*',
]

/** The emulator as one Hono app; `/_emulator` answers only with the control surface, `hosts` limits who it answers as. */
export function createApp(options: {
  control: Control
  hasControlSurface: boolean
  hosts: ReadonlySet<string> | null
}) {
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
    // A page elsewhere can point its own host name at loopback; the name it then sends gives it away.
    if (options.hosts && !options.hosts.has(new URL(c.req.url).hostname)) {
      return c.json({ message: 'The local WorkOS only answers on localhost.', code: 'host_not_allowed' }, 403)
    }
    return next()
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
    if (c.res !== RESPONSE_ALREADY_SENT) entry.status = c.res.status
  })
  app.use(spoilFaultyCalls(faults))

  app.route('/', createAuthorizeRoutes(environment))
  app.route('/', createAuthenticateRoutes(environment))
  app.route('/', createSessionRoutes(environment))
  app.route('/', createMetadataRoutes(environment))
  app.route('/', createTokenRoutes(environment))
  app.route('/', createIntrospectionRoutes(environment))
  for (const path of protectedPaths) app.use(path, requireEnvironmentKey)
  app.route('/', createOrganizationApiKeyRoutes(environment))
  app.route('/', createApiKeyRoutes(environment))
  app.route('/', createOrganizationRoutes(environment))
  app.route('/', createUserRoutes(environment))
  app.route('/', createMembershipRoutes(environment))
  app.route('/', createAuthorizationRoutes(environment))
  app.route('/', createEventRoutes(environment))
  app.route('/', createAuditLogRoutes(environment))
  app.route('/', createApplicationRoutes(environment))
  app.route('/', createClientSecretRoutes(environment))
  return app
}
