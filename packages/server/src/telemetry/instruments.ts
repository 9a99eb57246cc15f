import { type BatchObservableResult, metrics } from '@opentelemetry/api'
import { instrumentationScope } from './with-span.ts'

/** How a call to WorkOS ended. */
export type UpstreamOutcome = 'ok' | 'refused' | 'rate_limited' | 'timeout' | 'unavailable' | 'invalid'

/** How a question to the database ended. */
export type StoreOutcome = 'ok' | 'unavailable' | 'failed'

/** Numbers that are looked up when somebody asks for metrics; null says that there is none. */
export interface Readings {
  /** Seconds since the organization whose mirror is oldest was last read from WorkOS. */
  mirrorAge: () => Promise<number | null>
  openIntents: () => Promise<number>
  auditOutboxLength: () => Promise<number>
  auditOutboxParked: () => Promise<number>
}

/** What the broker measures of itself. Names and units are promises to whoever made a dashboard of them. */
export interface Instruments {
  /** One answered request; `route` is the template, never the URL, and null for a route that does not exist. */
  recordRequest(request: {
    route: string | null
    method: string
    status: number
    /** The error code of a refusal or failure. */
    code: string | null
    durationMs: number
  }): void
  /** One call to WorkOS; `call` is the gateway's verb. */
  recordUpstreamCall(call: { call: string; outcome: UpstreamOutcome; durationMs: number }): void
  /** One query or transaction. */
  recordStoreWork(work: { kind: 'query' | 'transaction'; outcome: StoreOutcome; durationMs: number }): void
  /** An intent that the reconciler has settled, and how. */
  countReconciled(outcome: string): void
  /** Gates that a push has reached, and that it has not. */
  countEvictions(push: { confirmed: number; missed: number }): void
  /** A request that was refused for its frequency, by the name of the limit. */
  countRateLimited(limit: string): void
  /** A request that was answered from the record of an earlier one. */
  countIdempotentReplay(): void
  /** Starts to offer these numbers; gives a function that stops it. Nothing is read while telemetry is off. */
  observe(readings: Readings): () => void
}

/** Makes the instruments on the meter of the process; without one they do nothing. Call it after `startTelemetry`. */
export const createInstruments = (): Instruments => {
  const meter = metrics.getMeter(instrumentationScope)
  const seconds = (name: string, description: string) =>
    meter.createHistogram(name, {
      description,
      unit: 's',
      advice: { explicitBucketBoundaries: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] },
    })
  const requests = seconds('keydesk.request.duration', 'Seconds to answer a request.')
  const calls = seconds('keydesk.upstream.duration', 'Seconds WorkOS took for one call.')
  const storeWork = seconds(
    'keydesk.store.duration',
    'Seconds the database took for one query or transaction.',
  )
  const reconciled = meter.createCounter('keydesk.reconciler.outcomes', {
    description: 'Intents that the reconciler has settled.',
  })
  const evictions = meter.createCounter('keydesk.eviction.pushes', {
    description: 'Gates that were told of a change, by whether they confirmed it.',
  })
  const limited = meter.createCounter('keydesk.rate_limited', {
    description: 'Requests refused for their frequency.',
  })
  const replays = meter.createCounter('keydesk.idempotency.replays', {
    description: 'Requests answered from the record of an earlier one.',
  })
  const mirrorAge = meter.createObservableGauge('keydesk.mirror.age', {
    description: 'Seconds since the oldest mirror of an organization was read.',
    unit: 's',
  })
  const openIntents = meter.createObservableGauge('keydesk.intents.open', {
    description: 'Changes begun and not yet settled.',
  })
  const outbox = meter.createObservableGauge('keydesk.audit.outbox', {
    description: 'Audit events not yet forwarded to WorkOS.',
  })
  const parked = meter.createObservableGauge('keydesk.audit.parked', {
    description: 'Audit events that WorkOS refused, set aside.',
  })

  return {
    recordRequest: ({ route, method, status, code, durationMs }) =>
      requests.record(durationMs / 1000, {
        'http.route': route ?? 'none',
        'http.request.method': methods.has(method) ? method : '_OTHER',
        'keydesk.status_class': `${Math.floor(status / 100)}xx`,
        'keydesk.code': code ?? 'none',
      }),
    recordUpstreamCall: ({ call, outcome, durationMs }) =>
      calls.record(durationMs / 1000, { 'keydesk.call': call, 'keydesk.outcome': outcome }),
    recordStoreWork: ({ kind, outcome, durationMs }) =>
      storeWork.record(durationMs / 1000, { 'keydesk.kind': kind, 'keydesk.outcome': outcome }),
    countReconciled: outcome => reconciled.add(1, { 'keydesk.outcome': outcome }),
    countEvictions: ({ confirmed, missed }) => {
      evictions.add(confirmed, { 'keydesk.outcome': 'confirmed' })
      evictions.add(missed, { 'keydesk.outcome': 'missed' })
    },
    countRateLimited: limit => limited.add(1, { 'keydesk.limit': limit }),
    countIdempotentReplay: () => replays.add(1),
    observe: readings => {
      const gauges = [mirrorAge, openIntents, outbox, parked]
      const read = async (result: BatchObservableResult) => {
        const answers = await Promise.all(
          [
            readings.mirrorAge,
            readings.openIntents,
            readings.auditOutboxLength,
            readings.auditOutboxParked,
          ].map(inTime),
        )
        answers.forEach((answer, index) => {
          const gauge = gauges[index]
          if (gauge !== undefined && answer !== null) result.observe(gauge, answer)
        })
      }
      meter.addBatchObservableCallback(read, gauges)
      return () => meter.removeBatchObservableCallback(read, gauges)
    },
  }
}

/** Callers choose their method, and each new one would be a series of its own. */
const methods = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])

/** A store that is down must not take the other metrics with it: what it cannot say in 2 seconds is left out. */
const inTime = async (read: () => Promise<number | null>): Promise<number | null> => {
  const { promise: late, resolve } = Promise.withResolvers<null>()
  const timer = setTimeout(() => resolve(null), 2000)
  try {
    return await Promise.race([read(), late])
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}
