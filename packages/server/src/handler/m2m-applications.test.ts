import type { Actor } from '../actor.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { responseSchemas } from '../schemas/responses.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

const good = { name: 'Nightly export', scopes: ['posts:read'] }
const create = async (fields: object = {}, as: Actor = actors.admin) => {
  const answer = await broker.askJson('POST', '/m2m-applications', { as, body: { ...good, ...fields } })
  expect(answer.status, answer.text).toBe(201)
  const { application, secret, value } = responseSchemas.createM2MApplication.parse(answer.body)
  return { application, secret, value: value ?? '' }
}
const list = async (query = '', as: Actor = actors.admin) =>
  responseSchemas.listM2MApplications.parse(
    (await broker.askJson('GET', `/m2m-applications${query}`, { as })).body,
  )
const get = async (id: string) => broker.askJson('GET', `/m2m-applications/${id}`)
/** Asks the token endpoint as the application would. */
const askToken = async (clientId: string, secret: string) => {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
  })
  const answer = await fetch(`${broker.emulator.url}/oauth2/token`, { method: 'POST', body })
  return answer.status
}
const trail = async (id: string): Promise<{ action: string }[]> =>
  Object((await broker.askJson('GET', `/audit-events?credentialId=${id}`)).body).data
const actionsOf = async (id: string) => (await trail(id)).map(({ action }) => action).reverse()

describe('a new M2M application', () => {
  it('comes with a secret that gets tokens, and with all that was said of it', async () => {
    const facts = { description: 'Every night', purpose: 'Reports', metadata: { team: 'data' } }
    const { application, secret, value } = await create({ ...facts, ownerId: actors.developer.person.id })
    expect(application).toMatchObject({
      ...{ ...good, ...facts, kind: 'm2m_application', status: 'active', origin: 'keydesk' },
      ...{ owner: actors.developer.person, createdBy: actors.admin.person, lastUsedAt: null, replaces: null },
      secrets: [secret],
    })
    expect(secret).toMatchObject({ status: 'active', hint: value.slice(-6), lastUsedAt: null })
    expect(await askToken(application.clientId, value)).toBe(200)
    const read = await get(application.id)
    expect(read.body).toMatchObject({ id: application.id, lastUsedAt: expect.any(String) })
    expect(read.text).not.toContain(value)
    expect(await actionsOf(application.id)).toEqual(['m2m_application.created', 'client_secret.created'])
  })

  it('is listed with those made elsewhere, which nobody owns', async () => {
    const { application } = await create()
    const { data, total } = await list()
    expect(total).toBe(2)
    expect(data[0]).toEqual(application)
    expect(data[1]).toMatchObject({ clientId: 'client_northwind_sync', origin: 'elsewhere', owner: null })
  })
})
