import { createServer, type RequestListener } from 'node:http'
import type { FaultInput } from '@keydesk/workos-emulator'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accountOf } from '../testing/account-of.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

const deadlineMs = 250
let broker: Broker
/** The same broker before the same WorkOS, with little time. */
let hurried: Broker
let keyId: string
let value: string
beforeAll(async () => {
  broker = await startBroker()
  const workos = accountOf(broker.emulator)
  hurried = await startBroker({ config: { workos, upstreamTimeoutMs: deadlineMs } })
})
beforeEach(async () => {
  await broker.reset()
  const created = await broker.create('Deploy bot')
  keyId = created.apiKey.id
  value = created.value
})
afterEach(() => broker.emulator.clearFaults())
afterAll(async () => {
  await broker.close()
  await hurried.close()
})

/** As if nobody had read the organization's keys yet. */
const forgetMirror = () =>
  broker.store.query(async tx => void (await tx.execute('truncate keydesk.mirror_states')))

const anything: Pick<FaultInput, 'path' | 'times'> = { path: '.*', times: 50 }
const create = { body: { name: 'Key', permissions: ['posts:read'], expiresAt: null } }
const requests = (of = broker) =>
  ({
    list: () => of.askJson('GET', '/api-keys'),
    permissions: () => of.askJson('GET', '/permissions'),
    members: () => of.askJson('GET', '/members'),
    get: () => of.askJson('GET', `/api-keys/${keyId}`),
    create: () => of.askJson('POST', '/api-keys', create),
    revoke: () => of.askJson('DELETE', `/api-keys/${keyId}`),
    test: () => of.askJson('POST', '/api-keys/test', { body: { value } }),
  }) as const

type Fault = [what: string, fault: Omit<FaultInput, 'path'>, code: string, status: number]
const faults: Fault[] = [
  ['500', { status: 500 }, 'upstream_unavailable', 503],
  ['503 in HTML', { status: 503, mode: 'html' }, 'upstream_unavailable', 503],
  ['a reset connection', { mode: 'reset' }, 'upstream_unavailable', 503],
  ['nothing at all', { mode: 'hang' }, 'upstream_timeout', 504],
  ['an answer that comes too late', { delayMs: deadlineMs + 100 }, 'upstream_timeout', 504],
  ['HTML with 200', { status: 200, mode: 'html' }, 'upstream_invalid', 502],
  ['truncated JSON', { mode: 'truncate' }, 'upstream_invalid', 502],
  ['JSON of another shape', { status: 200, body: { data: [{ id: 7 }] } }, 'upstream_invalid', 502],
  ['JSON that is null', { status: 200, body: null }, 'upstream_invalid', 502],
  ['a redirect', { status: 302, headers: { Location: 'https://evil.test/' } }, 'upstream_invalid', 502],
  ['more than the cap', { status: 200, body: 'x'.repeat(1_100_000) }, 'upstream_invalid', 502],
  ['401', { status: 401 }, 'upstream_unavailable', 503],
  ['403', { status: 403 }, 'upstream_unavailable', 503],
  ['404 in HTML', { status: 404, mode: 'html' }, 'upstream_invalid', 502],
  ['429', { status: 429, headers: { 'Retry-After': '7' } }, 'upstream_rate_limited', 503],
]
/** Every operation goes through the same gateway; these show that each does. */
const faultsOfAll = faults.filter(([what]) =>
  ['500', 'nothing at all', 'HTML with 200', 'truncated JSON'].includes(what),
)
type Case = [operation: keyof ReturnType<typeof requests>, ...Fault]
const cases: Case[] = [
  ...(['list', 'create'] as const).flatMap(name => faults.map((fault): Case => [name, ...fault])),
  // What a deletion answers with beside its status is never read.
  ...faults.filter(([what]) => !what.startsWith('JSON')).map((fault): Case => ['revoke', ...fault]),
  ...(['permissions', 'members', 'get', 'test'] as const).flatMap(name =>
    faultsOfAll.map((fault): Case => [name, ...fault]),
  ),
]

