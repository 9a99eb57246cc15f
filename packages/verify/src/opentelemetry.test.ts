import { metrics } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createVerifier } from './index.ts'
import { createMetrics } from './opentelemetry.ts'
import { start, startTokenIssuer } from './testing/start-token-issuer.ts'
import type { Validation } from './validate.ts'

/** What OpenTelemetry's own SDK reads of a gate. */

let exporter: InMemoryMetricExporter
let provider: MeterProvider
beforeEach(() => {
  exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })
  provider = new MeterProvider({ readers: [reader] })
})
afterEach(async () => {
  metrics.disable()
  await provider.shutdown()
})

/** Every figure of the last reading: its value, or how often it was measured, by name and attribute. */
const read = async (): Promise<Record<string, unknown>> => {
  exporter.reset()
  await provider.forceFlush()
  const points = exporter
    .getMetrics()
    .flatMap(({ scopeMetrics }) => scopeMetrics)
    .flatMap(({ scope, metrics }) => metrics.map(metric => ({ scope: scope.name, ...metric })))
  expect(new Set(points.map(({ scope }) => scope))).toEqual(
    new Set(points.length > 0 ? ['@keydesk/verify'] : []),
  )
  return Object.fromEntries(
    points.flatMap(({ descriptor, dataPoints }) =>
      dataPoints.map(({ attributes, value }) => [
        [descriptor.name, ...Object.values(attributes)].join(' '),
        typeof value === 'object' ? value.count : value,
      ]),
    ),
  )
}

const answers: Record<string, Validation> = {
  sk_good: {
    ok: true,
    credential: {
      kind: 'api_key',
      id: 'api_key_1',
      organizationId: 'org_northwind',
      subject: { type: 'organization', id: 'org_northwind' },
      permissions: [],
      name: null,
      expiresAt: null,
    },
  },
  sk_down: { ok: false, code: 'unavailable', cause: 'down' },
}
const createGate = (meterProvider?: MeterProvider) =>
  createVerifier({
    validate: async value => answers[value] ?? { ok: false, code: 'unknown' },
    metrics: createMetrics(meterProvider && { meterProvider }),
  })

test('hits, misses, calls upstream, what was let in, and what was refused by its reason', async () => {
  const verifier = createGate(provider)
  for (const value of ['sk_good', 'sk_good', 'sk_good', 'sk_nobody', 'sk_nobody', 'sk_down'])
    await verifier.verify(value)
  await verifier.authenticate(null)
  await verifier.verify('sk_good', { permissions: ['posts:read'] })
  expect(await read()).toEqual({
    'keydesk.gate.accepted': 3,
    'keydesk.gate.hits api_key': 3,
    'keydesk.gate.hits m2m': 0,
    'keydesk.gate.stale_hits': 0,
    'keydesk.gate.unknown_hits': 1,
    'keydesk.gate.shared_hits': 0,
    'keydesk.gate.misses api_key': 3,
    'keydesk.gate.misses m2m': 0,
    'keydesk.gate.unasked': 0,
    'keydesk.gate.outdated': 0,
    'keydesk.gate.keys': 1,
    'keydesk.gate.refused unknown': 2,
    'keydesk.gate.refused unavailable': 1,
    'keydesk.gate.refused missing': 1,
    'keydesk.gate.refused missing_permission': 1,
    'keydesk.gate.upstream.duration valid': 1,
    'keydesk.gate.upstream.duration unknown': 1,
    'keydesk.gate.upstream.duration unavailable': 1,
  })
})

test('tokens are counted apart from keys: verified once, and from memory afterwards', async () => {
  const issuer = await startTokenIssuer()
  await issuer.reset()
  const verifier = createVerifier({
    validate: async () => ({ ok: false, code: 'unknown' }),
    tokens: { issuer: issuer.issuer.url },
    metrics: createMetrics({ meterProvider: provider }),
    now: () => start,
  })
  const [token, another] = [await issuer.sign(), await issuer.sign({ jti: 'another' })]
  for (const value of [token, token, token, another, 'sk_nobody']) await verifier.verify(value)
  issuer.close()
  expect(verifier.stats()).toMatchObject({ hits: 0, misses: 1, tokenHits: 2, tokenMisses: 2 })
  expect(await read()).toMatchObject({
    'keydesk.gate.hits api_key': 0,
    'keydesk.gate.hits m2m': 2,
    'keydesk.gate.misses api_key': 1,
    'keydesk.gate.misses m2m': 2,
  })
})

test('the time it took to ask is in seconds', async () => {
  createMetrics({ meterProvider: provider }).recordUpstream({ outcome: 'valid', durationMs: 250 })
  await provider.forceFlush()
  const [histogram] = exporter.getMetrics()[0]?.scopeMetrics[0]?.metrics ?? []
  expect(histogram).toMatchObject({ descriptor: { unit: 's' }, dataPoints: [{ value: { sum: 0.25 } }] })
})

test('the meter of the process is taken where none is given', async () => {
  metrics.setGlobalMeterProvider(provider)
  await createGate().verify('sk_good')
  expect(await read()).toMatchObject({ 'keydesk.gate.accepted': 1 })
})

test('a gate that was closed is read no more', async () => {
  const verifier = createGate(provider)
  await verifier.verify('sk_good')
  await verifier.close()
  expect(await read()).not.toHaveProperty(['keydesk.gate.accepted'])
})
