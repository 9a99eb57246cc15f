import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { countOpenIntents, keyMirror } from '../store/index.ts'
import { type Broker, startBroker } from '../testing/start-broker.ts'
import { takeEvent } from './take-event.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

const creates = () =>
  broker.emulator.requests().filter(({ method, path }) => method === 'POST' && path.endsWith('/api_keys'))

it('a key whose organization is deleted while it is made is undone, and not recorded as alive', async () => {
  const organizationId = 'org_northwind'
  await broker.list()
  broker.emulator.addFault({ method: 'POST', path: '/org_northwind/api_keys$', delayMs: 400, after: true })
  const body = { name: 'Late', permissions: ['posts:read'], expiresAt: null }
  const creating = broker.askJson('POST', '/api-keys', { body })
  await vi.waitFor(() => expect(creates()).toHaveLength(1))
  const deleted = { id: 'event_1', type: 'organization.deleted' as const, at: new Date(), organizationId }
  expect(await takeEvent(broker.context, deleted)).toBe('taken')
  const answer = await creating
  expect(answer).toMatchObject({ status: 502, body: { code: 'upstream_invalid' } })
  expect(answer.text).not.toContain('sk_')
  expect(await broker.store.query(tx => keyMirror.countLive(tx, organizationId))).toBe(0)
  expect(await broker.store.query(countOpenIntents)).toBe(0)
  const answered = await fetch(`${broker.emulator.url}/organizations/${organizationId}/api_keys`, {
    headers: { Authorization: `Bearer ${broker.emulator.apiKey}` },
  })
  expect(Object(await answered.json()).data).toEqual([])
})
