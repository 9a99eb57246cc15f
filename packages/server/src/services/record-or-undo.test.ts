import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { countOpenIntents, keyMirror, type Store } from '../store/index.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'
import { mintKey } from './mint-key.ts'
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

it('a key that is recorded past the deadline is ended, and told of', async () => {
  await broker.list()
  const deadline = new AbortController()
  // The commit is what takes so long.
  const transaction: Store['transaction'] = async (work, mode) => {
    const result = await broker.store.transaction(work, mode)
    if (creates().length > 0) deadline.abort()
    return result
  }
  const { person } = actors.admin
  const call = {
    ...{ actor: actors.admin, requestId: 'request_1' },
    ...{ signal: deadline.signal, deadlineAt: new Date(Date.now() + 8_000) },
  }
  const runId = crypto.randomUUID()
  broker.emulator.clearRequests()
  await broker.store.query(async tx => {
    await tx.execute(
      `insert into keydesk.idempotency_records (scope_hash, organization_id, fingerprint, run_id, expires_at)
       values ('scope', 'org_northwind', 'print', '${runId}', now() + interval '1 day')`,
    )
  })
  const minting = mintKey({ ...broker.context, store: { ...broker.store, transaction } }, call, {
    ...{
      runId,
      action: 'create',
      subjectId: null,
      name: 'Late',
      permissions: ['posts:read'],
      expiresAt: null,
    },
    facts: { owner: person, createdBy: person, purpose: null, metadata: {}, choice: null, replaces: null },
    ...{ auditAction: 'api_key.created', alongside: async () => null },
  })
  await expect(minting).rejects.toMatchObject({ code: 'upstream_timeout' })
  expect(await broker.store.query(countOpenIntents)).toBe(0)
  const { body } = await broker.askJson('GET', '/audit-events?limit=2')
  expect(Object(body).data).toMatchObject([
    { action: 'api_key.revoked', actor: { type: 'system' }, reason: 'never reached its reader' },
    { action: 'api_key.created', requestId: 'request_1' },
  ])
  expect((await broker.list()).data).toEqual([])
})
