import type { FaultInput } from '@keydesk/workos-emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { claimOutbox, readOutboxState } from '../store/index.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'
import { forwardAuditEvents } from './forward-audit-events.ts'
import { createReconciler } from './reconciler.ts'
import { toAuditLogEvent } from './to-audit-log-event.ts'

const path = '^/audit_logs/events$'
let start = Date.now()
let offset = 0
let broker: Broker
beforeAll(async () => {
  broker = await startBroker({
    now: () => new Date(start + offset),
    config: { auditLogs: true, narrowing: true },
  })
})
beforeEach(async () => {
  start = Date.now()
  offset = 0
  await broker.reset()
})
afterAll(() => broker.close())

const forward = () => forwardAuditEvents(broker.context, { signal: AbortSignal.timeout(20_000) })
const state = () => broker.store.query(tx => readOutboxState(tx, broker.context.now()))
const arrived = (organizationId = 'org_northwind') =>
  broker.emulator.auditLogEvents().filter(event => event.organizationId === organizationId)
const actions = () => arrived().map(({ event }) => event.action)
/** What the trail says, the oldest first. */
const trail = async (limit: number): Promise<Record<string, unknown>[]> =>
  Object((await broker.askJson('GET', `/audit-events?limit=${limit}`)).body).data.toReversed()
const change = async (id: string, purpose: string) =>
  broker.askJson('PATCH', `/api-keys/${id}`, { body: { purpose } })

