import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createEmulator, defaultSeed, type Emulator } from '@keydesk/workos-emulator'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createVisitor } from './testing/create-visitor.ts'
import { environmentFor, freePort, type RunningBff, startBff } from './testing/start-bff.ts'

interface ReceivedSpan {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
}

let emulator: Emulator
let collector: Server
let bff: RunningBff
let metricsUrl: string
const bodies: string[] = []
let secrets: string[]

const spans = (): ReceivedSpan[] =>
  bodies.flatMap(body =>
    JSON.parse(body).resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: ReceivedSpan[] }[] }) =>
      scopeSpans.flatMap(scope => scope.spans),
    ),
  )

const readMetrics = async () => (await fetch(metricsUrl)).text()

beforeAll(async () => {
  emulator = await createEmulator({ port: 0, control: true, seed: defaultSeed })
  collector = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    bodies.push(body)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const address = collector.address()
  const [port, metricsPort] = [await freePort(), await freePort()]
  metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`
  bff = await startBff(
    {
      ...environmentFor(emulator, [`http://localhost:${port}`]),
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1/traces`,
      OTEL_METRICS_EXPORTER: 'prometheus',
      OTEL_EXPORTER_PROMETHEUS_PORT: String(metricsPort),
    },
    port,
  )
  const visitor = await createVisitor(bff.base).signIn('admin@northwind.test')
  expect((await visitor.ask('/api-keys')).status).toBe(200)
  const created = await (await visitor.create('Deploy bot')).json()
  expect((await visitor.ask('/nowhere')).status).toBe(404)
  secrets = [created.value, emulator.apiKey, ...visitor.cookies.values()]
}, 60_000)

afterAll(async () => {
  await bff?.stop()
  collector.close()
  await emulator.close()
})

it('counts what was asked of the BFF, of WorkOS and of the store on a port of its own', async () => {
  const page = await readMetrics()
  const value = (name: string, ...labels: string[]) => {
    const line = page
      .split('\n')
      .find(text => text.startsWith(`${name}{`) && labels.every(label => text.includes(label)))
    return Number(line?.split(' ').at(-1))
  }
  const requests = 'keydesk_request_duration_count'
  expect(value(requests, 'http_route="/api-keys"', 'http_request_method="POST"', '"2xx"')).toBe(1)
  expect(value(requests, 'http_route="/api-keys"', 'http_request_method="GET"', '"2xx"')).toBe(1)
  expect(value(requests, 'http_route="none"', 'keydesk_code="route_not_found"')).toBe(1)
  expect(value('keydesk_upstream_duration_count', '"createApiKey"', '"ok"')).toBe(1)
  expect(value('keydesk_store_duration_count', '"transaction"', '"ok"')).toBeGreaterThan(1)
  expect(value('keydesk_mirror_age')).toBeGreaterThanOrEqual(0)
  expect(value('keydesk_intents_open')).toBe(0)
  expect(value('keydesk_audit_outbox')).toBeGreaterThanOrEqual(0)
  expect((await fetch(`${bff.base}/metrics`)).status).toBe(404)
})

it('traces a request from the BFF to WorkOS and to the store', { timeout: 40_000 }, async () => {
  const chainOf = (name: string): string[] => {
    const all = spans()
    const chain: string[] = []
    for (let span = all.find(one => one.name === name); span; ) {
      chain.push(span.name)
      const { parentSpanId } = span
      span = all.find(one => one.spanId === parentSpanId)
    }
    return chain
  }
  await vi.waitFor(() => expect(chainOf('WorkOS createApiKey').at(1)).toBe('createApiKey'), 15_000)
  // Above the broker's own span are those of Next.
  await vi.waitFor(() => expect(chainOf('WorkOS createApiKey').at(-1)).toContain('/api/keydesk'), 15_000)
  expect(chainOf('store transaction').length).toBeGreaterThan(1)
})

it('lets no secret into a span, a metric or a line of the log', { timeout: 40_000 }, async () => {
  const metrics = await readMetrics()
  await bff.stop()
  const told = { spans: bodies.join('\n'), metrics, log: bff.output() }
  expect(spans().some(({ name }) => name.includes('/auth/callback'))).toBe(true)
  for (const [where, text] of Object.entries(told)) {
    for (const secret of secrets) expect(text.includes(secret), where).toBe(false)
    expect(text, where).not.toMatch(/[?&]code=/)
  }
})
