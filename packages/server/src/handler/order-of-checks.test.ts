import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Ask, actors, type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
let keyId: string
beforeAll(async () => {
  broker = await startBroker({
    config: {
      limits: { bodyBytes: 1024, personBurst: 300, personRequestsPerSecond: 1 },
      stepUp: { maxAgeSeconds: 900 },
    },
  })
  for (let sent = 0; sent < 301; sent += 1) await broker.ask('GET', '/session', { as: hasty })
})
beforeEach(async () => {
  await broker.reset()
  keyId = (await broker.create('Deploy bot', { as: { ...actors.admin, authenticatedAt: new Date() } })).apiKey
    .id
})
afterAll(() => broker.close())

interface Violation {
  /** What this check answers. */
  code: string
  method?: string
  path?: string
  request?: Ask
  /** When the person signed in; otherwise just now. */
  signedIn?: Date
  /** Makes WorkOS fail. */
  fault?: true
}

/** Somebody who has sent too many requests. */
const hasty = { ...actors.admin, person: { ...actors.admin.person, id: 'user_hasty' } }

const tooLarge = JSON.stringify({ name: 'x'.repeat(2000) })
const good = { name: 'Key', permissions: ['posts:read'], expiresAt: null }

/** One way to fail each check, in the order the contract promises; a request is built by laying one over another. */
const route: Violation = { code: 'route_not_found', path: '/nothing' }
const method: Violation = { code: 'method_not_allowed', method: 'PUT' }
const client: Violation = { code: 'csrf_rejected', request: { headers: { 'Keydesk-Client': null } } }
const origin: Violation = {
  code: 'origin_not_allowed',
  request: { headers: { Origin: 'https://evil.test' } },
}
const site: Violation = { code: 'csrf_rejected', request: { headers: { 'Sec-Fetch-Site': 'cross-site' } } }
const session: Violation = { code: 'unauthenticated', request: { as: null } }
const organization: Violation = { code: 'no_organization', request: { as: actors.nowhere } }
const rate: Violation = { code: 'rate_limited', request: { as: hasty } }
const size: Violation = { code: 'payload_too_large', request: { body: tooLarge } }
const type: Violation = {
  code: 'unsupported_media_type',
  request: { headers: { 'Content-Type': 'text/plain' } },
}
const json: Violation = { code: 'malformed_request', request: { body: '{' } }
const idempotency: Violation = {
  code: 'malformed_request',
  request: { headers: { 'Idempotency-Key': null } },
}
const access: Violation = { code: 'permission_denied', request: { as: actors.viewer } }
const signIn: Violation = { code: 'reauthentication_required', signedIn: new Date('2026-01-01') }
const field: Violation = { code: 'validation_failed', request: { body: { ...good, color: 'red' } } }
const slug: Violation = {
  code: 'validation_failed',
  request: { body: { ...good, permissions: ['nope:nope'] } },
}
const escalation: Violation = {
  code: 'permission_escalation',
  request: { as: actors.developer, body: { ...good, permissions: ['exports:create'] } },
}
const fieldAndEscalation: Violation = {
  code: 'validation_failed',
  request: { as: actors.developer, body: { ...good, permissions: ['exports:create'], color: 'red' } },
}
const upstream: Violation = { code: 'upstream_unavailable', fault: true }

const ask = async (...violations: Violation[]) => {
  const layered: Violation & { method: string; path: string } = Object.assign(
    { method: 'POST', path: '/api-keys' },
    ...violations,
  )
  const { signedIn: authenticatedAt = new Date() } = layered
  const request: Ask = Object.assign(
    { body: good, as: actors.admin },
    ...violations.map(({ request }) => request),
  )
  if (request.as) request.as = { ...request.as, authenticatedAt }
  request.headers = Object.assign({}, ...violations.map(({ request }) => request?.headers))
  if (violations.some(({ fault }) => fault)) {
    broker.emulator.addFault({ path: '^/organizations/.*', method: 'POST', status: 500 })
  }
  const { status, body } = await broker.askJson(layered.method, layered.path, request)
  broker.emulator.clearFaults()
  return status === 201 ? 'created' : Object(body).code
}

