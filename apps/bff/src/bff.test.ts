import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { createEmulator, defaultSeed, type Emulator } from '@keydesk/workos-emulator'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createVisitor, type Visitor } from './testing/create-visitor.ts'
import { environmentFor, freePort, type RunningBff, startBff, startNext } from './testing/start-bff.ts'

const dashboard = 'http://localhost:5999'

let emulator: Emulator
let bff: RunningBff
let base: string
let environment: Record<string, string>

const outputOf = async (child: ChildProcess): Promise<string> => {
  let output = ''
  child.stdout?.on('data', chunk => (output += chunk))
  child.stderr?.on('data', chunk => (output += chunk))
  await once(child, 'close')
  return output
}

beforeAll(async () => {
  // Tokens of three seconds run out while a test watches.
  emulator = await createEmulator({
    port: 0,
    control: true,
    seed: { ...defaultSeed, settings: { accessTokenSeconds: 3 } },
  })
  const port = await freePort()
  base = `http://localhost:${port}`
  environment = {
    ...environmentFor(emulator, [dashboard, base]),
    KEYDESK_STEP_UP_MAX_AGE_SECONDS: '6',
  }
  bff = await startBff(environment, port)
}, 60_000)

afterEach(() => emulator.clearFaults())

afterAll(async () => {
  await bff.stop()
  await emulator.close()
})

const newVisitor = () => createVisitor(base)
const signIn = (email: string) => newVisitor().signIn(email)

describe('a session whose token has run out', () => {
  let visitors: Visitor[] = []
  const nextVisitor = () => visitors.pop() ?? newVisitor()

  beforeAll(async () => {
    visitors = await Promise.all(Array.from({ length: 4 }, () => signIn('admin@northwind.test')))
    await setTimeout(4_000)
  })

  it('goes on for ten requests at once, with one refresh', async () => {
    const visitor = nextVisitor()
    emulator.clearRequests()
    const answers = await Promise.all(Array.from({ length: 10 }, () => visitor.ask()))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(
      emulator.requests().filter(({ path }) => path.startsWith('/user_management/authenticate')),
    ).toHaveLength(1)
  })

  it('survives an outage: 503 now, and the same cookie works once WorkOS is back', async () => {
    const visitor = nextVisitor()
    emulator.addFault({ path: '/user_management/authenticate', status: 500, times: 10 })
    const during = await visitor.ask()
    expect(during.status).toBe(503)
    expect(during.headers.get('retry-after')).toBe('5')
    expect(await during.json()).toMatchObject({ code: 'upstream_unavailable' })
    expect(during.headers.getSetCookie()).toEqual([])
    emulator.clearFaults()
    expect((await visitor.ask()).status).toBe(200)
  })

  it('is given up on after five seconds while WorkOS hangs, and a late refresh is not lost', async () => {
    const visitor = nextVisitor()
    emulator.addFault({ path: '/user_management/authenticate', delayMs: 5_500 })
    const started = performance.now()
    expect((await visitor.ask()).status).toBe(503)
    expect(performance.now() - started).toBeLessThan(6_500)
    expect((await visitor.ask()).status).toBe(200)
  }, 20_000)

  it('ends with 401 when WorkOS has ended it', async () => {
    const visitor = nextVisitor()
    emulator.addFault({
      path: '/user_management/authenticate',
      status: 400,
      body: '{"error":"invalid_grant","error_description":"Session has already ended."}',
    })
    expect((await visitor.ask()).status).toBe(401)
    expect(visitor.cookies.has('wos-session')).toBe(false)
  })
})

describe('making a key', () => {
  const create = (visitor: Visitor) =>
    visitor.fetch('/api/keydesk/v1/api-keys', {
      method: 'POST',
      headers: {
        'keydesk-client': 'test/1',
        'content-type': 'application/json',
        'idempotency-key': 'the-same-key',
        origin: base,
      },
      body: JSON.stringify({ name: 'Key', permissions: ['posts:read'], expiresAt: null }),
    })

  it('needs a recent sign-in, which a refreshed token is not and signing in again is', async () => {
    const visitor = await signIn('admin@northwind.test')
    await setTimeout(6_500)
    const answer = await create(visitor)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'reauthentication_required', maxAge: 6 })
    expect((await create(await signIn('admin@northwind.test'))).status).toBe(201)
  }, 30_000)

  it('makes AuthKit ask again whoever signed in too long ago, for the organization they are in, and nobody else', async () => {
    const asked = async (visitor: Visitor, query = '') => {
      const answer = await visitor.fetch(`/auth/sign-in${query}`)
      const { searchParams } = new URL(answer.headers.get('location') ?? '')
      return [searchParams.get('max_age'), searchParams.get('organization_id')]
    }
    const visitor = await signIn('admin@northwind.test')
    expect(await asked(visitor)).toEqual([null, null])
    expect(await asked(newVisitor())).toEqual([null, null])
    await setTimeout(6_500)
    expect(await asked(visitor)).toEqual(['6', 'org_northwind'])
    expect(await asked(visitor, '?organizationId=org_globex')).toEqual(['6', 'org_globex'])
    expect(await asked(visitor, '?login_hint=viewer@northwind.test')).toEqual(['6', null])
  }, 30_000)
})