it.each(cases)(
  '%s answers %s of WorkOS in time, by the table, and says nothing of its insides',
  async (name, _, fault, code, status) => {
    if (name === 'list' || name === 'get') await forgetMirror()
    broker.emulator.clearRequests()
    broker.emulator.addFault({ ...anything, ...fault })
    const started = performance.now()
    const answer = await requests(code === 'upstream_timeout' ? hurried : broker)[name]()
    expect(performance.now() - started).toBeLessThan(deadlineMs + 4000)
    expect([answer.status, answer.body]).toEqual([status, expect.objectContaining({ code, status })])
    expect(answer.text).not.toMatch(/\bat .+:\d+|node_modules|stack|WORKOS_API_KEY|sk_|localhost|emulator/)
    expect(Number(answer.headers.get('Retry-After') ?? 1)).toBeGreaterThanOrEqual(1)
    expect(answer.headers.has('Retry-After')).toBe(status === 503)
    expect(broker.emulator.requests()).toHaveLength(1)
  },
)

it.each(faults)('the list that is known is shown through %s', async (_, fault, code) => {
  const of = code === 'upstream_timeout' ? hurried : broker
  await broker.store.query(
    async tx =>
      void (await tx.execute(`update keydesk.mirror_states set refreshed_at = now() - interval '1 hour'`)),
  )
  broker.emulator.addFault({ ...anything, ...fault })
  const { status, body } = await requests(of).list()
  expect([status, body]).toEqual([200, expect.objectContaining({ total: 1 })])
})

