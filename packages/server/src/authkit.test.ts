import { createHash, randomBytes } from 'node:crypto'
import { createEmulator, defaultSeed, type Emulator } from '@keydesk/workos-emulator'
import { WorkOS } from '@workos-inc/node'
import { sealData } from 'iron-session'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAuthKitActor } from './authkit.ts'
import { accountOf } from './testing/account-of.ts'
import { createWorkosGateway } from './workos/gateway.ts'

const cookiePassword = 'a password of at least thirty-two characters'
const origin = 'http://localhost:5173'

let emulator: Emulator
const actorOf = (account = accountOf(emulator)) =>
  createAuthKitActor({ account, workos: createWorkosGateway({ account }), cookiePassword })

/** Signs a user in as a browser would, and seals the session as AuthKit does. */
const signIn = async (email: string, organizationId?: string) => {
  const { apiKey, clientId, apiHostname, port, https } = accountOf(emulator)
  const sdk = new WorkOS(apiKey, { clientId, apiHostname, port, https })
  const codeVerifier = randomBytes(32).toString('base64url')
  const location = sdk.userManagement.getAuthorizationUrl({
    provider: 'authkit',
    clientId,
    redirectUri: `${origin}/auth/callback`,
    loginHint: email,
    codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    codeChallengeMethod: 'S256',
    ...(organizationId === undefined ? {} : { organizationId }),
  })
  const answer = await fetch(location, { redirect: 'manual' })
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  return sdk.userManagement.authenticateWithCode({
    clientId,
    code,
    codeVerifier,
    session: { sealSession: true, cookiePassword },
  })
}

const ask = (
  sealed: string | undefined,
  {
    method = 'GET',
    header = false,
    signal,
  }: { method?: string; header?: boolean; signal?: AbortSignal } = {},
) =>
  new Request(`${origin}/api/keydesk/v1/session`, {
    method,
    headers: header
      ? { 'x-workos-session': `${sealed}` }
      : { cookie: `theme=dark; wos-session=${sealed}; a=b` },
    ...(signal === undefined ? {} : { signal }),
  })

beforeEach(async () => {
  emulator = await createEmulator({ port: 0 })
})
afterEach(() => emulator.close())

