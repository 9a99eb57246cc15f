/**
 * Who is asking, by AuthKit's sealed session. Its host runs AuthKit's proxy in front, which keeps the session fresh,
 * and gives the same cookie password to both. The session is verified here again: a proxy is never the only gate.
 */
import { createHash } from 'node:crypto'
import type { Person } from '@keydesk/contract'
import { WorkOS } from '@workos-inc/node'
import { decodeJwt } from 'jose'
import { LRUCache } from 'lru-cache'
import type { Actor, ActorPort } from './actor.ts'
import { KeydeskError } from './keydesk-error.ts'
import type { WorkosAccount } from './settings.ts'
import { withinDeadline } from './within-deadline.ts'
import type { WorkosGateway } from './workos/gateway.ts'
import type { WorkosMembership } from './workos/wire.ts'

/** What AuthKit's session needs. */
export interface AuthKitOptions {
  account: WorkosAccount
  workos: WorkosGateway
  /** The password AuthKit seals sessions with, at least 32 characters. */
  cookiePassword: string
  /** Default `wos-session`. */
  cookieName?: string
}

/**
 * The actor of AuthKit's session, from `x-workos-session` where the proxy set it, else from the cookie.
 * Permissions are the token's for reads, and the live roles' for everything else.
 * Throws `upstream_unavailable` when WorkOS or its key set cannot be asked: an outage must not look like a sign-out.
 */
export const createAuthKitActor = ({
  account,
  workos,
  cookiePassword,
  cookieName = 'wos-session',
}: AuthKitOptions): ActorPort => {
  const readSession = rememberSessions(createSessionReader(account, cookiePassword))
  const listMemberships = createMembershipList(workos)

  return async request => {
    const sealed = request.headers.get('x-workos-session') ?? readCookie(request, cookieName)
    const session = sealed === null ? null : await withinDeadline(readSession(sealed), request.signal)
    if (session === null) return null

    const { person, organizationId, authenticatedAt, impersonator } = session
    const reads = request.method === 'GET' || request.method === 'HEAD'
    const memberships = await withinDeadline(
      listMemberships({ userId: person.id, organizationId, fresh: !reads }),
      request.signal,
    )
    const membership = memberships.find(({ organization }) => organization.id === organizationId)
    const granted = async (): Promise<readonly string[]> => {
      if (membership === undefined) return []
      if (reads) return session.permissions
      const roles = await workos.listRoles({
        organizationId: membership.organization.id,
        signal: request.signal,
      })
      return roles
        .filter(({ slug }) => membership.roleSlugs.includes(slug))
        .flatMap(({ permissions }) => permissions)
    }
    return {
      person,
      organization: membership?.organization ?? null,
      organizations: memberships.map(({ organization }) => organization),
      permissions: [...new Set(await granted())],
      ...(authenticatedAt === undefined ? {} : { authenticatedAt }),
      ...(impersonator === undefined ? {} : { impersonator }),
    }
  }
}

interface AuthKitSession extends Pick<Actor, 'person' | 'authenticatedAt' | 'impersonator'> {
  organizationId: string | null
  permissions: string[]
  /** When its token ends. */
  endsAt: number
}

/**
 * Unsealing derives two keys from the password every time, which costs more than all else a listing does. A session that was
 * verified is remembered for a short while, and never beyond the end of its token.
 */
const rememberSessions = (read: (sealed: string) => Promise<AuthKitSession | null>) => {
  const remembered = new LRUCache<string, AuthKitSession>({ max: 10_000 })
  return async (sealed: string): Promise<AuthKitSession | null> => {
    // The sealed session is as good as a password: it is not kept itself.
    const key = createHash('sha256').update(sealed).digest('base64')
    const known = remembered.get(key)
    if (known && known.endsAt > Date.now()) return known
    const session = await read(sealed)
    if (session !== null) {
      const left = Math.floor(session.endsAt - Date.now())
      if (left > 0) remembered.set(key, session, { ttl: Math.min(sessionMs, left) })
    }
    return session
  }
}

