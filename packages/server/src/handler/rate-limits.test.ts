import { afterEach, expect, it } from 'vitest'
import { KeydeskError } from '../keydesk-error.ts'
import type { Config } from '../settings.ts'
import { actors, type Broker, pageOrigin, startBroker } from '../testing/start-broker.ts'

let broker: Broker
afterEach(() => broker.close())

const start = async (limits: Config['limits'], more: Partial<Config> = {}) => {
  broker = await startBroker({ config: { ...more, limits } })
}
const statuses = async (count: number, as: typeof actors.admin | null = actors.admin) => {
  const found = []
  for (let sent = 0; sent < count; sent += 1) found.push((await broker.ask('GET', '/session', { as })).status)
  return found
}

it('takes as many requests of one person as the burst allows, and refuses the next until the window is over', async () => {
  await start({ personBurst: 3, personRequestsPerSecond: 1 })
  expect(await statuses(3)).toEqual([200, 200, 200])
  const refused = await broker.askJson('GET', '/session')
  expect(refused).toMatchObject({
    status: 429,
    body: { code: 'rate_limited', detail: expect.stringMatching(/^You have sent too many requests\./) },
  })
  expect(refused.headers.get('Retry-After')).toMatch(/^[123]$/)
  expect(refused.headers.get('RateLimit')).toMatch(/^"person";r=0;t=[123], "organization";r=1996;t=1\d$/)
  await expect.poll(() => statuses(1), { interval: 100, timeout: 10_000 }).toEqual([200])
  expect(await statuses(2)).toEqual([200, 200])
})

it('tells every counted request, refused and failed ones too, what is left', async () => {
  await start({
    personBurst: 50,
    personRequestsPerSecond: 1,
    organizationBurst: 200,
    organizationRequestsPerSecond: 4,
  })
  const answers = [
    await broker.ask('GET', '/session'),
    await broker.ask('GET', '/api-keys?nope=1'),
    await broker.ask('POST', '/api-keys', { as: actors.viewer, body: {} }),
    await broker.ask('GET', '/session', { as: actors.globexAdmin }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 403, 200])
  expect(answers.map(({ headers }) => headers.get('RateLimit')?.replace(/t=(4\d|50)\b/g, 't=50'))).toEqual([
    '"person";r=49;t=50, "organization";r=199;t=50',
    '"person";r=48;t=50, "organization";r=198;t=50',
    '"person";r=49;t=50, "organization";r=197;t=50',
    '"person";r=49;t=50, "organization";r=199;t=50',
  ])
  for (const { headers } of answers) {
    expect(headers.get('RateLimit-Policy')).toBe('"person";q=50;w=50, "organization";q=200;w=50')
  }
})

it('has the limits of its documentation where the host sets none', async () => {
  await start({})
  const { headers } = await broker.ask('GET', '/session')
  expect(headers.get('RateLimit-Policy')).toBe('"person";q=600;w=20, "organization";q=2000;w=17')
})

it('refuses everybody of an organization that has used up its own, and nobody of another', async () => {
  await start({ organizationBurst: 10, organizationRequestsPerSecond: 1 })
  expect(await statuses(5)).toEqual(Array(5).fill(200))
  expect(await statuses(6, actors.developer)).toEqual([...Array(5).fill(200), 429])
  const { body, headers } = await broker.askJson('GET', '/session', { as: actors.viewer })
  expect(body).toMatchObject({
    code: 'rate_limited',
    detail: expect.stringMatching(/^Your organization has/),
  })
  expect(Number(headers.get('Retry-After'))).toBeGreaterThan(1)
  expect(await statuses(1, actors.globexAdmin)).toEqual([200])
})

it('counts a person in every organization, and refuses them at no cost to their organization', async () => {
  await start({
    personBurst: 20,
    personRequestsPerSecond: 1,
    organizationBurst: 25,
    organizationRequestsPerSecond: 1,
  })
  const elsewhere = { ...actors.admin, organization: actors.globexAdmin.organization }
  expect(await statuses(1, elsewhere)).toEqual([200])
  expect(await statuses(40)).toEqual([...Array(19).fill(200), ...Array(21).fill(429)])
  expect(await statuses(5, actors.developer)).toEqual(Array(5).fill(200))
})

it('does not count who is not signed in, or asks for the description of the API', async () => {
  await start({ personBurst: 5, personRequestsPerSecond: 1 })
  for (const as of [null, actors.nowhere]) {
    const { status, headers } = await broker.ask('GET', '/session', { as })
    expect([401, 403]).toContain(status)
    expect(headers.has('RateLimit')).toBe(false)
  }
  const described = await broker.ask('GET', '/openapi.json')
  expect([described.status, described.headers.has('RateLimit')]).toEqual([200, false])
  expect(await statuses(6)).toEqual([...Array(5).fill(200), 429])
})

it('keeps no outcome of a refused request: the same Idempotency-Key works afterwards', async () => {
  await start({ personBurst: 2, personRequestsPerSecond: 1 })
  await statuses(2)
  const create = () =>
    broker.ask('POST', '/api-keys', {
      body: { name: 'Key', permissions: [], expiresAt: null },
      headers: { 'Idempotency-Key': 'the-same-key' },
    })
  expect((await create()).status).toBe(429)
  await expect.poll(async () => (await create()).status, { interval: 100, timeout: 5000 }).toBe(201)
})

it('lets a page of another origin on the CORS list read what is left', async () => {
  await start({}, { corsOrigins: [pageOrigin] })
  const { headers } = await broker.ask('GET', '/session', { headers: { Origin: pageOrigin } })
  expect(headers.get('Access-Control-Expose-Headers')?.split(', ')).toEqual(
    expect.arrayContaining(['Retry-After', 'RateLimit', 'RateLimit-Policy']),
  )
})

it("keeps no outcome of a host's port that limits requests of its own", async () => {
  let isLimited = true
  broker = await startBroker({
    members: async () => {
      if (!isLimited) return [actors.developer.person]
      throw new KeydeskError({ code: 'rate_limited', detail: 'Later.', headers: { 'Retry-After': '1' } })
    },
  })
  const create = () =>
    broker.ask('POST', '/api-keys', {
      body: { name: 'Key', permissions: [], expiresAt: null, ownerId: actors.developer.person.id },
      headers: { 'Idempotency-Key': 'the-same-key' },
    })
  expect((await create()).status).toBe(429)
  isLimited = false
  expect((await create()).status).toBe(201)
})
