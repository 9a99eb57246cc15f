import { createHmac, timingSafeEqual } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ActorPort, createHandler } from './index.ts'
import { accountOf } from './testing/account-of.ts'
import { actors, type Broker, pageOrigin, startBroker } from './testing/start-broker.ts'

const sessionSecret = 'a secret of the host, at least 32 characters'
const sign = (payload: string) => createHmac('sha256', sessionSecret).update(payload).digest()

// The example of the documentation: a sign-in system of the host's own, whose cookie holds a signed session.
// <example>
const actor: ActorPort = async request => {
  const cookie = /(?:^|; )session=([\w-]+)\.([\w-]+)(?:;|$)/.exec(request.headers.get('cookie') ?? '')
  if (!cookie?.[1] || !cookie[2]) return null
  const signature = Buffer.from(cookie[2], 'base64url')
  const expected = sign(cookie[1])
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return null
  const session = JSON.parse(Buffer.from(cookie[1], 'base64url').toString())
  if (Date.now() > session.expiresAt) return null
  return {
    person: session.person,
    organization: session.organization,
    organizations: [session.organization],
    permissions: session.permissions,
  }
}
// </example>

const { person, organization, permissions } = actors.admin
const cookieOf = (changes: object = {}) => {
  const session = { person, organization, permissions, expiresAt: Date.now() + 60_000, ...changes }
  const payload = Buffer.from(JSON.stringify(session)).toString('base64url')
  return `session=${payload}.${sign(payload).toString('base64url')}`
}

let broker: Broker
let handler: ReturnType<typeof createHandler>
beforeAll(async () => {
  broker = await startBroker()
  const workos = accountOf(broker.emulator)
  const config = {
    workos,
    origins: [pageOrigin],
    keyPermissions: 'all' as const,
    demo: true,
    logLevel: 'silent' as const,
  }
  handler = createHandler({ config, actor, store: broker.store })
})
afterAll(() => broker.close())

const ask = (cookie: string, path = '/session', more: RequestInit = {}) => {
  const headers = {
    'Keydesk-Client': 'tests/1',
    Origin: pageOrigin,
    Cookie: `theme=dark; ${cookie}`,
    'Idempotency-Key': '12345678',
    'Content-Type': 'application/json',
  }
  return handler(new Request(`https://host.test/api/keydesk/v1${path}`, { headers, ...more }))
}

describe('a host with a sign-in system of its own', () => {
  it('needs twenty lines to say who is asking', async () => {
    const response = await ask(cookieOf())
    expect(await response.json()).toMatchObject({ actor: person, organization, access: 'manage' })
    const body = JSON.stringify({ name: 'Key', permissions: ['posts:read'], expiresAt: null })
    expect((await ask(cookieOf(), '/api-keys', { method: 'POST', body })).status).toBe(201)
  })

  it.each([
    ['no cookie', ''],
    ['a forged one', `${cookieOf().split('.')[0]}.${Buffer.from('x'.repeat(32)).toString('base64url')}`],
    ['half a one', cookieOf().split('.')[0] ?? ''],
    ['one that has run out', cookieOf({ expiresAt: Date.now() - 1 })],
  ])('knows nobody by %s', async (_, cookie) => {
    expect((await ask(cookie)).status).toBe(401)
  })
})