/** As long as a key that WorkOS has withdrawn is trusted at most, on top of what the key set itself is kept. */
const sessionMs = 30_000

/** Unseals a session and verifies its token's signature and expiry; null for one that is broken, forged or over. */
const createSessionReader = (
  { apiKey, clientId, apiHostname, port, https }: WorkosAccount,
  cookiePassword: string,
) => {
  const sdk = new WorkOS(apiKey, {
    clientId,
    ...(apiHostname === undefined ? {} : { apiHostname }),
    ...(port === undefined ? {} : { port }),
    https: https ?? true,
  })
  return async (sessionData: string): Promise<AuthKitSession | null> => {
    const sealed = { sessionData, cookiePassword }
    // What cannot be unsealed is no session; only what fails after that can be an outage.
    const unsealed = await sdk.userManagement.getSessionFromCookie(sealed).catch(() => undefined)
    if (unsealed === undefined) return null
    const session = await sdk.userManagement
      .loadSealedSession(sealed)
      .authenticate()
      .catch((error: unknown) => {
        if (isForeignKey(error)) return { authenticated: false } as const
        throw sessionsUnavailable(error)
      })
    if (!session.authenticated) return null
    const { sub, exp = 0, auth_time } = decodeJwt<{ auth_time?: unknown }>(session.accessToken)
    // Whoever sealed another user beside this token would otherwise be taken for that user.
    if (sub !== session.user.id) return null
    return {
      person: toPerson(session.user),
      organizationId: session.organizationId ?? null,
      permissions: session.permissions ?? [],
      endsAt: exp * 1000,
      ...(typeof auth_time === 'number' ? { authenticatedAt: new Date(auth_time * 1000) } : {}),
      ...(session.impersonator ? { impersonator: toImpersonator(session.impersonator) } : {}),
    }
  }
}

/** A token whose key the set does not have was not made by this environment. */
const isForeignKey = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_JWKS_NO_MATCHING_KEY'

const toPerson = (user: {
  id: string
  email: string
  firstName: string | null
  lastName: string | null
}): Person => ({
  id: user.id,
  name: [user.firstName, user.lastName].filter(Boolean).join(' ') || user.email,
  email: user.email,
})

const toImpersonator = ({ email, reason }: { email: string; reason: string | null }) => ({
  email,
  ...(reason === null ? {} : { reason }),
})

/** A person's memberships, remembered for a short while; one lookup at a time each. */
const createMembershipList = (workos: WorkosGateway) => {
  const remembered = new LRUCache<string, WorkosMembership[]>({
    max: 10_000,
    ttl: 15_000,
    fetchMethod: async userId => {
      const memberships: WorkosMembership[] = []
      // Several requests wait for this one lookup, so no single one's deadline may end it.
      for await (const page of workos.listMemberships({ userId, signal: AbortSignal.timeout(5_000) })) {
        memberships.push(...page)
      }
      return memberships
    },
  })
  return async ({
    userId,
    organizationId,
    fresh,
  }: {
    userId: string
    organizationId: string | null
    fresh: boolean
  }) => {
    const memberships = (await remembered.fetch(userId, { forceRefresh: fresh })) ?? []
    // Somebody who has just joined an organization, and chosen it, must not wait until the list is forgotten.
    const known =
      organizationId === null || memberships.some(({ organization }) => organization.id === organizationId)
    return fresh || known ? memberships : ((await remembered.fetch(userId, { forceRefresh: true })) ?? [])
  }
}

const readCookie = (request: Request, name: string): string | null => {
  for (const pair of request.headers.get('cookie')?.split(';') ?? []) {
    const [key, ...value] = pair.split('=')
    if (key?.trim() === name) return value.join('=').trim()
  }
  return null
}

const sessionsUnavailable = (cause: unknown): KeydeskError =>
  new KeydeskError({
    code: 'upstream_unavailable',
    detail: 'Your session cannot be checked at the moment. Try again in a few seconds.',
    headers: { 'Retry-After': '5' },
    cause,
  })
