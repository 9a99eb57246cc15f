import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { responseSchemas } from '../schemas/responses.ts'
import { m2mDesk } from '../testing/m2m-desk.ts'
import { type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

const desk = m2mDesk(() => broker)
const answers = { caller: 'company', canDoOAuth: 'yes', tokenLifetime: 'any' } as const
const choice = { ...answers, recommended: 'm2m_application', reason: 'another_company' }
const firstEventOf = async (id: string) => {
  const { body } = await broker.askJson('GET', `/audit-events?credentialId=${id}`)
  return responseSchemas.listAuditEvents
    .parse(body)
    .data.toReversed()
    .find(({ action }) => action.endsWith('.created'))
}

describe('the answers that a credential was chosen by', () => {
  it('stay with a key, with what was recommended, and go on to the key that replaces it', async () => {
    const { apiKey } = await broker.create('Deploy', { choice: answers })
    expect(apiKey.choice).toEqual(choice)
    expect((await firstEventOf(apiKey.id))?.after).toMatchObject({ choice })
    const { data } = await broker.list()
    expect(data).toMatchObject([{ choice }])
    const rotated = await broker.askJson('POST', `/api-keys/${apiKey.id}/rotate`, {
      body: { overlapSeconds: 60 },
    })
    expect(rotated.body).toMatchObject({ apiKey: { choice } })
  })

  it('stay with an application', async () => {
    const { application } = await desk.create({ choice: answers })
    expect(application.choice).toEqual(choice)
    expect((await firstEventOf(application.id))?.after).toMatchObject({ choice })
    expect(await desk.get(application.id)).toMatchObject({ choice })
  })

  it('are nothing where nothing was asked', async () => {
    const { apiKey } = await broker.create('Deploy')
    const { application } = await desk.create()
    expect([apiKey.choice, application.choice]).toEqual([null, null])
    expect((await firstEventOf(apiKey.id))?.after).not.toHaveProperty('choice')
    expect((await firstEventOf(application.id))?.after).not.toHaveProperty('choice')
  })

  it.each([
    { ...answers, caller: 'somebody' },
    { caller: 'company' },
    { ...answers, recommended: 'api_key' },
    null,
    'company',
  ])('are whole and no others: %j', async given => {
    const key = { name: 'Deploy', permissions: [], expiresAt: null, choice: given }
    const application = { name: 'Sync', scopes: ['posts:read'], choice: given }
    for (const refused of [
      await broker.askJson('POST', '/api-keys', { body: key }),
      await desk.ask('POST', '', application),
    ]) {
      expect(refused).toMatchObject({ status: 422, body: { code: 'validation_failed' } })
      expect(Object(refused.body).errors[0].pointer).toMatch(/^#\/choice/)
    }
  })

  it('are not changed afterwards', async () => {
    const { apiKey } = await broker.create('Deploy')
    const { application } = await desk.create()
    const body = { choice: answers }
    for (const refused of [
      await broker.askJson('PATCH', `/api-keys/${apiKey.id}`, { body }),
      await desk.ask('PATCH', `/${application.id}`, body),
    ])
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ code: 'unknown_field' }] } })
  })
})
