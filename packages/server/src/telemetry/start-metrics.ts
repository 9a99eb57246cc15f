import { metrics } from '@opentelemetry/api'
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus'
import type { Resource } from '@opentelemetry/resources'
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import type { TelemetrySettings } from './read-telemetry-settings.ts'
import type { Telemetry } from './start-telemetry.ts'

/**
 * Makes this process's meter; sends its metrics by OTLP, serves them to Prometheus on a port of their own
 * (`GET /metrics`), or both. Throws what node:http throws when that port cannot be had.
 */
export const startMetrics = async ({
  otlp,
  prometheus,
  resource,
}: Pick<TelemetrySettings, 'prometheus'> & {
  otlp: TelemetrySettings['otlpMetrics']
  resource: Resource
}): Promise<Telemetry> => {
  const page = prometheus && new PrometheusExporter({ ...prometheus, preventServerStart: true })
  // The exporter would only whisper that its port is taken.
  await page?.startServer()
  const push =
    otlp &&
    new PeriodicExportingMetricReader({
      exporter: new OTLPMetricExporter({ url: otlp.url }),
      exportIntervalMillis: otlp.intervalMs,
      exportTimeoutMillis: Math.min(otlp.intervalMs, 30_000),
    })
  const provider = new MeterProvider({ resource, readers: [page, push].filter(reader => reader !== null) })
  const isOurs = metrics.setGlobalMeterProvider(provider)
  return {
    shutdown: async () => {
      if (isOurs) metrics.disable()
      await provider.shutdown()
    },
  }
}
