import type { ApiKey, M2MApplication } from '@keydesk/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { responseSchemas } from '../schemas/responses.ts'
import { m2mDesk } from '../testing/m2m-desk.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

const dayMs = 86_400_000

/** How many days later it is for the broker than for WorkOS. */
let days = 0
let broker: Broker
beforeAll(async () => {
  const limits = { personBurst: 10_000, organizationBurst: 10_000 }
  const now = () => new Date(Date.now() + days * dayMs)
  broker = await startBroker({ config: { limits }, now })
})
beforeEach(() => {
  days = 0
  return broker.reset()
})
afterAll(() => broker.close())

const desk = m2mDesk(() => broker)
type Credential = ApiKey | M2MApplication

/** Both kinds, each with what only its own rules say. */
const kinds = [
  {
    kind: 'api_key',
    path: '/api-keys',
    interval: 90,
    over: 'already_expired',
    make: async (as = actors.admin): Promise<Credential> => (await broker.create('Deploy', { as })).apiKey,
  },
  {
    kind: 'm2m_application',
    path: '/m2m-applications',
    interval: 180,
    over: 'conflict',
    make: async (as = actors.admin): Promise<Credential> => (await desk.create({}, as)).application,
  },
] as const

const review = (path: string, id: string, as = actors.admin) =>
  broker.askJson('POST', `${path}/${id}/review`, { as })
const trail = async (id: string, as = actors.admin) => {
  const { body } = await broker.askJson('GET', `/audit-events?credentialId=${id}`, { as })
  return responseSchemas.listAuditEvents.parse(body).data
}
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs

describe.each(kinds)('a review of a credential of kind $kind', ({ kind, path, interval, over, make }) => {
  const overdue = async () => {
    const { body } = await broker.askJson('GET', `/credentials?attention=review_overdue&kind=${kind}`)
    return responseSchemas.listCredentials.parse(body).data.map(({ id }) => id)
  }

  it('is due by the interval of its kind, from when it was made', async () => {
    const made = await make()
    expect([made.reviewedAt, daysBetween(made.createdAt, made.reviewDueAt)]).toEqual([null, interval])
    days = interval - 0.01
    expect(await overdue()).not.toContain(made.id)
    days = interval + 0.01
    expect(await overdue()).toContain(made.id)
    const { body } = await broker.askJson('GET', `${path}/${made.id}`)
    expect(Object(body).attention).toContain('review_overdue')
  })

  it('is written down, and the next is due from then on', async () => {
    const made = await make()
    days = interval + 1
    const { status, body } = await review(path, made.id)
    const reviewed: Credential = Object(body)
    expect(status).toBe(200)
    expect(reviewed.id).toBe(made.id)
    expect(daysBetween(made.createdAt, reviewed.reviewedAt ?? '')).toBeCloseTo(interval + 1, 2)
    expect(daysBetween(reviewed.reviewedAt ?? '', reviewed.reviewDueAt)).toBe(interval)
    expect(reviewed.attention).not.toContain('review_overdue')
    expect(await overdue()).not.toContain(made.id)
    const [latest] = await trail(made.id)
    expect(latest).toMatchObject({
      action: `${kind}.reviewed`,
      actor: actors.admin.person,
      credential: { kind, id: made.id, name: made.name },
    })
    days = 2 * interval + 2
    expect(await overdue()).toContain(made.id)
    const again: Credential = Object((await review(path, made.id)).body)
    expect(Date.parse(again.reviewedAt ?? '')).toBeGreaterThan(Date.parse(reviewed.reviewedAt ?? ''))
  })

  it('is not for one that is over', async () => {
    const { id } = await make()
    await broker.ask('DELETE', `${path}/${id}`)
    const before = (await trail(id)).length
    expect(await review(path, id)).toMatchObject({ status: 409, body: { code: over } })
    expect(await trail(id)).toHaveLength(before)
  })

  it('is not for those who may only look', async () => {
    const { id } = await make()
    expect(await review(path, id, actors.viewer)).toMatchObject({
      status: 403,
      body: { code: 'permission_denied' },
    })
    expect((await broker.askJson('GET', `${path}/${id}`)).body).toMatchObject({ reviewedAt: null })
  })

  it('is of the own organization alone, and WorkOS is never called with the id', async () => {
    const { id } = await make(actors.globexAdmin)
    broker.emulator.clearRequests()
    expect(await review(path, id)).toMatchObject({ status: 404, body: { code: 'not_found' } })
    for (const call of broker.emulator.requests()) expect(call.path).not.toContain(id)
    const { body } = await broker.askJson('GET', `${path}/${id}`, { as: actors.globexAdmin })
    expect(body).toMatchObject({ reviewedAt: null })
  })

  it('asks nothing of WorkOS, and takes no body', async () => {
    const { id } = await make()
    broker.emulator.clearRequests()
    const { status } = await broker.askJson('POST', `${path}/${id}/review`, { body: {} })
    expect(status).toBe(400)
    expect((await review(path, id)).status).toBe(200)
    expect(broker.emulator.requests()).toEqual([])
  })
})

it('is begun anew by the key that a rotation makes', async () => {
  const { apiKey } = await broker.create('Deploy')
  await review('/api-keys', apiKey.id)
  const { body } = await broker.askJson('POST', `/api-keys/${apiKey.id}/rotate`, {
    body: { overlapSeconds: 60 },
  })
  expect(Object(body)).toMatchObject({
    apiKey: { reviewedAt: null },
    previous: { reviewedAt: expect.stringMatching(/Z$/) },
  })
})

it('is not for a key that has expired', async () => {
  const expiresAt = new Date(Date.now() + dayMs).toISOString()
  const { apiKey } = await broker.create('Short', { expiresAt })
  days = 2
  expect(await review('/api-keys', apiKey.id)).toMatchObject({
    status: 409,
    body: { code: 'already_expired' },
  })
})

describe('the age of a secret', () => {
  const needing = async (attention: string) =>
    (await desk.list(`?attention=${attention}&search=nightly`)).data.map(({ id }) => id)

  it('makes its application worth a look, until the secret is gone', async () => {
    const { application, secret } = await desk.create()
    days = 89.9
    expect(await needing('secret_overdue')).toEqual([])
    days = 90.1
    expect(await needing('secret_overdue')).toEqual([application.id])
    expect((await desk.get(application.id)).attention).toContain('secret_overdue')
    await desk.ask('DELETE', `/${application.id}/secrets/${secret.id}`)
    expect(await needing('secret_overdue')).toEqual([])
    expect((await desk.get(application.id)).attention).not.toContain('secret_overdue')
  })

  it('is of no matter where the host lets secrets become as old as they like', async () => {
    const policy = { m2mApplications: { secretMaxAgeDays: null } }
    const host = await startBroker({ config: { policy }, now: () => new Date(Date.now() + 4000 * dayMs) })
    const at = m2mDesk(() => host)
    const { application } = await at.create()
    expect((await at.get(application.id)).attention).toEqual(['idle', 'never_used', 'review_overdue'])
    expect((await at.list('?attention=secret_overdue')).total).toBe(0)
    await host.close()
  })
})