describe("AuthKit's session", () => {
  it('names the person, the organization and the organizations to choose from', async () => {
    const { sealedSession } = await signIn('admin@northwind.test')
    expect(await actorOf()(ask(sealedSession))).toMatchObject({
      person: { id: 'user_northwind_admin', name: 'Ingrid Solberg', email: 'admin@northwind.test' },
      organization: { id: 'org_northwind', name: 'Northwind Labs' },
      organizations: [{ id: 'org_northwind' }, { id: 'org_globex' }],
      permissions: expect.arrayContaining(['posts:read', 'widgets:api-keys:manage']),
      authenticatedAt: expect.any(Date),
    })
  })

  it('follows the organization that was chosen on sign-in', async () => {
    const { sealedSession } = await signIn('admin@northwind.test', 'org_globex')
    expect(await actorOf()(ask(sealedSession))).toMatchObject({ organization: { id: 'org_globex' } })
  })

  it('is taken from the header of the proxy as well as from the cookie', async () => {
    const { sealedSession } = await signIn('viewer@northwind.test')
    expect(await actorOf()(ask(sealedSession, { header: true }))).toMatchObject({
      person: { email: 'viewer@northwind.test' },
      permissions: ['posts:read', 'api-keys:read'],
    })
  })

  it.each([
    ['empty', ''],
    ['no seal at all', 'garbage'],
    ['half a seal', 'Fe26.2*1*x*y*z'],
    ['very long', `${'a'.repeat(4000)}~2`],
  ])('is nobody when the cookie is %s', async (_, value) => {
    expect(await actorOf()(ask(value))).toBeNull()
  })

  it('ends with its token, also where it was verified a moment before', async () => {
    const { sealedSession } = await signIn('admin@northwind.test')
    const actor = actorOf()
    expect(await actor(ask(sealedSession))).not.toBeNull()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 301_000 })
    expect(await actor(ask(sealedSession))).toBeNull()
    vi.useRealTimers()
  })

  it('is not another one that was verified before', async () => {
    const [admin, viewer] = [await signIn('admin@northwind.test'), await signIn('viewer@northwind.test')]
    const actor = actorOf()
    for (const { sealedSession, user } of [admin, viewer, admin]) {
      expect(await actor(ask(sealedSession))).toMatchObject({ person: { id: user.id } })
    }
  })

  it('is nobody without a cookie', async () => {
    expect(await actorOf()(new Request(origin))).toBeNull()
  })

  it('is nobody when it was sealed with another password', async () => {
    const { sealedSession } = await signIn('admin@northwind.test')
    const account = accountOf(emulator)
    const actor = createAuthKitActor({
      account,
      workos: createWorkosGateway({ account }),
      cookiePassword: 'another password of at least thirty-two characters',
    })
    expect(await actor(ask(sealedSession))).toBeNull()
  })

  it('is nobody when another environment signed its token', async () => {
    const { sealedSession } = await signIn('admin@northwind.test')
    const other = await createEmulator({ port: 0 })
    try {
      expect(await actorOf(accountOf(other))(ask(sealedSession))).toBeNull()
    } finally {
      await other.close()
    }
  })

  it('is nobody once its token has run out', async () => {
    await emulator.close()
    emulator = await createEmulator({
      port: 0,
      seed: { ...defaultSeed, settings: { accessTokenSeconds: 1 } },
    })
    const { sealedSession } = await signIn('admin@northwind.test')
    await new Promise(resolve => setTimeout(resolve, 2100))
    expect(await actorOf()(ask(sealedSession))).toBeNull()
  })

  it('is nobody when another user was sealed beside the token', async () => {
    const { accessToken, refreshToken } = await signIn('viewer@northwind.test')
    const { user } = await signIn('admin@northwind.test')
    const forged = await sealData({ accessToken, refreshToken, user }, { password: cookiePassword })
    expect(await actorOf()(ask(forged))).toBeNull()
  })

  it('has the permissions of the live roles for writes, and those of its token for reads', async () => {
    const { sealedSession } = await signIn('developer@northwind.test')
    emulator.addFault({
      path: '^/authorization/organizations/org_northwind/roles',
      body: rolesWithoutWidget,
      status: 200,
    })
    const actor = actorOf()
    expect((await actor(ask(sealedSession, { method: 'POST' })))?.permissions).toEqual(['posts:read'])
    expect((await actor(ask(sealedSession)))?.permissions).toContain('widgets:api-keys:manage')
  })
})

describe('an outage of WorkOS', () => {
  it('is never taken for a sign-out while the key set cannot be read', async () => {
    const { sealedSession } = await signIn('admin@northwind.test')
    emulator.addFault({ path: '/sso/jwks/', status: 500 })
    await expect(actorOf()(ask(sealedSession))).rejects.toMatchObject({ code: 'upstream_unavailable' })
  })

  it('is never taken for a sign-out while memberships cannot be read', async () => {
    const { sealedSession } = await signIn('admin@northwind.test')
    emulator.addFault({ path: 'organization_memberships', status: 500 })
    await expect(actorOf()(ask(sealedSession))).rejects.toMatchObject({ code: 'upstream_unavailable' })
  })

  it('ends with the deadline of the request while WorkOS hangs', async () => {
    const { sealedSession } = await signIn('admin@northwind.test')
    emulator.addFault({ path: 'jwks|organization_memberships', mode: 'hang', times: 10 })
    const signal = AbortSignal.timeout(100)
    await expect(actorOf()(ask(sealedSession, { signal }))).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})

const rolesWithoutWidget = JSON.stringify({
  object: 'list',
  data: [
    {
      object: 'role',
      id: 'role_01',
      slug: 'developer',
      name: 'Developer',
      description: null,
      type: 'EnvironmentRole',
      resource_type_slug: 'organization',
      permissions: ['posts:read'],
      created_at: '2026-01-01T00:00:00.000Z',
      updated_at: '2026-01-01T00:00:00.000Z',
    },
  ],
})
