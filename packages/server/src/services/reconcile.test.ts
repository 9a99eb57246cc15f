import type { FaultInput } from '@keydesk/workos-emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'
import { revokeUndelivered, settleLeftovers } from './reconcile.ts'
import { createReconciler } from './reconciler.ts'

let offset = 0
let broker: Broker
beforeAll(async () => {
  broker = await startBroker({
    now: () => new Date(Date.now() + offset),
    config: { upstreamTimeoutMs: 2000 },
  })
})
beforeEach(async () => {
  offset = 0
  broker.mendStore()
  await broker.reset()
})
afterAll(() => broker.close())

const signal = () => AbortSignal.timeout(5000)
const headers = () => ({
  Authorization: `Bearer ${broker.emulator.apiKey}`,
  'Content-Type': 'application/json',
})
const good = { name: 'Key', permissions: ['posts:read'], expiresAt: null }
const send = () => broker.askJson('POST', '/api-keys', { body: good })
const makeElsewhere = async (): Promise<string> => {
  const answer = await fetch(`${broker.emulator.url}/organizations/org_northwind/api_keys`, {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify({ name: good.name, permissions: good.permissions }),
  })
  return Object(await answer.json()).id
}
/** The ids of the organization's keys at WorkOS itself. */
const atWorkos = async (): Promise<string[]> => {
  const answer = await fetch(`${broker.emulator.url}/organizations/org_northwind/api_keys?limit=100`, {
    headers: headers(),
  })
  return Object(await answer.json()).data.map(({ id }: { id: string }) => id)
}
const settleLater = async () => {
  offset = 120_000
  const outcomes = (await settleLeftovers(broker.context, { signal: signal() })).settled.map(
    ({ outcome }) => outcome,
  )
  offset = 0
  return outcomes
}
const trail = async () =>
  Object((await broker.askJson('GET', '/audit-events?limit=10')).body).data as Record<string, unknown>[]

const modes: [what: string, fault: Omit<FaultInput, 'path'>][] = [
  ['500', { status: 500 }],
  ['a reset connection', { mode: 'reset' }],
  ['nothing', { mode: 'hang' }],
  ['HTML', { status: 200, mode: 'html' }],
  ['half an answer', { mode: 'truncate' }],
]
const matrix = modes.flatMap(([what, fault]): [string, string, Omit<FaultInput, 'path'>][] => [
  ['fails before', what, fault],
  ['takes effect and then fails', what, { ...fault, after: true }],
])

describe('a create that', () => {
  it.each(matrix)('%s (%s) leaves nothing alive that nobody saw', async (when, _, fault) => {
    await broker.list()
    broker.emulator.addFault({ method: 'POST', path: 'api_keys$', ...fault })
    const answer = await send()
    expect(answer.status).toBeGreaterThanOrEqual(502)
    expect(answer.text).not.toMatch(/sk_/)
    expect((await settleLeftovers(broker.context, { signal: signal() })).settled).toEqual([])
    const made = await atWorkos()
    const isMade = when.startsWith('takes')
    if (isMade) expect(made).toHaveLength(1)
    expect(await settleLater()).toEqual([made.length === 1 ? 'revoked what nobody saw' : 'nothing was made'])
    expect(await atWorkos()).toEqual([])
    expect((await trail())[0]).toMatchObject({ action: 'intent.settled', actor: { type: 'system' } })
    expect(await settleLater()).toEqual([])
    expect((await broker.list()).total).toBe(0)
  })

  it('takes effect and then fails is not mixed up with a key of that name from before, nor with recorded ones', async () => {
    const elsewhere = await makeElsewhere()
    const recorded = Object((await send()).body).apiKey.id
    broker.emulator.addFault({ method: 'POST', path: 'api_keys$', status: 500, after: true })
    await send()
    expect(await atWorkos()).toHaveLength(3)
    expect(await settleLater()).toEqual(['revoked what nobody saw'])
    expect((await atWorkos()).sort()).toEqual([elsewhere, recorded].sort())
  })

  it('takes effect while the same is made elsewhere leaves both alone, and says so', async () => {
    broker.emulator.addFault({ method: 'POST', path: 'api_keys$', status: 500, after: true })
    await send()
    await makeElsewhere()
    expect(await settleLater()).toEqual(['several keys match, none was touched'])
    expect(await atWorkos()).toHaveLength(2)
  })

  it('cannot be recorded is undone at once, and shows nothing', async () => {
    await broker.list()
    const made = () =>
      broker.emulator.requests().some(({ method, path }) => method === 'POST' && path.endsWith('/api_keys'))
    broker.emulator.clearRequests()
    broker.breakStore(made)
    const answer = await send()
    expect([answer.status, answer.body]).toEqual([
      503,
      expect.objectContaining({ code: 'store_unavailable' }),
    ])
    expect(answer.text).not.toMatch(/sk_/)
    expect(await atWorkos()).toEqual([])
    broker.mendStore()
    expect(await settleLater()).toEqual(['nothing was made'])
  })

  it('cannot be recorded, nor undone, is settled later', async () => {
    await broker.list()
    broker.emulator.clearRequests()
    broker.breakStore(() =>
      broker.emulator.requests().some(({ method, path }) => method === 'POST' && path.endsWith('/api_keys')),
    )
    broker.emulator.addFault({ method: 'DELETE', path: '.*', status: 500 })
    expect((await send()).status).toBe(503)
    expect(await atWorkos()).toHaveLength(1)
    broker.mendStore()
    expect(await settleLater()).toEqual(['revoked what nobody saw'])
    expect(await atWorkos()).toEqual([])
  })
})

