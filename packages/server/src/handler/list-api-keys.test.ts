import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let offset = 0
let broker: Broker
beforeAll(async () => {
  broker = await startBroker({ now: () => new Date(Date.now() + offset) })
})
beforeEach(async () => {
  offset = 0
  await broker.reset()
})
afterAll(() => broker.close())

const createMany = async (count: number) => {
  for (let index = 1; index <= count; index += 1) await broker.create(`Key ${index}`)
}
const namesOf = ({ data }: Awaited<ReturnType<Broker['list']>>) => data.map(({ name }) => name)

describe('a list of keys', () => {
  it('goes forth and back through the same pages, newest first', async () => {
    await createMany(5)
    const first = await broker.list('?limit=2')
    expect(namesOf(first)).toEqual(['Key 5', 'Key 4'])
    expect(first.previousCursor).toBeNull()
    const second = await broker.list(`?limit=2&cursor=${first.nextCursor}`)
    expect(namesOf(second)).toEqual(['Key 3', 'Key 2'])
    const third = await broker.list(`?limit=2&cursor=${second.nextCursor}`)
    expect(namesOf(third)).toEqual(['Key 1'])
    expect(third.nextCursor).toBeNull()

    const back = await broker.list(`?limit=2&cursor=${third.previousCursor}`)
    expect(back).toEqual(second)
    const start = await broker.list(`?limit=2&cursor=${back.previousCursor}`)
    expect(start).toEqual(first)
  })

  it('has 25 keys to a page unless asked for more, and 100 at most', async () => {
    await createMany(26)
    expect((await broker.list()).data).toHaveLength(25)
    expect((await broker.list('?limit=100')).data).toHaveLength(26)
    expect((await broker.askJson('GET', '/api-keys?limit=101')).status).toBe(400)
  })

  it('binds its cursors to the organization', async () => {
    await createMany(2)
    const { nextCursor } = await broker.list('?limit=1')
    broker.emulator.clearRequests()
    const answer = await broker.askJson('GET', `/api-keys?limit=1&cursor=${nextCursor}`, {
      as: actors.globexAdmin,
    })
    expect(answer.body).toMatchObject({ code: 'malformed_request' })
    expect(broker.emulator.requests()).toEqual([])
  })

  it('goes on where a cursor points, even when the key that was there is gone', async () => {
    await createMany(3)
    const first = await broker.list('?limit=1')
    await broker.ask('DELETE', `/api-keys/${first.data[0]?.id}`)
    const second = await broker.list(`?limit=1&cursor=${first.nextCursor}`)
    expect([namesOf(second), second.previousCursor, second.total]).toEqual([['Key 2'], null, 2])
  })

  const write = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  it.each([
    '',
    'garbage',
    '%00',
    write(null),
    write('x'),
    write({ v: 2, o: 'org_northwind', a: 'x' }),
    write({ v: 1, o: 'org_northwind' }),
    write({ v: 1, o: 'org_northwind', a: 'x', b: 'y' }),
    write({ v: 1, o: 'org_northwind', a: 7 }),
    write({ v: 1, a: 'x' }),
    'a'.repeat(1001),
  ])('takes no cursor like %s', async cursor => {
    broker.emulator.clearRequests()
    expect((await broker.askJson('GET', `/api-keys?cursor=${cursor}`)).status).toBe(400)
    expect(broker.emulator.requests()).toEqual([])
  })

  it.each(['kind', 'organizationId', 'organization_id', 'Limit', '__proto__', 'constructor'])(
    'does not know the parameter %s',
    async name => {
      const { body } = await broker.askJson('GET', `/api-keys?${name}=name`)
      expect(body).toMatchObject({ code: 'malformed_request', detail: expect.stringContaining(name) })
    },
  )

  it('finds a key beyond the first hundred, to show it or to revoke it', async () => {
    await createMany(101)
    const all = [...(await broker.list('?limit=100')).data]
    const last = await broker.list(`?limit=100&cursor=${(await broker.list('?limit=100')).nextCursor}`)
    const oldest = last.data[0]
    expect([all.length, oldest?.name]).toEqual([100, 'Key 1'])
    expect((await broker.ask('GET', `/api-keys/${oldest?.id}`)).status).toBe(200)
    expect((await broker.ask('DELETE', `/api-keys/${oldest?.id}`)).status).toBe(204)
    const { body } = await broker.askJson('GET', `/api-keys/${oldest?.id}`)
    expect(body).toMatchObject({ status: 'revoked' })
  })
})

describe('the status of a key', () => {
  const day = 86_400_000
  it.each([
    ['active', 15 * day, 0],
    ['expiring', 14 * day, 0],
    ['expiring', 20 * day, 6.5 * day],
    ['expiring', day, day - 60_000],
    ['expired', day, day],
    ['expired', day, 2 * day],
  ])('is %s when it expires in %d ms and %d ms have passed', async (status, life, passed) => {
    const expiresAt = new Date(Date.now() + life).toISOString()
    const { apiKey } = await broker.create('Key', { expiresAt })
    offset = passed
    expect((await broker.list()).data[0]?.status).toBe(status)
    expect((await broker.askJson('GET', `/api-keys/${apiKey.id}`)).body).toMatchObject({ status })
  })

  it('is active for ever without an expiry', async () => {
    await broker.create('Key')
    offset = 40 * 365 * day
    expect((await broker.list()).data[0]?.status).toBe('active')
  })
})

describe('a value under test', () => {
  const test = async (value: string) =>
    (await broker.askJson('POST', '/api-keys/test', { body: { value } })).body

  it('is not valid once its key has expired, by the clock of either side', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    const { value } = await broker.create('Key', { expiresAt })
    expect(await test(value)).toMatchObject({ valid: true })
    offset = 61_000
    expect(await test(value)).toEqual({ valid: false })
    offset = 0
    broker.emulator.setClockOffset(61)
    expect(await test(value)).toEqual({ valid: false })
  })

  it("is never the environment's own key, which is not even sent", async () => {
    broker.emulator.clearRequests()
    expect(await test(broker.emulator.apiKey)).toEqual({ valid: false })
    expect(broker.emulator.requests()).toEqual([])
  })

  it.each(['sk_unknown', ' ', '\ud800', 'x'.repeat(10_000)])(
    'is not valid when nobody knows it: %#',
    async value => {
      expect(await test(value)).toEqual({ valid: false })
    },
  )

  it('must be there, and alone', async () => {
    expect(await test('')).toMatchObject({ code: 'validation_failed' })
    const { body } = await broker.askJson('POST', '/api-keys/test', {
      body: { value: 'x', organizationId: 'org_globex' },
    })
    expect(body).toMatchObject({ errors: [{ pointer: '#/organizationId', code: 'unknown_field' }] })
  })
})
