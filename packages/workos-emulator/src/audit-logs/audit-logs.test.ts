import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { defaultSeed } from '../seed/default-seed.ts'
import { startClient } from '../testing/start-client.ts'

const path = '/audit_logs/events'
const organizationId = 'org_northwind'
const occurred = new Date('2026-06-01T10:00:00.000Z')
const event = {
  action: 'api_key.created',
  occurredAt: occurred,
  actor: { id: 'user_northwind_admin', type: 'user', name: 'Ingrid', metadata: { impersonated: false } },
  targets: [{ id: 'api_key_1', type: 'api_key', name: 'CI' }],
  context: { location: '203.0.113.7', userAgent: 'Keydesk' },
  metadata: { requestId: 'r-1', attempt: 2 },
}
const wire = {
  action: event.action,
  occurred_at: occurred.toISOString(),
  actor: event.actor,
  targets: event.targets,
  context: { location: '203.0.113.7', user_agent: 'Keydesk' },
  metadata: event.metadata,
}

test('an audit event arrives as the SDK sent it, and is listed with its key', async () => {
  const { workos, call, emulator } = await startClient({ control: true })
  await workos.auditLogs.createEvent(organizationId, event, { idempotencyKey: 'audit-1' })
  await workos.auditLogs.createEvent('org_globex', event)
  const [first, second] = emulator.auditLogEvents()
  expect(first).toMatchObject({ organizationId, idempotencyKey: 'audit-1', event: wire })
  expect(second).toMatchObject({ organizationId: 'org_globex', event: wire })
  const list = async (query: string) => (await call(`/_emulator/audit-log-events${query}`)).json()
  expect(await list('')).toEqual({ data: [first, second] })
  expect(await list('?organizationId=org_globex')).toEqual({ data: [second] })
  expect((await call('/_emulator/audit-log-events?organization=x')).status).toBe(400)
  emulator.reset()
  expect(emulator.auditLogEvents()).toEqual([])
})

test('one Idempotency-Key is one event, whatever the later bodies say, over a restart too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-workos-audit-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const statePath = join(folder, 'state.json')
  const headers = { 'idempotency-key': 'audit-1' }
  const first = await startClient({ statePath })
  const send = async (client: typeof first, action: string) => {
    const body = { organization_id: organizationId, event: { ...wire, action } }
    const answer = await client.post(path, body, headers)
    return [answer.status, await answer.json()]
  }
  expect(await send(first, 'api_key.created')).toEqual([200, { success: true }])
  expect(await send(first, 'api_key.created')).toEqual([200, { success: true }])
  first.emulator.addFault({ path, status: 503, after: true })
  expect(await send(first, 'api_key.created')).toMatchObject([503, {}])
  await first.emulator.close()
  const second = await startClient({ statePath })
  expect(await send(second, 'api_key.revoked')).toEqual([200, { success: true }])
  expect(second.emulator.auditLogEvents()).toMatchObject([{ event: { action: 'api_key.created' } }])
})

test('an event that is not taken leaves its key free', async () => {
  const { post, emulator } = await startClient()
  const headers = { 'idempotency-key': 'audit-1' }
  const body = { organization_id: organizationId, event: wire }
  emulator.addFault({
    path,
    status: 429,
    body: { message: 'Too many requests.', code: 'rate_limit_exceeded' },
  })
  expect((await post(path, body, headers)).status).toBe(429)
  expect((await post(path, { ...body, organization_id: 'org_x' }, headers)).status).toBe(404)
  expect((await post(path, body, headers)).status).toBe(200)
  expect(emulator.auditLogEvents()).toHaveLength(1)
})

test('where schemas are strict, an action needs one first', async () => {
  const { post, workos } = await startClient({
    seed: { ...defaultSeed, settings: { strictAuditLogs: true } },
  })
  const send = async (change: object = {}) => {
    const answer = await post(path, { organization_id: organizationId, event: { ...wire, ...change } })
    return [answer.status, await answer.json()]
  }
  const refuse = (instancePath: string) => [
    400,
    { message: 'Invalid Audit Log event.', code: 'invalid_audit_log_event', errors: [{ instancePath }] },
  ]
  expect(await send()).toEqual(refuse('/action'))
  const define = (type: string) =>
    workos.auditLogs.createSchema({ action: event.action, targets: [{ type }], actor: { metadata: {} } })
  expect(await define('api_key')).toMatchObject({ version: 1, targets: [{ type: 'api_key' }] })
  expect(await send()).toEqual([200, { success: true }])
  expect(await send({ targets: [{ id: 'x', type: 'invoice' }] })).toEqual(refuse('/targets/0/type'))
  expect(await define('invoice')).toMatchObject({ version: 2 })
  expect(await send()).toEqual(refuse('/targets/0/type'))
  expect(await send({ version: 1 })).toEqual([200, { success: true }])
  expect(await send({ version: 3 })).toEqual(refuse('/version'))
})

for (const [name, change, field] of [
  ['no action', { action: undefined }, 'event.action'],
  ['no time', { occurred_at: undefined }, 'event.occurred_at'],
  ['a time that is none', { occurred_at: 'noon' }, 'event.occurred_at'],
  ['an actor without a type', { actor: { id: 'x' } }, 'event.actor.type'],
  ['no targets', { targets: undefined }, 'event.targets'],
  ['no location', { context: {} }, 'event.context.location'],
  ['metadata that is too long', { metadata: { note: 'x'.repeat(501) } }, 'event.metadata.note'],
  ['nested metadata', { metadata: { before: { name: 'x' } } }, 'event.metadata.before'],
] as const) {
  test(`an event with ${name} is 422`, async () => {
    const { post, emulator } = await startClient()
    const answer = await post(path, { organization_id: organizationId, event: { ...wire, ...change } })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ errors: [{ field, code: expect.any(String) }] })
    expect(emulator.auditLogEvents()).toEqual([])
  })
}

test('the environment key is required', async () => {
  const { post } = await startClient()
  expect((await post(path, {}, { authorization: 'Bearer other' })).status).toBe(401)
})