describe('a revoke that', () => {
  it.each(matrix)('%s (%s) is finished, and told of once', async (when, _, fault) => {
    const { apiKey } = await broker.create('Key')
    broker.emulator.addFault({ method: 'DELETE', path: 'api_keys', ...fault })
    const { status } = await broker.askJson('DELETE', `/api-keys/${apiKey.id}`)
    expect((await broker.askJson('GET', `/api-keys/${apiKey.id}`)).body).toMatchObject({ status: 'revoked' })
    if (status !== 204) expect(await settleLater()).toEqual(['revoked'])
    expect(await settleLater()).toEqual([])
    if (status !== 204 || when.startsWith('takes')) expect(await atWorkos()).toEqual([])
    const told = (await trail()).filter(({ credential }) => Object(credential).id === apiKey.id)
    expect(told.filter(({ action }) => action === 'api_key.revoked')).toMatchObject([
      { actor: actors.admin.person },
    ])
  })

  it('is sent again after it failed is done at once', async () => {
    const { apiKey } = await broker.create('Key')
    broker.emulator.addFault({ method: 'DELETE', path: 'api_keys', status: 500 })
    expect((await broker.askJson('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(503)
    expect(await atWorkos()).toEqual([apiKey.id])
    expect((await broker.askJson('DELETE', `/api-keys/${apiKey.id}`)).status).toBe(204)
    expect(await atWorkos()).toEqual([])
    expect(await settleLater()).toEqual([])
  })
})

it('says once a round what could not be settled, how many and why', async () => {
  await broker.list()
  broker.emulator.addFault({ method: 'POST', path: 'api_keys$', status: 500, times: 2 })
  for (const name of ['One', 'Two']) await broker.askJson('POST', '/api-keys', { body: { ...good, name } })
  const { apiKey } = await broker.create('Lost')
  offset = 24 * 3_600_000 + 120_000
  broker.emulator.addFault({ path: 'api_keys', status: 500, times: 20 })
  const lines: string[] = []
  const log = createLog({ destination: { write: line => void lines.push(line) } })
  const { settings, store, workos, now } = broker.context
  const run = () => createReconciler({ config: settings, store, workos, log, now }).runOnce()
  const loud = () => lines.map(line => JSON.parse(line)).filter(({ level }) => level === 'error')
  expect(await run()).toEqual([])
  expect(loud()).toMatchObject([
    { msg: 'leftovers could not be settled', failures: 3, cause: { code: 'upstream_unavailable' } },
  ])
  broker.emulator.clearFaults()
  offset += 120_000
  expect(await run()).toHaveLength(2)
  expect(loud()).toHaveLength(1)
  expect(await atWorkos()).not.toContain(apiKey.id)
})

it('is safe on several instances at once', async () => {
  broker.emulator.addFault({ method: 'POST', path: 'api_keys$', status: 500, after: true, times: 3 })
  for (let at = 0; at < 3; at += 1) {
    await broker.askJson('POST', '/api-keys', { body: { ...good, name: `Key ${at}` } })
  }
  offset = 120_000
  const settled = await Promise.all(
    Array.from({ length: 4 }, () => settleLeftovers(broker.context, { signal: signal() })),
  )
  expect(settled.flatMap(round => round.settled)).toHaveLength(3)
  expect(await atWorkos()).toEqual([])
})

it('revokes a key after a day that nobody acknowledged and nobody used, and no other', async () => {
  const lost = await broker.create('Lost')
  const read = await broker.create('Read')
  await broker.askJson('POST', `/api-keys/${read.apiKey.id}/acknowledge`)
  const used = await broker.create('Used')
  await broker.askJson('POST', '/api-keys/test', { body: { value: used.value } })
  const elsewhere = await makeElsewhere()
  expect((await revokeUndelivered(broker.context, { signal: signal() })).revoked).toBe(0)
  offset = 24 * 3_600_000 + 60_000
  expect((await revokeUndelivered(broker.context, { signal: signal() })).revoked).toBe(1)
  expect((await atWorkos()).sort()).toEqual([read.apiKey.id, used.apiKey.id, elsewhere].sort())
  expect((await broker.askJson('GET', `/api-keys/${lost.apiKey.id}`)).body).toMatchObject({
    status: 'revoked',
  })
})
