import { createServer, type RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toNodeListener } from '../../server/src/node.ts'
import { actors, type Broker, startBroker } from '../../server/src/testing/start-broker.ts'
import { type BrokerValidatorOptions, brokerValidator } from './broker-validator.ts'
import { createVerifier } from './index.ts'
import type { Validator } from './validate.ts'

const token = 'the-token-of-gates-0000000000000'

let close = async () => {}
afterEach(() => close())

/** Serves over HTTP; gives the validator that asks there. */
const listen = async (
  listener: RequestListener,
  more: Partial<BrokerValidatorOptions> = {},
): Promise<{ validate: Validator; url: string }> => {
  const server = createServer(listener)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  close = async () => {
    server.closeAllConnections()
    await new Promise(done => server.close(done))
  }
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/keydesk/v1`
  return { url, validate: brokerValidator({ url, token, ...more }) }
}

describe('a gate that asks the broker', () => {
  let broker: Broker
  beforeAll(async () => {
    broker = await startBroker({ config: { narrowing: true, gateTokens: [token] } })
  })
  beforeEach(() => broker.reset())
  afterEach(() => {
    broker.mendStore()
    broker.emulator.clearFaults()
  })
  afterAll(() => broker.close())

  const connect = (more?: Partial<BrokerValidatorOptions>) => listen(toNodeListener(broker.handler), more)

  it('hears of owner, metadata and expiry', async () => {
    const { validate } = await connect()
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
    const { apiKey, value } = await broker.create('Deploy', {
      expiresAt,
      ownerId: actors.developer.person.id,
      metadata: { team: 'web' },
    })
    expect(await validate(value)).toEqual({
      ok: true,
      credential: {
        kind: 'api_key',
        id: apiKey.id,
        organizationId: 'org_northwind',
        subject: { type: 'organization', id: 'org_northwind' },
        permissions: ['posts:read'],
        name: 'Deploy',
        expiresAt,
        ownerId: actors.developer.person.id,
        metadata: { team: 'web' },
      },
    })
  })

  it('hears of narrowed permissions', async () => {
    const { validate } = await connect()
    const { apiKey, value } = await broker.create('Deploy', { permissions: ['posts:read', 'posts:write'] })
    await broker.askJson('PATCH', `/api-keys/${apiKey.id}`, { body: { permissions: ['posts:read'] } })
    expect(await validate(value)).toMatchObject({ credential: { permissions: ['posts:read'] } })
  })

  it('hears a certain no for what must not pass', async () => {
    const { validate } = await connect()
    const { apiKey, value } = await broker.create('Deploy')
    await broker.askJson('DELETE', `/api-keys/${apiKey.id}`)
    for (const refused of [value, 'sk_nothing', broker.emulator.apiKey])
      expect(await validate(refused)).toEqual({ ok: false, code: 'unknown' })
  })

  it('is told to check its token when that is refused, and never takes it for a refused key', async () => {
    const { validate } = await connect({ token: 'another-token-00000000000000000000' })
    const { value } = await broker.create('Deploy')
    const cause = 'The broker refuses the gate token (401): check KEYDESK_GATE_TOKEN'
    expect(await validate(value)).toEqual({ ok: false, code: 'unavailable', cause })
    const use = { kind: 'api_key' as const, id: 'api_key_1', count: 1, lastUsedAt: new Date().toISOString() }
    await expect(validate.reportUsage?.([use])).rejects.toThrow(cause)
  })

  it('cannot tell while the store is down', async () => {
    const { validate } = await connect()
    const { value } = await broker.create('Deploy')
    broker.breakStore()
    expect(await validate(value)).toEqual({
      ok: false,
      code: 'unavailable',
      cause: 'The broker answered 503',
    })
  })

  it('goes on asking about other keys after an outage of WorkOS, and pauses where WorkOS says how long', async () => {
    const { validate } = await connect()
    const verifier = createVerifier({ validate })
    const { value } = await broker.create('Deploy')
    broker.emulator.addFault({ path: 'validations$', status: 500 })
    expect(await verifier.verify('sk_one')).toMatchObject({ status: 503 })
    expect(await verifier.verify(value)).toMatchObject({ ok: true })
    broker.emulator.addFault({ path: 'validations$', status: 429, headers: { 'retry-after': '7' } })
    expect(await validate('sk_two')).toMatchObject({ code: 'unavailable', retryAfter: 7 })
  })

  it('tells the broker of its uses, so that the last one is right without asking WorkOS again', async () => {
    const { validate } = await connect()
    const verifier = createVerifier({ validate })
    const { apiKey, value } = await broker.create('Deploy')
    for (let n = 0; n < 5; n++) expect(await verifier.verify(value)).toMatchObject({ ok: true })
    const before = Date.now()
    expect(await verifier.verify(value)).toMatchObject({ ok: true, from: 'memory' })
    await verifier.close()
    expect(await usesOf(broker)).toEqual([{ key_id: apiKey.id, count: 6 }])
    const [listed] = (await broker.list()).data
    expect(Date.parse(listed?.lastUsedAt ?? '')).toBeGreaterThanOrEqual(before)
  })

  it('tells it nothing of an application, though its client id may be the id of a key', async () => {
    const { validate } = await connect()
    const { apiKey } = await broker.create('Deploy')
    const lastUsedAt = new Date().toISOString()
    const use = { id: apiKey.id, count: 1, lastUsedAt }
    await validate.reportUsage?.([{ kind: 'm2m', ...use }])
    expect(await usesOf(broker)).toEqual([])
    await validate.reportUsage?.([
      { kind: 'm2m', ...use, count: 3 },
      { kind: 'api_key', ...use },
    ])
    expect(await usesOf(broker)).toEqual([{ key_id: apiKey.id, count: 1 }])
  })

  it('tells again what could not be told', async () => {
    const { validate } = await connect()
    const failures: unknown[] = []
    const verifier = createVerifier({
      validate,
      usage: { intervalMs: 20, onError: error => failures.push(error) },
    })
    const { apiKey, value } = await broker.create('Deploy')
    await verifier.verify(value)
    broker.breakStore()
    while (failures.length === 0) await new Promise(done => setTimeout(done, 5))
    expect(failures[0]).toMatchObject({ message: expect.stringContaining('503') })
    broker.mendStore()
    while ((await usesOf(broker)).length === 0) await new Promise(done => setTimeout(done, 5))
    await verifier.verify(value)
    await verifier.close()
    expect(await usesOf(broker)).toEqual([{ key_id: apiKey.id, count: 2 }])
  })
})

const usesOf = async ({ store }: Broker) =>
  (
    await store.query(({ run }) =>
      run({
        text: 'select key_id, sum(count)::int as count from keydesk.api_key_uses group by 1',
        values: [],
      }),
    )
  ).rows

describe('a broker that', () => {
  const credential = {
    kind: 'api_key',
    id: 'api_key_1',
    organizationId: 'org_northwind',
    subject: { type: 'organization', id: 'org_northwind' },
    permissions: ['posts:read'],
    name: null,
    expiresAt: null,
  }
  const answer =
    (status: number, body: string | Buffer, headers: Record<string, string> = {}): RequestListener =>
    (_, response) =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  const ok = (body: unknown) => answer(200, JSON.stringify(body))

  it('is asked as its API says, with the value in the body alone', async () => {
    const seen: unknown[] = []
    const { url } = await listen(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      const { authorization, 'content-type': type } = request.headers
      seen.push([request.method, request.url, authorization, type, JSON.parse(body)])
      ok({ credential })(request, response)
    })
    expect(await brokerValidator({ url: `${url}/`, token })('sk_1')).toEqual({ ok: true, credential })
    expect(seen).toEqual([
      ['POST', '/api/keydesk/v1/verify', `Bearer ${token}`, 'application/json', { value: 'sk_1' }],
    ])
  })

  it('says more than this version knows is understood', async () => {
    const { validate } = await listen(ok({ credential: { ...credential, color: 'red' }, more: 1 }))
    expect(await validate('sk_1')).toEqual({ ok: true, credential })
  })

  it.each<[string, RequestListener]>([
    ['answers 500', answer(500, '{}')],
    ['answers 200 without an answer', ok({})],
    ['answers HTML', answer(200, '<html>')],
    ['answers nothing', answer(200, '')],
    ['has a credential without an organization', ok({ credential: { ...credential, organizationId: '' } })],
    ['has a date that is none', ok({ credential: { ...credential, expiresAt: 'soon' } })],
    ['has a token where a key is asked about', ok({ credential: { ...credential, kind: 'm2m' } })],
    ['answers 204', (_, response) => void response.writeHead(204).end()],
    ['answers too much', ok({ credential, more: 'x'.repeat(64 * 1024) })],
    [
      'answers too much once it is unpacked',
      answer(200, gzipSync(JSON.stringify({ credential, more: 'x'.repeat(9_000_000) })), {
        'content-encoding': 'gzip',
      }),
    ],
    ['breaks off', (_, response) => void response.writeHead(200).write('{', () => response.destroy())],
    ['hangs up', (_, response) => void response.destroy()],
  ])('%s cannot be asked', async (_, listener) => {
    const { validate } = await listen(listener)
    const told = await validate('sk_1')
    expect(told).toMatchObject({ ok: false, code: 'unavailable' })
    expect(JSON.stringify(told)).not.toMatch(/sk_1|the-token/)
  })

  it('redirects is not followed, so that neither the token nor the value goes elsewhere', async () => {
    const paths: unknown[] = []
    const { validate } = await listen((request, response) => {
      paths.push(request.url)
      if (request.url?.endsWith('/elsewhere')) ok({ credential })(request, response)
      else response.writeHead(307, { location: '/elsewhere' }).end()
    })
    expect(await validate('sk_1')).toMatchObject({ ok: false, code: 'unavailable' })
    await expect(
      validate.reportUsage?.([{ kind: 'api_key', id: 'a', count: 1, lastUsedAt: new Date().toISOString() }]),
    ).rejects.toThrow()
    expect(paths).toEqual(['/api/keydesk/v1/verify', '/api/keydesk/v1/usage'])
  })

  it.each<[string, RequestListener]>([
    ['never answers', () => {}],
    ['never ends its answer', (_, response) => void response.writeHead(200).write('{')],
  ])('%s is given up', async (_, listener) => {
    const { validate } = await listen(listener, { timeoutMs: 50 })
    expect(await validate('sk_1')).toMatchObject({ ok: false, code: 'unavailable' })
  })

  it('is not there cannot be asked', async () => {
    const { validate } = await listen(ok({ credential }))
    await close()
    expect(await validate('sk_1')).toMatchObject({ ok: false, code: 'unavailable' })
  })
})

it.each([
  [{ url: '/api/keydesk/v1', token }, /url of the broker/],
  [{ url: 'https://app.example.com', token: '' }, /gate token/],
])('settings that make no sense are an error at the start: %j', (settings, message) => {
  expect(() => brokerValidator(settings)).toThrow(message)
})
