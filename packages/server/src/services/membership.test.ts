import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'
import { takeEvent } from './take-event.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(async () => {
  broker.mendStore()
  await broker.reset()
})
afterAll(() => broker.close())

const { person } = actors.developer
let told = 0
/** WorkOS says that the developer left, although they are a member: word that they came back was lost. */
const leave = () => {
  told += 1
  const event = { type: 'organization_membership.deleted' as const, userId: person.id }
  const at = new Date(Date.now() + told)
  return takeEvent(broker.context, { ...event, id: `event_${told}`, at, organizationId: 'org_northwind' })
}
const orphan = async () => {
  const { apiKey } = await broker.create('Key', { as: actors.developer })
  await leave()
  expect(await ownerOf(apiKey.id)).toBeNull()
  return apiKey.id
}
const ownerOf = async (id: string) => Object((await broker.askJson('GET', `/api-keys/${id}`)).body).owner
const lastEvent = async (id: string) =>
  Object((await broker.askJson('GET', `/audit-events?credentialId=${id}&limit=1`)).body).data[0]

describe('an owner who is seen to be a member again', () => {
  it.each([
    ['in the list of members', () => broker.ask('GET', '/members?search=')],
    ['when they are made an owner', () => broker.create('Other', { ownerId: person.id })],
    ['when they make a key', () => broker.create('Other', { as: actors.developer })],
  ])('has their keys again: %s', async (_, see) => {
    const id = await orphan()
    await see()
    expect(await ownerOf(id)).toEqual(person)
    expect(await lastEvent(id)).toMatchObject({
      action: 'api_key.updated',
      after: { owner: person.id },
      reason: 'the owner is a member again',
    })
    await leave()
    expect(await ownerOf(id)).toBeNull()
  })

  it('is listed even while the store is down', async () => {
    await orphan()
    broker.breakStore()
    expect((await broker.ask('GET', '/members?search=')).status).toBe(200)
  })

  it('is nobody who is not there', async () => {
    const id = await orphan()
    await broker.create('Other', { as: actors.admin })
    await broker.ask('GET', '/members?search=ingrid')
    expect(await ownerOf(id)).toBeNull()
  })
})