describe('WorkOS', () => {
  it.each([
    ['7', '7'],
    ['0', '1'],
    ['9999', '60'],
    [new Date(Date.now() - 5000).toUTCString(), '1'],
    [new Date(Date.now() + 600_000).toUTCString(), '60'],
    ['soon', '5'],
  ])('may ask for patience with Retry-After %s, which becomes %s', async (header, expected) => {
    await forgetMirror()
    broker.emulator.addFault({ ...anything, status: 429, headers: { 'Retry-After': header } })
    expect((await requests().list()).headers.get('Retry-After')).toBe(expected)
  })

  it('is loudly said to refuse our key, in the log alone', async () => {
    await forgetMirror()
    broker.emulator.addFault({ ...anything, status: 401 })
    broker.lines.length = 0
    await requests().list()
    const loud = broker.lines.filter(line => line.includes('WORKOS_API_KEY')).map(line => JSON.parse(line))
    expect(loud).toEqual([expect.objectContaining({ level: 'error', requestId: expect.any(String) })])
  })

  it('that does not know the organization is in the wrong, not the reader', async () => {
    const as = { ...actors.admin, organization: { id: 'org_gone', name: 'Gone' } }
    expect(await broker.askJson('GET', '/api-keys', { as })).toMatchObject({
      status: 502,
      body: { code: 'upstream_invalid' },
    })
    expect((await broker.askJson('POST', '/api-keys', { ...create, as })).status).toBe(502)
  })

  it('may have deleted the key already: the revoke is done', async () => {
    broker.emulator.addFault({ method: 'DELETE', path: '.*', status: 404, body: { message: 'not found' } })
    expect((await requests().revoke()).status).toBe(204)
  })

  it.each([
    [{ status: 404, mode: 'html' as const }, 502],
    [{ status: 500 }, 503],
    [{ mode: 'hang' as const }, 504],
  ])(
    'that answers a deletion with %j leaves the key marked as revoked, and is asked again',
    async (fault, status) => {
      broker.emulator.addFault({ method: 'DELETE', path: '.*', ...fault })
      expect((await requests(status === 504 ? hurried : broker).revoke()).status).toBe(status)
      expect((await broker.list()).data).toEqual([])
      expect((await requests().get()).body).toMatchObject({ status: 'revoked' })
      expect((await requests().revoke()).status).toBe(204)
      expect((await requests().test()).body).toEqual({ valid: false })
      broker.emulator.clearRequests()
      expect((await requests().revoke()).status).toBe(204)
      expect(broker.emulator.requests()).toEqual([])
    },
  )

  it('may call a value no key at all: it is as invalid as any', async () => {
    broker.emulator.addFault({ path: 'validations', status: 422, body: { message: 'invalid' } })
    expect((await requests().test()).body).toEqual({ valid: false })
  })

  it('cannot make a key valid by an answer without one', async () => {
    for (const body of [{}, { api_key: {} }, { api_key: true }, []]) {
      broker.emulator.addFault({ path: 'validations', status: 200, body })
      expect((await requests().test()).status).toBe(502)
    }
  })

  it('cannot keep a fold of pages going for ever', async () => {
    const page = { object: 'list', data: [], list_metadata: { before: null, after: 'again' } }
    broker.emulator.addFault({ ...anything, status: 200, body: page })
    broker.emulator.clearRequests()
    expect((await requests().permissions()).body).toMatchObject({ code: 'upstream_invalid' })
    expect(broker.emulator.requests()).toHaveLength(2)
  })

  it('is heard out up to 1 MiB and not a byte further', async () => {
    const answerOf = async (bytes: number) => {
      const page = { object: 'list', data: [], list_metadata: { before: null, after: null }, padding: '' }
      page.padding = 'x'.repeat(bytes - JSON.stringify(page).length)
      await forgetMirror()
      broker.emulator.addFault({ ...anything, times: 1, status: 200, body: page })
      return (await requests().list()).status
    }
    expect(await answerOf(1_048_576)).toBe(200)
    expect(await answerOf(1_048_577)).toBe(502)
  })

  it('cannot slip a key of somebody else into the list', async () => {
    const answer = await fetch(`${broker.emulator.url}/organizations/org_northwind/api_keys`, {
      headers: { Authorization: `Bearer ${broker.emulator.apiKey}` },
    })
    const page = JSON.parse(await answer.text())
    page.data.push({
      ...page.data[0],
      id: 'api_key_theirs01',
      owner: { type: 'organization', id: 'org_globex' },
    })
    page.data.push({
      ...page.data[0],
      owner: { type: 'user', id: 'user_1', organization_id: 'org_northwind' },
    })
    await forgetMirror()
    broker.emulator.addFault({ ...anything, status: 200, body: page })
    expect((await broker.list()).data.map(({ id }) => id)).toEqual([keyId])
    expect((await broker.askJson('DELETE', '/api-keys/api_key_theirs01')).status).toBe(404)
  })
})

describe('a WorkOS that breaks off', () => {
  const serveWith = async (listener: RequestListener) => {
    const server = createServer(listener).listen(0, '127.0.0.1')
    await new Promise(resolve => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const workos = accountOf({ port })
    const lame = await startBroker({ config: { workos, upstreamTimeoutMs: 500 } })
    const { body } = await lame.askJson('GET', '/api-keys')
    await lame.close()
    server.closeAllConnections()
    server.close()
    return Object(body).code
  }

  it('in the middle of a success is unreliable', async () => {
    const code = await serveWith((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 500 })
      response.write('{"data":[')
      setTimeout(() => response.destroy(), 20)
    })
    expect(code).toBe('upstream_invalid')
  })

  it('in the middle and then stays silent is late', async () => {
    const code = await serveWith((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      response.write('{"data":[')
    })
    expect(code).toBe('upstream_timeout')
  })

  it('by not listening at all is unavailable', async () => {
    const workos = accountOf({ port: 9 })
    const lame = await startBroker({ config: { workos } })
    expect((await lame.askJson('GET', '/api-keys')).body).toMatchObject({ code: 'upstream_unavailable' })
    await lame.close()
  })
})