it('takes the request that violates nothing', async () => {
  expect(await ask()).toBe('created')
})

it.each(
  Object.entries({
    route,
    method,
    client,
    origin,
    site,
    session,
    organization,
    rate,
    size,
    type,
    json,
  }).concat(
    Object.entries({ idempotency, access, signIn, field, slug, escalation, fieldAndEscalation, upstream }),
  ),
)('answers a request that fails at the check of %s alone', async (_, violation) => {
  expect(await ask(violation)).toBe(violation.code)
})

it.each<[string, Violation, Violation]>([
  ['the route before the method', { ...route, method: 'PUT' }, method],
  ['the method before the client header', method, client],
  ['the client header before the origin', client, origin],
  ['the method before the origin', method, origin],
  ['the origin before the session', origin, session],
  ['what the browser says of the site before the session', site, session],
  ['the client header before the session', client, session],
  ['the session before the rate', session, rate],
  ['the organization before the rate', organization, rate],
  ['the rate before the size', rate, size],
  ['the rate before the syntax', rate, json],
  ['the session before the size', session, size],
  ['the organization before the size', organization, size],
  ['the organization before the access', organization, json],
  ['the size before the media type', size, type],
  ['the media type before the syntax', type, json],
  ['the media type before the idempotency key', type, idempotency],
  ['the syntax before the access', json, access],
  ['the idempotency key before the access', idempotency, access],
  ['the access before the age of the sign-in', access, signIn],
  ['the syntax before the age of the sign-in', json, signIn],
  ['the age of the sign-in before the fields', signIn, field],
  ['the age of the sign-in before the slugs', signIn, slug],
  ['the access before the fields', access, field],
  ['the access before the slugs', access, slug],
  ['the fields before WorkOS', field, upstream],
  ['the escalation before WorkOS', escalation, upstream],
])('checks %s', async (_, earlier, later) => {
  expect(await ask(later, earlier)).toBe(earlier.code)
})

it('checks the query and the cursor before the access', async () => {
  for (const query of ['?nope=1', '?cursor=garbage', '?limit=0', '?limit=5&limit=6']) {
    const { body } = await broker.askJson('GET', `/api-keys${query}`, { as: actors.stranger })
    expect(body).toMatchObject({ code: 'malformed_request' })
  }
})

it('checks the access before the object, and the object before WorkOS is asked to do anything', async () => {
  const denied = await broker.askJson('DELETE', '/api-keys/nonsense', { as: actors.viewer })
  expect(denied.body).toMatchObject({ code: 'permission_denied' })
  broker.emulator.clearRequests()
  for (const id of ['nonsense', 'api_key_', 'api_key_../x', 'API_KEY_01AAAAAAAAAAAAAAAAAAAAAAAA', '%ZZ']) {
    const { body } = await broker.askJson('DELETE', `/api-keys/${encodeURIComponent(id)}`)
    expect(body).toMatchObject({ code: 'not_found', status: 404 })
  }
  expect(broker.emulator.requests()).toEqual([])
})

it('checks the size and media type of a body that came where none is needed', async () => {
  const path = `/api-keys/${keyId}`
  expect((await broker.askJson('DELETE', path, { body: tooLarge })).status).toBe(413)
  const typed = { body: 'x', headers: { 'Content-Type': 'text/plain' } }
  expect((await broker.askJson('DELETE', path, typed)).status).toBe(415)
  expect((await broker.askJson('DELETE', path, { body: {} })).status).toBe(400)
  expect((await broker.list()).data).toHaveLength(1)
})

it('says of an empty body that it is missing, whatever type it claims', async () => {
  const empty = { body: '', headers: { 'Content-Type': 'text/plain' } }
  expect((await broker.askJson('POST', '/api-keys', empty)).body).toMatchObject({ code: 'malformed_request' })
  expect((await broker.askJson('POST', '/api-keys')).body).toMatchObject({ code: 'malformed_request' })
})
