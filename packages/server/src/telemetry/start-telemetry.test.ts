import { spawnSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { metrics, trace } from '@opentelemetry/api'
import { afterEach, describe, expect, it } from 'vitest'
import { KeydeskError } from '../keydesk-error.ts'
import { createInstruments } from './instruments.ts'
import { startTelemetry, type Telemetry } from './start-telemetry.ts'
import { withSpan } from './with-span.ts'

const secret = 'sk_live_canary0123456789'
let telemetry: Telemetry | undefined
let receiver: Server | undefined
afterEach(async () => {
  await telemetry?.shutdown()
  receiver?.close()
})

/** A collector that keeps what it is sent, by path. */
const startCollector = async (status = 200) => {
  const received: { path: string | undefined; body: string }[] = []
  receiver = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    received.push({ path: request.url, body })
    response.writeHead(status, { 'Content-Type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => receiver?.once('listening', resolve))
  const address = receiver.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const bodies = (path: string) => received.filter(item => item.path === path).map(({ body }) => body)
  return { url, bodies }
}

const spansOf = (bodies: string[]): { name: string; spanId: string; parentSpanId?: string }[] =>
  bodies.flatMap(body =>
    JSON.parse(body).resourceSpans.flatMap((resource: { scopeSpans: { spans: [] }[] }) =>
      resource.scopeSpans.flatMap(({ spans }) => spans),
    ),
  )

describe('without a word in the environment', () => {
  it.each([
    ['nothing is set', {}],
    ['everything is switched off', { OTEL_SDK_DISABLED: 'true', OTEL_METRICS_EXPORTER: 'prometheus' }],
    ['no exporter is wanted', { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' }],
  ])('registers nothing when %s', async (_, env) => {
    const before = [metrics.getMeterProvider(), process.getActiveResourcesInfo().length]
    telemetry = await startTelemetry(env)
    expect([metrics.getMeterProvider(), process.getActiveResourcesInfo().length]).toEqual(before)
    expect(trace.getTracer('test').startSpan('span').isRecording()).toBe(false)
    const instruments = createInstruments()
    instruments.recordRequest({ route: null, method: 'GET', status: 200, code: null, durationMs: 1 })
    expect(await withSpan('work', {}, async () => 'done')).toBe('done')
  })

  it('does not even load the SDK', () => {
    const script = `
      import { registerHooks } from 'node:module'
      const loaded = []
      registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
      const { startTelemetry } = await import(${JSON.stringify(new URL('start-telemetry.ts', import.meta.url).href)})
      await (await startTelemetry({})).shutdown()
      console.log(JSON.stringify(loaded.filter(url => url.includes('@opentelemetry/'))))`
    const condition = '--conditions=keydesk:source'
    const { stdout, stderr } = spawnSync(process.execPath, [condition, '--input-type=module', '-e', script], {
      encoding: 'utf8',
    })
    const loaded: string[] = JSON.parse(stdout || JSON.stringify([stderr]))
    expect(loaded.length).toBeGreaterThan(0)
    expect(loaded.filter(url => !url.includes('/@opentelemetry/api/'))).toEqual([])
  })
})

describe('with a collector in the environment', () => {
  it('sends spans, with their parents, as soon as it is shut down', async () => {
    const { url, bodies } = await startCollector()
    telemetry = await startTelemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SERVICE_NAME: 'desk' })
    await withSpan('revoke', { 'keydesk.organization.id': 'org_northwind' }, async () => {
      await new Promise(resolve => setTimeout(resolve, 1))
      await withSpan('WorkOS deleteApiKey', {}, async () => {})
    })
    await telemetry.shutdown()
    const [body = ''] = bodies('/v1/traces')
    expect(body).toContain('org_northwind')
    expect(body).toContain('"desk"')
    const [child, parent] = spansOf([body])
    expect([child?.name, parent?.name]).toEqual(['WorkOS deleteApiKey', 'revoke'])
    expect(child?.parentSpanId).toBe(parent?.spanId)
  })

  it('sends metrics too', async () => {
    const { url, bodies } = await startCollector()
    telemetry = await startTelemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/` })
    createInstruments().countIdempotentReplay()
    await telemetry.shutdown()
    expect(bodies('/v1/metrics').join()).toContain('keydesk.idempotency.replays')
  })

  it('sends one signal alone, to an endpoint of its own', async () => {
    const { url, bodies } = await startCollector()
    telemetry = await startTelemetry({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${url}/spans` })
    createInstruments().countIdempotentReplay()
    await withSpan('work', {}, async () => {})
    await telemetry.shutdown()
    expect(spansOf(bodies('/spans'))).toHaveLength(1)
    expect(bodies('/v1/metrics')).toEqual([])
  })

  it('keeps no trace that the sampler drops', async () => {
    const { url, bodies } = await startCollector()
    const env = { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url }
    telemetry = await startTelemetry({
      ...env,
      OTEL_TRACES_SAMPLER: 'traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
    })
    await withSpan('work', {}, async () => {})
    await telemetry.shutdown()
    expect(bodies('/')).toEqual([])
  })

  it('takes secrets and queries out of every span, whoever wrote it', async () => {
    const { url, bodies } = await startCollector()
    telemetry = await startTelemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: url })
    const span = trace.getTracer('next.js').startSpan('GET /auth/callback?code=canary_code')
    span.setAttributes({
      'http.target': '/auth/callback?code=canary_code&state=1',
      'url.query': 'code=canary_code',
      'http.request.header.authorization': [`Bearer ${secret}`],
    })
    span.recordException(new Error(`no such key: ${secret}`))
    span.addLink({ context: span.spanContext(), attributes: { value: `Bearer ${secret}` } })
    span.setStatus({ code: 2, message: `refused ${secret}` })
    span.end()
    await telemetry.shutdown()
    const sent = bodies('/v1/traces').join()
    expect(sent).toContain('/auth/callback')
    expect(sent).not.toMatch(/canary/)
  })

  it('marks a failed span with the code alone, and throws the failure on', async () => {
    const { url, bodies } = await startCollector()
    telemetry = await startTelemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: url })
    const failure = new KeydeskError({
      code: 'not_found',
      detail: 'No key of this organization has this id.',
    })
    const work = withSpan('revoke', {}, async span => {
      span.setAttributes({ 'keydesk.api_key.id': 'api_key_1' })
      throw failure
    })
    await expect(work).rejects.toBe(failure)
    await telemetry.shutdown()
    const sent = bodies('/v1/traces').join()
    expect(sent).toContain('"not_found"')
    expect(sent).toContain('api_key_1')
    expect(sent).not.toContain('No key of this organization')
  })

  it('tells the log what the collector did not take', async () => {
    const { url } = await startCollector(400)
    const lines: string[] = []
    const log = {
      info: () => {},
      error: (fields: object, message: string) => void lines.push(message + JSON.stringify(fields)),
    }
    telemetry = await startTelemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: url }, { log })
    await withSpan('work', {}, async () => {})
    await telemetry.shutdown()
    expect(lines.join()).toContain('telemetry: ')
  })
})

it('names every variable in trouble at once', async () => {
  const starting = startTelemetry({
    OTEL_TRACES_EXPORTER: 'zipkin,otlp',
    OTEL_METRICS_EXPORTER: 'prometheus',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
    OTEL_EXPORTER_PROMETHEUS_PORT: 'high',
    OTEL_TRACES_SAMPLER: 'jaeger_remote',
    OTEL_TRACES_SAMPLER_ARG: '2',
  })
  await expect(starting).rejects.toMatchObject({
    problems: [
      'OTEL_TRACES_EXPORTER',
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'OTEL_EXPORTER_OTLP_PROTOCOL',
      'OTEL_TRACES_SAMPLER',
      'OTEL_EXPORTER_PROMETHEUS_PORT',
    ].map(setting => expect.objectContaining({ setting })),
  })
})
