/**
 * `@keydesk/verify/opentelemetry`: the gate's figures as metrics.
 * Its host starts OpenTelemetry's SDK first and gives `createMetrics()` to the verifier. The figures are read when somebody asks
 * for metrics, so a request pays nothing for them.
 */
import { type BatchObservableResult, type MeterProvider, metrics } from '@opentelemetry/api'
import type { Metrics } from './metrics.ts'

const instrumentationScope = '@keydesk/verify'

/** Makes the instruments on the meter of the process, or on one of this provider; without an SDK they do nothing. */
export const createMetrics = ({ meterProvider }: { meterProvider?: MeterProvider } = {}): Metrics => {
  const meter = (meterProvider ?? metrics).getMeter(instrumentationScope)
  const count = (name: string, description: string) => meter.createObservableCounter(name, { description })
  const upstream = meter.createHistogram('keydesk.gate.upstream.duration', {
    description: 'Seconds it took to ask about a key.',
    unit: 's',
    advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] },
  })
  const refused = count('keydesk.gate.refused', 'Requests refused, by their true reason.')
  const keys = meter.createObservableGauge('keydesk.gate.keys', { description: 'Keys that are remembered.' })
  const hits = count('keydesk.gate.hits', 'Credentials answered from memory, by kind.')
  const misses = count('keydesk.gate.misses', 'Credentials that had to be asked about or verified, by kind.')
  const figures = {
    accepted: count('keydesk.gate.accepted', 'Credentials let in.'),
    staleHits: count('keydesk.gate.stale_hits', 'Keys answered by a stale answer.'),
    unknownHits: count('keydesk.gate.unknown_hits', 'Keys refused from memory.'),
    sharedHits: count('keydesk.gate.shared_hits', 'Keys answered by the shared cache.'),
    unasked: count(
      'keydesk.gate.unasked',
      'Keys not asked about, for want of budget or behind an open breaker.',
    ),
    outdated: count('keydesk.gate.outdated', 'Answers thrown away because the key was evicted meanwhile.'),
  }
  const names = Object.keys(figures) as (keyof typeof figures)[]

  return {
    recordUpstream: ({ outcome, durationMs }) =>
      upstream.record(durationMs / 1000, { 'keydesk.outcome': outcome }),
    observe: read => {
      const all = [refused, keys, hits, misses, ...Object.values(figures)]
      const tell = (result: BatchObservableResult) => {
        const stats = read()
        result.observe(keys, stats.keys)
        result.observe(hits, stats.hits, { 'keydesk.kind': 'api_key' })
        result.observe(hits, stats.tokenHits, { 'keydesk.kind': 'm2m' })
        result.observe(misses, stats.misses, { 'keydesk.kind': 'api_key' })
        result.observe(misses, stats.tokenMisses, { 'keydesk.kind': 'm2m' })
        for (const name of names) result.observe(figures[name], stats[name])
        for (const [reason, times] of Object.entries(stats.refused))
          result.observe(refused, times, { 'keydesk.reason': reason })
      }
      meter.addBatchObservableCallback(tell, all)
      return () => meter.removeBatchObservableCallback(tell, all)
    },
  }
}
