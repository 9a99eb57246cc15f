import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createInstruments } from './instruments.ts'
import { startTelemetry, type Telemetry } from './start-telemetry.ts'

let telemetry: Telemetry | undefined
afterEach(() => telemetry?.shutdown())

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Starts metrics for Prometheus and gives the page as it is now. */
const startPage = async () => {
  const port = await freePort()
  telemetry = await startTelemetry({
    OTEL_METRICS_EXPORTER: 'prometheus',
    OTEL_EXPORTER_PROMETHEUS_PORT: String(port),
  })
  const read = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return { port, read }
}

const request = { route: '/api-keys', method: 'GET', status: 200, code: null, durationMs: 12 }

describe('the page for Prometheus', () => {
  it('tells of requests by route, method, class of status and code', async () => {
    const { read } = await startPage()
    const instruments = createInstruments()
    instruments.recordRequest(request)
    instruments.recordRequest({ ...request, method: 'POST', status: 422, code: 'validation_failed' })
    const page = await read()
    expect(page).toContain('# TYPE keydesk_request_duration histogram')
    const labels = (method: string, status: string, code: string) =>
      `http_route="/api-keys",http_request_method="${method}",keydesk_status_class="${status}",keydesk_code="${code}"`
    expect(page).toContain(`keydesk_request_duration_count{${labels('GET', '2xx', 'none')}`)
    expect(page).toContain(`keydesk_request_duration_count{${labels('POST', '4xx', 'validation_failed')}`)
    expect(page).toMatch(/keydesk_request_duration_sum\{[^}]*"2xx"[^}]*\} 0\.012/)
  })

  it('has one series for all methods and routes that do not exist', async () => {
    const { read } = await startPage()
    const instruments = createInstruments()
    for (const method of ['BREW', 'PROPFIND']) {
      instruments.recordRequest({ ...request, route: null, method, status: 404, code: 'route_not_found' })
    }
    const page = await read()
    expect(page).toMatch(/keydesk_request_duration_count\{http_route="none",[^}]*"_OTHER"[^}]*\} 2/)
    expect(page).not.toContain('BREW')
  })

  it('counts everything else the broker counts, by names that stay', async () => {
    const { read } = await startPage()
    const instruments = createInstruments()
    instruments.recordUpstreamCall({ call: 'createApiKey', outcome: 'timeout', durationMs: 8000 })
    instruments.recordStoreWork({ kind: 'transaction', outcome: 'unavailable', durationMs: 3000 })
    instruments.countReconciled('deleted')
    instruments.countEvictions({ confirmed: 2, missed: 1 })
    instruments.countRateLimited('writes')
    instruments.countIdempotentReplay()
    instruments.observe({
      mirrorAge: async () => 42,
      openIntents: async () => 3,
      auditOutboxLength: async () => 7,
      auditOutboxParked: async () => 2,
    })
    const page = await read()
    const value = (name: string, label = '') =>
      new RegExp(`^${name}\\{[^}]*${label}[^}]*\\} (\\S+)`, 'm').exec(page)?.[1]
    expect(
      value('keydesk_upstream_duration_sum', 'keydesk_call="createApiKey",keydesk_outcome="timeout"'),
    ).toBe('8')
    expect(
      value('keydesk_store_duration_sum', 'keydesk_kind="transaction",keydesk_outcome="unavailable"'),
    ).toBe('3')
    expect(value('keydesk_reconciler_outcomes_total', 'keydesk_outcome="deleted"')).toBe('1')
    expect(value('keydesk_eviction_pushes_total', 'keydesk_outcome="confirmed"')).toBe('2')
    expect(value('keydesk_eviction_pushes_total', 'keydesk_outcome="missed"')).toBe('1')
    expect(value('keydesk_rate_limited_total', 'keydesk_limit="writes"')).toBe('1')
    expect(value('keydesk_idempotency_replays_total')).toBe('1')
    expect(value('keydesk_mirror_age')).toBe('42')
    expect(value('keydesk_intents_open')).toBe('3')
    expect(value('keydesk_audit_outbox')).toBe('7')
    expect(value('keydesk_audit_parked')).toBe('2')
  })

  it('still answers with the rest while the store fails or hangs', async () => {
    const { read } = await startPage()
    const instruments = createInstruments()
    instruments.recordRequest(request)
    instruments.observe({
      mirrorAge: () => Promise.reject(new Error('the store is down')),
      openIntents: () => new Promise(() => {}),
      auditOutboxLength: async () => 7,
      auditOutboxParked: async () => 2,
    })
    const page = await read()
    expect(page).toContain('keydesk_request_duration_count')
    expect(page).toMatch(/keydesk_audit_outbox\{[^}]*\} 7/)
    expect(page).not.toMatch(/^keydesk_(mirror_age|intents_open)\{/m)
  })

  it('stops to ask when it is told to', async () => {
    const { read } = await startPage()
    let asked = 0
    const number = async () => ++asked
    const stop = createInstruments().observe({
      mirrorAge: number,
      openIntents: number,
      auditOutboxLength: number,
      auditOutboxParked: number,
    })
    await read()
    expect(asked).toBe(4)
    stop()
    await read()
    expect(asked).toBe(4)
  })

  it('is on the loopback alone, nowhere but at /metrics, and gone after shutdown', async () => {
    const { port, read } = await startPage()
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
    expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(200)
    await telemetry?.shutdown()
    await expect(read()).rejects.toThrow('fetch failed')
  })

  it('says so when its port is taken', async () => {
    const { port } = await startPage()
    const env = { OTEL_METRICS_EXPORTER: 'prometheus', OTEL_EXPORTER_PROMETHEUS_PORT: String(port) }
    await expect(startTelemetry(env)).rejects.toThrow('EADDRINUSE')
  })
})
