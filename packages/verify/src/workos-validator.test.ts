import { createServer, type RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { createVerifier } from './index.ts'
import { workosValidator } from './workos-validator.ts'

const key = {
  object: 'api_key',
  id: 'api_key_1',
  owner: { type: 'organization', id: 'org_northwind' },
  name: 'Nightly import',
  obfuscated_value: 'sk_...0001',
  permissions: ['posts:read'],
  last_used_at: null,
  expires_at: null,
  created_at: '2026-11-01T00:00:00.000Z',
  updated_at: '2026-11-01T00:00:00.000Z',
}

let close = async () => {}
afterEach(() => close())

/** Stands where WorkOS stands and answers what no sane WorkOS would; counts the calls. */
const listen = async (listener: RequestListener, { timeoutMs }: { timeoutMs?: number } = {}) => {
  let calls = 0
  const server = createServer((request, response) => {
    calls++
    listener(request, response)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  close = async () => {
    server.closeAllConnections()
    await new Promise(done => server.close(done))
  }
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const validate = workosValidator({
    apiKey: 'sk_environment',
    apiHostname: '127.0.0.1',
    port,
    https: false,
    ...(timeoutMs !== undefined && { timeoutMs }),
  })
  return { validate, port, calls: () => calls }
}

const answerJson =
  (body: unknown, status = 200): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

test('asks WorkOS as its own API says, with the environment’s key and the value in the body alone', async () => {
  const seen: unknown[] = []
  const { validate } = await listen(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    seen.push([request.method, request.url, request.headers.authorization, JSON.parse(body)])
    answerJson({ api_key: key })(request, response)
  })
  expect(await validate('sk_1')).toEqual({
    ok: true,
    credential: {
      kind: 'api_key',
      id: 'api_key_1',
      organizationId: 'org_northwind',
      subject: { type: 'organization', id: 'org_northwind' },
      permissions: ['posts:read'],
      name: 'Nightly import',
      expiresAt: null,
    },
  })
  expect(seen).toEqual([['POST', '/api_keys/validations', 'Bearer sk_environment', { value: 'sk_1' }]])
})

test('a key of a user tells the user and the organization apart', async () => {
  const owner = { type: 'user', id: 'user_1', organization_id: 'org_globex' }
  const { validate } = await listen(answerJson({ api_key: { ...key, owner } }))
  expect(await validate('sk_1')).toMatchObject({
    credential: { organizationId: 'org_globex', subject: { type: 'user', id: 'user_1' } },
  })
})

test('expires_at is kept, in UTC', async () => {
  const { validate } = await listen(
    answerJson({ api_key: { ...key, expires_at: '2027-01-01T02:00:00+02:00' } }),
  )
  expect(await validate('sk_1')).toMatchObject({ credential: { expiresAt: '2027-01-01T00:00:00.000Z' } })
})

test('null is a plain no', async () => {
  const { validate } = await listen(answerJson({ api_key: null }))
  expect(await validate('sk_1')).toEqual({ ok: false, code: 'unknown' })
})

test('the environment’s own key is refused and never sent anywhere', async () => {
  const { validate, calls } = await listen(answerJson({ api_key: key }))
  expect(await validate('sk_environment')).toEqual({ ok: false, code: 'environment_key' })
  expect(await validate('sk_environmenT')).toMatchObject({ ok: true })
  expect(calls()).toBe(1)
})

test('an empty environment key is a mistake at start, not a fallback to the process environment', () => {
  expect(() => workosValidator({ apiKey: '' })).toThrow(TypeError)
})

const { id: _id, ...withoutId } = key
const { expires_at: _expiresAt, ...withoutExpiry } = key

test.each([
  ['no object at all', null],
  ['an array', []],
  ['a bare true', true],
  ['no api_key member', {}],
  ['api_key false', { api_key: false }],
  ['an empty key', { api_key: {} }],
  ['a key without id', { api_key: withoutId }],
  ['a key with an empty id', { api_key: { ...key, id: '' } }],
  ['a key without expires_at', { api_key: withoutExpiry }],
  ['an expiry that is no date', { api_key: { ...key, expires_at: 'soon' } }],
  ['an expiry that is a number', { api_key: { ...key, expires_at: 4e12 } }],
  ['permissions as one string', { api_key: { ...key, permissions: 'posts:read' } }],
  ['permissions that are not strings', { api_key: { ...key, permissions: [{ slug: 'posts:read' }] } }],
  ['no owner', { api_key: { ...key, owner: null } }],
  ['an owner without id', { api_key: { ...key, owner: { type: 'organization' } } }],
  ['an owner with an empty id', { api_key: { ...key, owner: { type: 'organization', id: '' } } }],
  ['an owner of an unknown type', { api_key: { ...key, owner: { type: 'agent', id: 'agent_1' } } }],
  ['a user without organization', { api_key: { ...key, owner: { type: 'user', id: 'user_1' } } }],
  ['another kind of object', { api_key: { ...key, object: 'connect_application' } }],
])('an answer with %s is neither a yes nor a no', async (_, body) => {
  const { validate } = await listen(answerJson(body))
  expect(await validate('sk_1')).toMatchObject({ ok: false, code: 'unavailable' })
})

test.each([400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504])(
  'a %d from WorkOS is neither a yes nor a no, and is not asked again',
  async status => {
    const { validate, calls } = await listen(answerJson({ message: 'sk_1 is broken', api_key: key }, status))
    const validation = await validate('sk_1')
    expect(validation).toMatchObject({ ok: false, code: 'unavailable' })
    expect(JSON.stringify(validation)).not.toContain('sk_1')
    expect(calls()).toBe(1)
  },
)

test('an error whose body is not an object is survived', async () => {
  const { validate } = await listen(answerJson(null, 500))
  expect(await validate('sk_1')).toMatchObject({ code: 'unavailable' })
})

test('the wait that WorkOS asks for on 429 is passed on', async () => {
  const { validate } = await listen((_, response) => {
    response
      .writeHead(429, { 'content-type': 'application/json', 'retry-after': '17' })
      .end('{"message":"slow down"}')
  })
  expect(await validate('sk_1')).toMatchObject({ code: 'unavailable', retryAfter: 17 })
  expect(await createVerifier({ validate }).verify('sk_1')).toMatchObject({
    headers: { 'Retry-After': '17' },
  })
})

test.each([301, 302, 303, 307, 308])(
  'a %d is not followed: it would carry the key elsewhere',
  async status => {
    const { validate, port, calls } = await listen((request, response) => {
      if (request.url === '/elsewhere') return answerJson({ api_key: key })(request, response)
      response.writeHead(status, { location: `http://127.0.0.1:${port}/elsewhere` }).end()
    })
    expect(await validate('sk_1')).toMatchObject({ code: 'unavailable' })
    expect(calls()).toBe(1)
  },
)

test('an answer that is too long is given up, compressed or not, however it is dressed', async () => {
  const long = JSON.stringify({ api_key: { ...key, name: 'x'.repeat(70_000) } })
  const plain = await listen((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(long)
  })
  expect(await plain.validate('sk_1')).toMatchObject({ code: 'unavailable' })
  await close()
  const zipped = await listen((_, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .end(gzipSync(long))
  })
  expect(await zipped.validate('sk_1')).toMatchObject({ code: 'unavailable' })
})

test('an answer that never ends is cut off by size', async () => {
  const { validate } = await listen((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const chunk = ' '.repeat(16_384)
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', pour)
    pour()
  })
  const started = performance.now()
  expect(await validate('sk_1')).toMatchObject({ code: 'unavailable' })
  expect(performance.now() - started).toBeLessThan(1_500)
})

test('an answer that trickles is cut off by the same deadline as one that never starts', async () => {
  const { validate } = await listen(
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    },
    { timeoutMs: 200 },
  )
  const started = performance.now()
  expect(await validate('sk_1')).toEqual({
    ok: false,
    code: 'unavailable',
    cause: 'WorkOS did not answer in time',
  })
  expect(performance.now() - started).toBeLessThan(1_000)
})

test('nothing listening there is neither a yes nor a no', async () => {
  const { validate } = await listen(answerJson({ api_key: key }))
  await close()
  expect(await validate('sk_1')).toMatchObject({ ok: false, code: 'unavailable' })
})
