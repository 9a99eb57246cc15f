import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { problemSchema } from '../schemas/problem.ts'
import { type Ask, actors, type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
let ids = 0
beforeAll(async () => {
  broker = await startBroker({ id: () => `request-${++ids}` })
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

const someOfAll: [string, string, Ask, number][] = [
  ['GET', '/session', {}, 200],
  ['GET', '/api-keys', {}, 200],
  ['POST', '/api-keys', { body: { name: 'Key', permissions: [], expiresAt: null } }, 201],
  ['POST', '/api-keys/test', { body: { value: 'x' } }, 200],
  ['GET', '/openapi.json', { as: null, headers: { 'Keydesk-Client': null } }, 200],
  ['GET', '/nothing', {}, 404],
  ['PUT', '/api-keys', {}, 405],
  ['GET', '/session', { as: null }, 401],
  ['GET', '/session', { headers: { 'Keydesk-Client': null } }, 403],
  ['GET', '/api-keys/x', {}, 404],
  ['POST', '/api-keys/test', { body: '{' }, 400],
  ['POST', '/api-keys/test', { body: {} }, 422],
]

describe('every response', () => {
  it.each(someOfAll)('of %s %s %j carries the standard headers', async (method, path, request, status) => {
    const { headers, body, ...answer } = await broker.askJson(method, path, request)
    expect(answer.status).toBe(status)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      vary: 'Cookie, Origin',
      'x-content-type-options': 'nosniff',
      'x-request-id': `request-${ids}`,
      'content-type': status < 400 ? 'application/json' : 'application/problem+json',
    })
    expect(
      [...headers.keys()].filter(name => name.startsWith('access-control') || name === 'set-cookie'),
    ).toEqual([])
    if (status >= 400) {
      const problem = problemSchema.parse(body)
      expect(problem).toMatchObject({
        type: `urn:keydesk:problem:${problem.code}`,
        status,
        requestId: `request-${ids}`,
        detail: expect.stringMatching(/^[A-Z].*\.$/),
      })
    }
  })

  it('with 204 has no body and no type', async () => {
    const { apiKey } = await broker.create('Key')
    const response = await broker.ask('DELETE', `/api-keys/${apiKey.id}`)
    expect([response.status, response.body, response.headers.get('Content-Type')]).toEqual([204, null, null])
    expect(response.headers.get('Cache-Control')).toBe('no-store')
  })

  it('ignores a request id of the sender', async () => {
    const { headers } = await broker.ask('GET', '/session', { headers: { 'X-Request-Id': 'mine' } })
    expect(headers.get('X-Request-Id')).toBe(`request-${ids}`)
  })

  it('tells a client without a session how sessions work here', async () => {
    expect((await broker.ask('GET', '/session', { as: null })).headers.get('WWW-Authenticate')).toBe(
      'Session',
    )
  })

  it.each([
    ['PUT', '/api-keys', 'GET, POST'],
    ['HEAD', '/api-keys', 'GET, POST'],
    ['OPTIONS', '/session', 'GET'],
    ['PUT', '/api-keys/api_key_1', 'DELETE, GET, PATCH'],
    ['GET', '/api-keys/api_key_1/rotate', 'POST'],
    ['GET', '/api-keys/api_key_1/acknowledge', 'POST'],
    ['DELETE', '/audit-events', 'GET'],
    ['DELETE', '/openapi.json', 'GET'],
    ['GET', '/api-keys/test', ''],
  ])('to %s %s names the methods there are', async (method, path, allow) => {
    const response = await broker.ask(method, path)
    if (allow === '') expect(response.status).toBe(404)
    else expect([response.status, response.headers.get('Allow')]).toEqual([405, allow])
  })

  it.each([
    '/api/keydesk/v1',
    '/api/keydesk/v1/',
    '/api/keydesk/v2/session',
    '/session',
    '/',
    '/api/keydesk/v1x/session',
  ])('at %s is that there is no such route', async path => {
    const response = await broker.handler(new Request(`https://bff.test${path}`))
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'route_not_found' })
  })

  it('never carries a field that the contract does not name', async () => {
    const person = { ...actors.admin.person, passwordHash: 'x' }
    const organization = { ...actors.admin.organization, plan: 'gold' }
    const as = { ...actors.admin, person, organization, organizations: [organization] }
    const { status, text } = await broker.askJson('GET', '/session', { as })
    expect(status).toBe(200)
    expect(text).not.toMatch(/passwordHash|gold/)
  })

  it('is our fault when the host does not know whose session it is', async () => {
    const as = { ...actors.admin, person: Object({ id: 7 }) }
    expect((await broker.askJson('GET', '/session', { as })).body).toMatchObject({ code: 'internal' })
  })
})

describe('the syntax of a body', () => {
  const send = async (body: unknown, type = 'application/json', more = {}) =>
    (await broker.ask('POST', '/api-keys/test', { body, headers: { 'Content-Type': type, ...more } })).status

  it.each(['application/json', 'Application/JSON; charset=utf-8', 'application/json;charset="UTF-8"'])(
    'is read when its type is %s',
    async type => {
      expect(await send('{"value":"x"}', type)).toBe(200)
    },
  )

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'text/json',
    'application/jsonp',
    'application/json; charset=utf-16',
    'application/json, text/plain',
    'application/problem+json',
  ])('is not even looked at when its type is %s', async type => {
    expect(await send('{"value":"x"}', type)).toBe(415)
  })

  it('is not looked at when it is compressed or has no type', async () => {
    expect(await send('{"value":"x"}', 'application/json', { 'Content-Encoding': 'gzip' })).toBe(415)
    const bytes = new TextEncoder().encode('{"value":"x"}')
    expect(
      (await broker.ask('POST', '/api-keys/test', { body: bytes, headers: { 'Content-Type': null } })).status,
    ).toBe(415)
  })

  it.each(['{', '{"value":"x"', "{'value':'x'}", '{"value":"x"}{}', 'undefined', '\u0000'])(
    'must be JSON: %j',
    async text => {
      expect(await send(text)).toBe(400)
    },
  )

  it('must be UTF-8', async () => {
    expect(await send(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBe(400)
  })

  it('may have 16 KiB and not a byte more', async () => {
    const of = (bytes: number) => `{"value":"${'x'.repeat(bytes - 12)}"}`
    expect(await send(of(16_384))).toBe(200)
    expect(await send(of(16_385))).toBe(413)
    expect(await send('{}', 'application/json', { 'Content-Length': '16385' })).toBe(413)
  })
})
