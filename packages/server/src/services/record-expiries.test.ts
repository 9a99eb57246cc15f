import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'
import { recordExpiries } from './record-expiries.ts'

const day = 86_400_000
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

const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()
const look = async () =>
  (await recordExpiries(broker.context, { signal: AbortSignal.timeout(10_000) })).recorded
const eventsOf = async (id: string, as = actors.admin): Promise<Record<string, unknown>[]> =>
  Object((await broker.askJson('GET', `/audit-events?credentialId=${id}`, { as })).body).data
const expiries = async (id: string, as = actors.admin) =>
  (await eventsOf(id, as)).filter(({ action }) => action === 'api_key.expired')
const callWorkos = (method: string, path: string, body?: object) =>
  fetch(`${broker.emulator.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${broker.emulator.apiKey}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
/** Time passes: the keys' clock goes with ours, and the lists grow old. */
const moveTo = async (milliseconds: number) => {
  offset = milliseconds
  broker.emulator.setClockOffset(milliseconds / 1000)
  await broker.store.query(
    async tx =>
      void (await tx.execute(`update keydesk.mirror_states set refreshed_at = now() - interval '30 days'`)),
  )
}

it('tells of an end that has come, once, by whoever looks first', async () => {
  const { apiKey } = await broker.create('Short', { expiresAt: inDays(1) })
  const { apiKey: other } = await broker.create('Long', { expiresAt: inDays(9) })
  const { apiKey: theirs } = await broker.create('Theirs', { expiresAt: inDays(1), as: actors.globexAdmin })
  expect(await look()).toBe(0)
  await moveTo(day + 300_000)
  const counts = await Promise.all([look(), look(), look()])
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2)
  expect(await expiries(apiKey.id)).toMatchObject([
    {
      actor: { type: 'system' },
      credential: { id: apiKey.id, name: 'Short' },
      after: { expiresAt: apiKey.expiresAt },
    },
  ])
  expect(await expiries(theirs.id, actors.globexAdmin)).toHaveLength(1)
  expect(await expiries(other.id)).toEqual([])
  expect(await look()).toBe(0)
})

it('says nothing of a key that was revoked, or whose end was moved at WorkOS', async () => {
  const revoked = await broker.create('Revoked', { expiresAt: inDays(1) })
  await broker.ask('DELETE', `/api-keys/${revoked.apiKey.id}`)
  const moved = await broker.create('Moved', { expiresAt: inDays(1) })
  await callWorkos('POST', `/api_keys/${moved.apiKey.id}/expire`, { expires_at: inDays(3) })
  await moveTo(day + 300_000)
  expect(await look()).toBe(0)
  expect(await expiries(moved.apiKey.id)).toEqual([])
  await moveTo(3 * day + 300_000)
  expect(await look()).toBe(1)
  expect(await expiries(moved.apiKey.id)).toHaveLength(1)
})

it('waits while WorkOS cannot be asked, and tells of other organizations meanwhile', async () => {
  const { apiKey } = await broker.create('Ours', { expiresAt: inDays(1) })
  const { apiKey: theirs } = await broker.create('Theirs', { expiresAt: inDays(1), as: actors.globexAdmin })
  await moveTo(day + 300_000)
  broker.emulator.addFault({ method: 'GET', path: '/org_northwind/api_keys', status: 500 })
  expect(await look()).toBe(1)
  expect(await expiries(theirs.id, actors.globexAdmin)).toHaveLength(1)
  expect(await look()).toBe(1)
  expect(await expiries(apiKey.id)).toHaveLength(1)
})

it('leaves the end that a rotation set at once to the rotation', async () => {
  const { apiKey } = await broker.create('Key')
  const rotation = await broker.askJson('POST', `/api-keys/${apiKey.id}/rotate`, {
    body: { overlapSeconds: 0 },
  })
  expect(rotation.status).toBe(201)
  await moveTo(600_000)
  expect(await look()).toBe(0)
  expect(await expiries(apiKey.id)).toMatchObject([{ actor: actors.admin.person, reason: 'rotated' }])
})