describe('identity', () => {
  it('comes from the cookie, never from a header that the browser sent', async () => {
    const admin = await signIn('admin@northwind.test')
    const viewer = await signIn('viewer@northwind.test')
    const stolen = { 'x-workos-session': admin.cookies.get('wos-session') ?? '' }
    const asViewer = await (await viewer.ask('/session', stolen)).json()
    expect(asViewer.actor.email).toBe('viewer@northwind.test')
    expect((await newVisitor().ask('/session', stolen)).status).toBe(401)
  })

  it('is nobody with a cookie that makes no sense', async () => {
    for (const value of ['garbage', 'Fe26.2*1*x*y*z', '%00']) {
      const answer = await newVisitor().ask('/session', { cookie: `wos-session=${value}` })
      expect(answer.status).toBe(401)
    }
  })
})

describe('sign-in', () => {
  it.each([
    ['the dashboard', 'localhost:5999'],
    ['a host that is not listed', 'evil.test'],
  ])('comes back to a listed origin: asked on %s', async (_, host) => {
    // fetch would not let us choose the host.
    const asked = get(`${base}/auth/sign-in`, { headers: { host, 'x-forwarded-host': 'evil.test' } })
    const [answer]: IncomingMessage[] = await once(asked, 'response')
    const location = new URL(answer?.resume().headers.location ?? '')
    expect(location.searchParams.get('redirect_uri')).toBe(`${dashboard}/auth/callback`)
  })

  it.each(['https://evil.test', '//evil.test', '/\\evil.test', '/\t/evil.test', 'keys'])(
    'refuses to land on %j',
    async returnTo => {
      const answer = await newVisitor().fetch(`/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ code: 'malformed_request' })
    },
  )

  it('shows a page that says what happened when a callback is not of this browser', async () => {
    const answer = await newVisitor().fetch('/auth/callback?code=x&state=y')
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Sign in again')
  })
})

describe('sign-out', () => {
  it('is refused to a foreign page, and ends the session here and at WorkOS for ours', async () => {
    const visitor = await signIn('admin@northwind.test')
    const foreign = await visitor.fetch('/auth/sign-out', {
      method: 'POST',
      headers: { origin: 'http://evil.test' },
    })
    expect(foreign.status).toBe(403)
    const answer = await visitor.fetch('/auth/sign-out', { method: 'POST', headers: { origin: base } })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(
      `${emulator.url}/user_management/sessions/logout?session_id=`,
    )
    expect(visitor.cookies.has('wos-session')).toBe(false)
  })

  it('works without a session', async () => {
    const answer = await newVisitor().fetch('/auth/sign-out', { method: 'POST', headers: { origin: base } })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${base}/`])
  })
})

describe('every answer of the broker', () => {
  it('keeps its own headers behind the proxy', async () => {
    const answer = await (await signIn('viewer@northwind.test')).ask()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('vary')).toMatch(/Cookie, Origin/)
    expect(answer.headers.has('x-middleware-cache')).toBe(false)
  })

  it.each(['/api-keys/%', '/api-keys/%zz', '/api-keys/%C3', '/%'])(
    'is a problem for the path %s',
    async path => {
      const answer = await (await signIn('viewer@northwind.test')).ask(path)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(answer.headers.has('x-request-id')).toBe(true)
    },
  )
})

describe('the process', () => {
  it('is alive, and ready as long as WorkOS answers', async () => {
    expect((await fetch(`${base}/healthz`)).status).toBe(200)
    expect(await (await fetch(`${base}/readyz`)).json()).toEqual({
      ready: true,
      oldestMirrorSeconds: expect.toBeOneOf([null, expect.any(Number)]),
    })
    emulator.addFault({ path: '/authorization/permissions', status: 500 })
    const answer = await fetch(`${base}/readyz`)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ ready: false, failing: 'workos' })
  })

  it('does not start with the local WorkOS outside a demo, and names everything that is wrong', async () => {
    const child = startNext(
      { ...environment, KEYDESK_DEMO: '', KEYDESK_ORIGINS: '', WORKOS_COOKIE_PASSWORD: 'short' },
      await freePort(),
    )
    const output = await outputOf(child)
    expect(child.exitCode).toBe(1)
    for (const name of ['WORKOS_API_KEY', 'KEYDESK_ORIGINS', 'WORKOS_COOKIE_PASSWORD']) {
      expect(output).toContain(name)
    }
    expect(output).not.toContain('    at ')
  })
})
