import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Actor, type Config, createHandler, createLog, openStore, type Store } from '@keydesk/server'
import { toNodeListener } from '@keydesk/server/node'
import { createEmulator, type SeedInput } from '@keydesk/workos-emulator'
import type { TestProject } from 'vitest/node'
import type { ActorName } from './actor-name.ts'
import { brokerUrl } from './provided.ts'
import { seed } from './seed.ts'

const origin = 'https://app.northwind.test'
const allPermissions = (seed.permissions ?? []).map(({ slug }) => slug)
const organizations = Object.fromEntries(seed.organizations.map(({ id, name }) => [id, { id, name }]))

/** The administrator, signed in to an organization. */
export const adminOf = (organization: { id: string; name: string }): Actor => ({
  ...actorIn('', allPermissions),
  organization,
})

const actorIn = (organization: string, permissions: string[]): Actor => ({
  person: { id: 'user_northwind_admin', name: 'Ingrid Solberg', email: 'admin@northwind.test' },
  organization: organizations[organization] ?? null,
  organizations: Object.values(organizations),
  permissions,
})

/** Hosts with settings of their own, by who is signed in there. */
const ownSettings: Record<string, Pick<Config, 'policy' | 'm2mApplications'>> = {
  closed: { policy: { apiKeys: { allowed: false }, m2mApplications: { allowed: false } } },
  keyless: { policy: { apiKeys: { allowed: false } } },
  tokenless: { policy: { m2mApplications: { allowed: false } } },
  keysOnly: { m2mApplications: false },
  strict: {
    policy: {
      apiKeys: { ownerRequired: true, purposeRequired: true, maxOverlapSeconds: 3600 },
      m2mApplications: { ownerRequired: true, purposeRequired: true },
    },
  },
  wary: {
    policy: {
      apiKeys: { permissionsNeedingReason: ['posts:write', 'exports:create'], maxOverlapSeconds: 0 },
      m2mApplications: { scopesNeedingReason: ['posts:write'] },
    },
  },
}

const developer = ['posts:read', 'posts:write', 'comments:read', 'comments:write', 'analytics:read']
const actors: Record<ActorName, Actor | null> = {
  admin: actorIn('org_northwind', allPermissions),
  closed: actorIn('org_northwind', allPermissions),
  keyless: actorIn('org_northwind', allPermissions),
  tokenless: actorIn('org_northwind', allPermissions),
  keysOnly: actorIn('org_northwind', allPermissions),
  strict: actorIn('org_northwind', allPermissions),
  wary: actorIn('org_northwind', allPermissions),
  globex: actorIn('org_globex', allPermissions),
  many: actorIn('org_many', allPermissions),
  varied: actorIn('org_varied', allPermissions),
  developer: actorIn('org_northwind', [...developer, 'widgets:api-keys:manage']),
  viewer: actorIn('org_varied', ['posts:read', 'api-keys:read']),
  stranger: actorIn('org_northwind', ['posts:read']),
  nowhere: actorIn('', []),
  nobody: null,
}
/** For every test file: the seed's world. */
export default async (project: TestProject) => {
  const { url, close } = await startBroker({ seed, actors })
  project.provide(brokerUrl, url)
  return close
}

/**
 * Starts a local WorkOS and the real broker in front of it; the header `X-Test-Actor` says who is signed in, and a `POST` to `/clock`
 * how many milliseconds both are ahead of the page.
 */
export const startBroker = async (world: { seed: SeedInput; actors: Record<string, Actor | null> }) => {
  let ahead = 0
  const now = () => Date.now() + ahead
  const emulator = await createEmulator({ port: 0, control: true, seed: world.seed, now })
  const store = openStore({ memory: true })
  await store.ready()
  const createHost = (own: (typeof ownSettings)[string] = {}) =>
    createHandler({
      store,
      config: {
        workos: {
          apiKey: emulator.apiKey,
          clientId: emulator.clientId,
          apiHostname: 'localhost',
          port: emulator.port,
          https: false,
        },
        origins: [origin],
        allowSameSite: true,
        keyPermissions: 'all',
        tokenUrl: `${emulator.url}/oauth2/token`,
        narrowing: true,
        // All tests of a file are one person, in a hurry.
        limits: { personBurst: 100_000, organizationBurst: 100_000 },
        demo: true,
        ...own,
      },
      log: createLog({ level: 'silent' }),
      actor: async request => world.actors[nameOf(request)] ?? null,
      now: () => new Date(now()),
    })
  const hosts = new Map<string, ReturnType<typeof createHost>>()
  const hostOf = (request: Request) => {
    const name = Object.keys(ownSettings).find(host => host === nameOf(request)) ?? ''
    const host = hosts.get(name) ?? createHost(ownSettings[name])
    hosts.set(name, host)
    return host
  }
  const answer = async (request: Request): Promise<Response> => {
    if (request.method === 'OPTIONS') return new Response(null, { status: 204 })
    const { pathname, search } = new URL(request.url)
    if (pathname === '/clock') {
      ahead = Number(await request.text())
      return new Response(null, { status: 204 })
    }
    if (/^\/(_emulator|api_keys|oauth2)\//.test(pathname)) {
      if (pathname === '/_emulator/reset') {
        ahead = 0
        await forgetCredentials(store)
      }
      const { method, headers } = request
      const body = method === 'POST' ? await request.text() : null
      return fetch(`${emulator.url}${pathname}${search}`, { method, headers: forwarded(headers), body })
    }
    // The page's own origin has a port that nobody knows beforehand.
    const headers = new Headers(request.headers)
    if (headers.has('origin')) headers.set('origin', origin)
    return hostOf(request)(new Request(request, { headers }))
  }
  const server = createServer(toNodeListener(async request => open(await answer(request), request)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await emulator.close()
    await store.close()
  }
  return { url: `http://localhost:${port}`, close }
}

const nameOf = (request: Request): string => request.headers.get('x-test-actor') ?? ''

/** A local WorkOS that is back to its seed has none of the credentials that the broker remembers. */
const forgetCredentials = (store: Store) =>
  store.query(async tx => {
    await tx.execute(
      `truncate keydesk.credential_migrations, keydesk.people, keydesk.api_keys, keydesk.mirror_states, keydesk.intents, keydesk.idempotency_records,
       keydesk.webhook_receipts, keydesk.audit_outbox, keydesk.m2m_applications, keydesk.client_secrets,
       keydesk.application_mirror_states`,
    )
  })

const forwarded = (headers: Headers) => {
  const authorization = headers.get('authorization')
  return {
    ...(authorization !== null && { authorization }),
    'content-type': headers.get('content-type') ?? 'application/json',
  }
}

/** Lets the test page read an answer, as one origin would. */
const open = (answered: Response, request: Request): Response => {
  const response = new Response(answered.body, answered)
  response.headers.set('Access-Control-Allow-Origin', request.headers.get('origin') ?? '*')
  response.headers.set('Access-Control-Allow-Methods', 'GET, POST, PATCH, DELETE')
  response.headers.set(
    'Access-Control-Allow-Headers',
    request.headers.get('access-control-request-headers') ?? '',
  )
  response.headers.set('Access-Control-Expose-Headers', 'X-Request-Id, Retry-After, Idempotent-Replayed')
  response.headers.delete('content-encoding')
  response.headers.delete('content-length')
  return response
}
