import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createReconciler } from '../services/reconciler.ts'
import { openStore } from '../store/index.ts'
import { startTelemetry, type Telemetry } from '../telemetry/index.ts'
import { type Broker, startBroker } from '../testing/start-broker.ts'

let telemetry: Telemetry
let broker: Broker
let page: () => Promise<string>

beforeAll(async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise(resolve => server.close(resolve))
  telemetry = await startTelemetry({
    OTEL_METRICS_EXPORTER: 'prometheus',
    OTEL_EXPORTER_PROMETHEUS_PORT: String(port),
  })
  page = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  broker = await startBroker()
})
afterAll(async () => {
  await broker.close()
  await telemetry.shutdown()
})

/** The value of the first series of this name that has all these labels. */
const read = async (name: string, ...labels: string[]): Promise<number> => {
  const lines = (await page()).split('\n').filter(line => line.startsWith(`${name}{`))
  return Number(
    lines
      .find(line => labels.every(label => line.includes(`"${label}"`)))
      ?.split(' ')
      .at(-1),
  )
}

it('counts what was answered again, and what was refused, by the code', async () => {
  const request = {
    body: { name: 'Deploy bot', permissions: ['posts:read'], expiresAt: null },
    headers: { 'Idempotency-Key': 'once-and-once-only' },
  }
  await broker.askJson('POST', '/api-keys', request)
  await broker.askJson('POST', '/api-keys', request)
  await broker.askJson('DELETE', '/api-keys/api_key_01ARZ3NDEKTSV4RRFFQ69G5FAV')
  expect(await read('keydesk_idempotency_replays_total')).toBe(1)
  expect(await read('keydesk_request_duration_count', '/api-keys', 'POST', '2xx', 'none')).toBe(2)
  expect(await read('keydesk_request_duration_count', '/api-keys/{id}', 'DELETE', '4xx', 'not_found')).toBe(1)
  expect(await page()).not.toContain('api_key_01ARZ3NDEKTSV4RRFFQ69G5FAV')
})

it.each([
  [{ status: 429 }, 'rate_limited'],
  [{ status: 500 }, 'unavailable'],
  [{ mode: 'html' as const, status: 200 }, 'invalid'],
  [{ status: 422, body: '{"message":"no"}' }, 'refused'],
])('tells how WorkOS answered: %j', async (fault, outcome) => {
  broker.emulator.addFault({ path: '/authorization/permissions', ...fault })
  await broker.askJson('GET', '/permissions')
  expect(await read('keydesk_upstream_duration_count', 'listPermissions', outcome)).toBe(1)
})

it('tells that the store was down', async () => {
  broker.breakStore()
  await broker.askJson('GET', '/api-keys')
  broker.mendStore()
  expect(await read('keydesk_request_duration_count', '/api-keys', '5xx', 'store_unavailable')).toBe(1)

  const nowhere = openStore({ url: 'postgres://keydesk@127.0.0.1:1/keydesk' })
  await nowhere.query(async () => {}).catch(() => {})
  expect(await read('keydesk_store_duration_count', 'query', 'unavailable')).toBe(1)
})

it('counts the leftovers that the reconciler has settled, by a word', async () => {
  const { store, context } = broker
  const later = () => new Date(Date.now() + 600_000)
  await store.query(async tx => {
    await tx.execute(`insert into keydesk.intents
      (id, organization_id, action, actor, request_id, payload, started_at, deadline_at)
      values ('intent_1', 'org_northwind', 'create', '{"type":"system"}', 'req_1', '{"name":"Nowhere"}', now(), now())`)
  })
  const log = { info: () => {}, error: () => {} }
  const config = { ...context.settings, origins: context.settings.origins }
  const reconciler = createReconciler({ config, store, workos: context.workos, log, now: later })
  expect(await reconciler.runOnce()).toHaveLength(1)
  expect(await read('keydesk_reconciler_outcomes_total', 'nothing_was_made')).toBe(1)
})
