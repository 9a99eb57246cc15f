import type { FaultInput } from '@keydesk/workos-emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'
import { gateSecret, startGate } from '../testing/start-gate.ts'

let gate: Awaited<ReturnType<typeof startGate>>
let broker: Broker
beforeAll(async () => {
  gate = await startGate()
  broker = await startBroker({ config: { eviction: { urls: [gate.url], secrets: [gateSecret] } } })
})
beforeEach(async () => {
  gate.told = []
  await broker.reset()
})
afterAll(async () => {
  await broker.close()
  await gate.close()
})

const listPath = '^/organizations/org_northwind/api_keys$'
const empty = { object: 'list', data: [], list_metadata: { before: null, after: null } }
/** Has WorkOS answer the next list with nothing in it, although every key is there. */
const listNothing = () =>
  broker.emulator.addFault({ method: 'GET', path: listPath, status: 200, body: empty })
/** Makes the next read of the list ask WorkOS. */
const ageMirror = () =>
  broker.store.query(
    async tx =>
      void (await tx.execute(`update keydesk.mirror_states set refreshed_at = now() - interval '1 hour'`)),
  )
const readAnew = async () => {
  await ageMirror()
  return broker.list()
}
const eventsOf = async (id: string): Promise<Record<string, unknown>[]> =>
  Object((await broker.askJson('GET', `/audit-events?credentialId=${id}`)).body).data
const isAliveAtWorkos = async (value: string) => {
  const answer = await fetch(`${broker.emulator.url}/api_keys/validations`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${broker.emulator.apiKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ value }),
  })
  return Object(await answer.json()).api_key !== null
}

describe('a list of WorkOS that is wrong once', () => {
  it('is healed by the next, with everything that only Keydesk knows, and told of', async () => {
    const made = [
      await broker.create('One', { purpose: 'CI' }),
      await broker.create('Two'),
      await broker.create('Three'),
    ]
    listNothing()
    expect((await readAnew()).total).toBe(0)
    expect((await readAnew()).total).toBe(3)
    const { id } = made[0]?.apiKey ?? { id: '' }
    expect((await broker.askJson('GET', `/api-keys/${id}`)).body).toMatchObject({
      status: 'active',
      purpose: 'CI',
      owner: actors.admin.person,
      origin: 'keydesk',
    })
    expect(await eventsOf(id)).toMatchObject([
      { action: 'api_key.discovered', actor: { type: 'workos' }, reason: 'there again at WorkOS' },
      { action: 'api_key.revoked', actor: { type: 'workos' }, reason: 'gone at WorkOS' },
      { action: 'api_key.created' },
    ])
    await readAnew()
    expect(await eventsOf(id)).toHaveLength(3)
  })

  it('is healed by a presented value that WorkOS accepts', async () => {
    const { apiKey, value } = await broker.create('Key')
    listNothing()
    expect((await readAnew()).total).toBe(0)
    expect((await broker.askJson('POST', '/api-keys/test', { body: { value } })).body).toMatchObject({
      valid: true,
      apiKey: { id: apiKey.id },
    })
  })

  it('does not keep anybody from revoking a key for good', async () => {
    const { apiKey, value } = await broker.create('Key')
    listNothing()
    await readAnew()
    expect(await isAliveAtWorkos(value)).toBe(true)
    expect((await broker.ask('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(204)
    expect(await isAliveAtWorkos(value)).toBe(false)
    expect((await eventsOf(apiKey.id))[0]).toMatchObject({
      action: 'api_key.revoked',
      actor: actors.admin.person,
    })
    expect((await broker.ask('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(204)
    expect(await eventsOf(apiKey.id)).toHaveLength(3)
  })
})

it('a key revoked through Keydesk stays revoked, whatever a list says', async () => {
  const { apiKey } = await broker.create('Key')
  const old = await fetch(`${broker.emulator.url}/organizations/org_northwind/api_keys`, {
    headers: { Authorization: `Bearer ${broker.emulator.apiKey}` },
  })
  const stale: FaultInput['body'] = JSON.parse(await old.text())
  await broker.ask('DELETE', `/api-keys/${apiKey.id}`)
  expect((await readAnew()).total).toBe(0)
  broker.emulator.addFault({ method: 'GET', path: listPath, status: 200, body: stale })
  expect((await readAnew()).total).toBe(0)
  expect((await broker.askJson('GET', `/api-keys/${apiKey.id}`)).body).toMatchObject({ status: 'revoked' })
})

it('a key that WorkOS no longer has is told to the gates', async () => {
  const { apiKey } = await broker.create('Key')
  listNothing()
  await readAnew()
  expect(gate.told).toEqual([{ apiKeyIds: [apiKey.id], reason: 'revoked' }])
  await readAnew()
  expect(gate.told).toHaveLength(1)
})