describe('forwarding', () => {
  it("hands every event to WorkOS's audit log as it wants it, in order, under the event's own id", async () => {
    const { apiKey } = await broker.create('Deploy bot', { purpose: 'CI' })
    await change(apiKey.id, 'Nightly')
    await broker.ask('DELETE', `/api-keys/${apiKey.id}`)
    expect(await forward()).toEqual({ forwarded: 3, parked: [], failures: [] })
    const events = await trail(3)
    expect(arrived().map(({ idempotencyKey }) => idempotencyKey)).toEqual(events.map(({ id }) => id))
    const { id, name } = actors.admin.person
    expect(arrived()[1]?.event).toEqual({
      action: 'api_key.updated',
      occurred_at: events[1]?.at,
      actor: { id, type: 'user', name },
      targets: [{ id: apiKey.id, type: 'api_key', name: 'Deploy bot' }],
      context: { location: 'keydesk' },
      metadata: {
        requestId: events[1]?.requestId,
        seq: expect.any(Number),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        before: '{"purpose":"CI"}',
        after: '{"purpose":"Nightly"}',
      },
    })
    expect(await forward()).toEqual({ forwarded: 0, parked: [], failures: [] })
    expect(arrived()).toHaveLength(3)
  })

  it('tells of no secret, whoever wrote it where', async () => {
    const { apiKey, value } = await broker.create('Key')
    await broker.askJson('PATCH', `/api-keys/${apiKey.id}`, {
      body: { purpose: `value is ${value}`, metadata: { note: value } },
    })
    await forward()
    expect(arrived()).toHaveLength(2)
    expect(JSON.stringify(arrived())).not.toContain(value)
  })

  it.each<[string, Omit<FaultInput, 'path'>]>([
    ['answers 503', { status: 503 }],
    ['limits requests', { status: 429, headers: { 'Retry-After': '2' } }],
    ['breaks the connection', { mode: 'reset' }],
    ['takes the event and then fails', { status: 500, after: true }],
    ['gives an answer nobody understands', { status: 200, mode: 'html' }],
  ])('loses nothing and doubles nothing while WorkOS %s', async (_, fault) => {
    const { apiKey } = await broker.create('Key')
    broker.emulator.addFault({ method: 'POST', path, times: 2, ...fault })
    expect(await forward()).toMatchObject({ forwarded: 0, failures: [expect.any(Error)] })
    await change(apiKey.id, 'Meanwhile')
    offset = 900
    expect(await forward()).toMatchObject({ forwarded: 0, failures: [] })
    offset = 10_000
    expect(await forward()).toMatchObject({ forwarded: 0, failures: [expect.any(Error)] })
    expect(await state()).toMatchObject({ waiting: 2, parked: 0 })
    offset = 11_000
    expect(await forward()).toMatchObject({ forwarded: 0, failures: [] })
    offset = 60_000
    expect(await forward()).toEqual({ forwarded: 2, parked: [], failures: [] })
    expect(actions()).toEqual(['api_key.created', 'api_key.updated'])
    expect(await state()).toEqual({ waiting: 0, oldestMs: null, parked: 0 })
  })

  it('asks a WorkOS in trouble a few times only, and nothing of the others is late for it', async () => {
    await broker.create('Key')
    await broker.create('Theirs', { as: actors.globexAdmin })
    broker.emulator.addFault({ method: 'POST', path, status: 500 })
    expect(await forward()).toMatchObject({ forwarded: 1, failures: [expect.any(Error)] })
    offset = 60_000
    expect(await forward()).toMatchObject({ forwarded: 1, failures: [] })
    expect([arrived(), arrived('org_globex')]).toMatchObject([{ length: 1 }, { length: 1 }])
  })

  it.each([400, 404, 422])('sets aside what is refused with %i, says so, and goes on', async status => {
    const { apiKey } = await broker.create('Key')
    await change(apiKey.id, 'Second')
    await change(apiKey.id, 'Third')
    const body = { message: 'Invalid Audit Log event.', code: 'invalid_audit_log_event' }
    broker.emulator.addFault({ method: 'POST', path, status, body })
    const lines: string[] = []
    const log = createLog({ destination: { write: line => void lines.push(line) } })
    const { store, context } = broker
    const { settings, workos, now } = context
    await createReconciler({ config: settings, store, workos, log, now }).runOnce()
    expect(actions()).toEqual(['api_key.updated', 'api_key.updated'])
    expect(await state()).toEqual({ waiting: 0, oldestMs: null, parked: 1 })
    const [first] = await trail(3)
    const loud = lines.map(line => JSON.parse(line)).filter(({ level }) => level === 'error')
    expect(loud).toMatchObject([
      { eventId: first?.id, action: 'api_key.created', organizationId: 'org_northwind' },
    ])
    expect(loud[0].problem).toContain('invalid_audit_log_event')
    offset = 3_600_000
    expect(await forward()).toMatchObject({ forwarded: 0 })
  })

  it('doubles nothing when several senders run at once', async () => {
    const { apiKey } = await broker.create('Key')
    for (let at = 0; at < 12; at += 1) await change(apiKey.id, `Purpose ${at}`)
    await broker.create('Theirs', { as: actors.globexAdmin })
    broker.emulator.clearRequests()
    const rounds = await Promise.all([forward(), forward(), forward()])
    expect(rounds.reduce((sum, { forwarded }) => sum + forwarded, 0)).toBe(14)
    const sent = broker.emulator.requests().filter(request => request.path === '/audit_logs/events')
    expect(sent).toHaveLength(14)
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(14)
    const seqs = arrived().map(({ event }) => Number(event.metadata?.seq))
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  })

  it('goes on where a killed sender stopped, once its lease is over', async () => {
    const { apiKey } = await broker.create('Key')
    await change(apiKey.id, 'Second')
    const { context, store } = broker
    // A sender that dies after WorkOS has taken the first event, and before it could note that.
    const claim = { now: context.now(), leaseMs: 60_000, limit: 50 }
    const [entry] = await store.transaction(tx => claimOutbox(tx, claim))
    if (!entry) throw new Error('nothing was claimed')
    await context.workos.createAuditLogEvent({
      organizationId: 'org_northwind',
      event: toAuditLogEvent(entry.event),
      idempotencyKey: entry.event.id,
      signal: AbortSignal.timeout(5000),
    })
    expect(await forward()).toMatchObject({ forwarded: 0 })
    offset = 61_000
    expect(await forward()).toMatchObject({ forwarded: 2 })
    expect(actions()).toEqual(['api_key.created', 'api_key.updated'])
  })

  it('gives its events back when it is stopped', async () => {
    const { apiKey } = await broker.create('Key')
    await change(apiKey.id, 'Second')
    broker.emulator.addFault({ method: 'POST', path, mode: 'hang' })
    const stopping = new AbortController()
    const round = forwardAuditEvents(broker.context, { signal: stopping.signal })
    await expect
      .poll(() => broker.emulator.requests().some(request => request.path === '/audit_logs/events'))
      .toBe(true)
    stopping.abort()
    expect(await round).toEqual({ forwarded: 0, parked: [], failures: [] })
    broker.emulator.clearFaults()
    expect(await forward()).toMatchObject({ forwarded: 2 })
  })
})

it('keeps no event for WorkOS unless it is told to', async () => {
  const quiet = await startBroker()
  try {
    await quiet.create('Key')
    const { store } = quiet
    expect(await store.query(tx => readOutboxState(tx, new Date()))).toMatchObject({ waiting: 0 })
  } finally {
    await quiet.close()
  }
})
