import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Ask, actors, type Broker, startBroker } from '../testing/start-broker.ts'

let offset = 0
let broker: Broker
let theirs: string
beforeAll(async () => {
  broker = await startBroker({ now: () => new Date(Date.now() + offset), config: { narrowing: true } })
})
beforeEach(async () => {
  offset = 0
  broker.mendStore()
  await broker.reset()
  theirs = (await broker.create('Their secret project', { as: actors.globexAdmin })).apiKey.id
  await broker.list()
})
afterAll(() => broker.close())

const unknown = 'api_key_01AAAAAAAAAAAAAAAAAAAAAAAA'
const refusals = async (id: string, as = actors.admin): Promise<Record<string, unknown>[]> => {
  const { data } = Object((await broker.askJson('GET', `/audit-events?credentialId=${id}`, { as })).body)
  return data.filter(({ action }: { action: string }) => action === 'access.refused')
}
/** The refusals once what runs beside the answers has ended: the database serves one after the other. */
const settled = async (id: string) => {
  await broker.store.query(async () => {})
  return vi.waitFor(async () => {
    const found = await refusals(id)
    expect(found.length).toBeGreaterThan(0)
    return found
  })
}

const attempts: [what: string, method: string, path: string, more: Ask][] = [
  ['get', 'GET', '/api-keys/:id', {}],
  ['change', 'PATCH', '/api-keys/:id', { body: { purpose: 'x' } }],
  ['rotate', 'POST', '/api-keys/:id/rotate', { body: { overlapSeconds: 0 } }],
  ['acknowledge', 'POST', '/api-keys/:id/acknowledge', {}],
  ['revoke', 'DELETE', '/api-keys/:id', {}],
]

describe("an attempt on another organization's key", () => {
  it.each(attempts)(
    'to %s it is told in the own trail, and answered as for no key at all',
    async (_, method, path, more) => {
      const ask = (id: string) => broker.askJson(method, path.replace(':id', id), more)
      const [real, none] = [await ask(theirs), await ask(unknown)]
      expect(real.status).toBe(404)
      const same = ({ status, headers, body }: typeof real) => {
        const { requestId: _request, ...rest } = Object(body)
        const others = [...headers].filter(([name]) => !['x-request-id', 'ratelimit'].includes(name))
        return { status, headers: others, body: rest }
      }
      expect(same(real)).toEqual(same(none))
      expect(real.text.length).toBe(none.text.length)
      const [event, ...rest] = await settled(theirs)
      expect(rest).toEqual([])
      expect(event).toEqual({
        id: expect.any(String),
        at: expect.any(String),
        actor: actors.admin.person,
        action: 'access.refused',
        credential: { kind: 'api_key', id: theirs, name: '' },
        requestId: real.headers.get('X-Request-Id'),
        before: null,
        after: null,
        reason: 'of another organization',
      })
      expect(await refusals(unknown)).toEqual([])
      expect(await refusals(theirs, actors.globexAdmin)).toEqual([])
    },
  )

  it('is told of in a bulk revoke as well', async () => {
    await broker.askJson('POST', '/api-keys/bulk-revoke', { body: { ids: [theirs, unknown] } })
    expect(await settled(theirs)).toHaveLength(1)
  })

  it('is told of once an hour per person and key, however often it is made', async () => {
    const attempt = () =>
      Promise.all(Array.from({ length: 5 }, () => broker.ask('GET', `/api-keys/${theirs}`)))
    await attempt()
    await attempt()
    expect(await settled(theirs)).toHaveLength(1)
    await broker.ask('GET', `/api-keys/${theirs}`, { as: actors.viewer })
    await vi.waitFor(async () => expect(await refusals(theirs)).toHaveLength(2))
    offset = 3_601_000
    await attempt()
    await vi.waitFor(async () => expect(await refusals(theirs)).toHaveLength(3))
  })

  it('is answered all the same when it cannot be told of', async () => {
    let asked = 0
    const down = () => {
      asked += 1
      return asked > 6
    }
    const normal = await broker.askJson('GET', `/api-keys/${unknown}`)
    broker.breakStore(down)
    const { status, body } = await broker.askJson('GET', `/api-keys/${unknown}`)
    broker.mendStore()
    if (status === 404) expect(Object(body).code).toBe(Object(normal.body).code)
    expect([404, 503]).toContain(status)
  })
})

it('a person who may only look, and tries to revoke their own, is refused and not told of', async () => {
  const { apiKey } = await broker.create('Ours')
  expect((await broker.ask('DELETE', `/api-keys/${apiKey.id}`, { as: actors.viewer })).status).toBe(403)
  expect(await refusals(apiKey.id)).toEqual([])
})
