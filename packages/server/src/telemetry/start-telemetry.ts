import { type DiagLogFunction, DiagLogLevel, diag } from '@opentelemetry/api'
import type { Log } from '../log.ts'
import { redact, redactText } from '../redact.ts'
import { readTelemetrySettings } from './read-telemetry-settings.ts'

/** Telemetry that runs until it is shut down. */
export interface Telemetry {
  /** Sends what is left, within 5 seconds, and stops. Never throws. */
  shutdown(): Promise<void>
}

/**
 * Starts what OpenTelemetry's standard variables ask for, and loads its SDK only then. Call it before
 * `createInstruments`: instruments made earlier measure nothing. Throws a `ConfigError` for a variable in trouble,
 * and what node:http throws when the port of Prometheus is taken.
 */
export const startTelemetry = async (
  env: Readonly<Record<string, string | undefined>>,
  { log }: { log?: Log } = {},
): Promise<Telemetry> => {
  const settings = readTelemetrySettings(env)
  const { traces, otlpMetrics, prometheus, serviceName } = settings
  if (traces === null && otlpMetrics === null && prometheus === null) return { shutdown: async () => {} }

  const report = (message: string, ...details: unknown[]) =>
    log?.error(Object(redact({ details })), `telemetry: ${redactText(message)}`)
  listenToSdk(report)
  const { describeService } = await import('./describe-service.ts')
  const resource = describeService(serviceName)
  const parts: Telemetry[] = []
  const shutdown = async () => {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, 5000)
    const ends = parts
      .splice(0)
      .map(part => part.shutdown().catch(error => report('the last of it could not be delivered', error)))
    await Promise.race([Promise.all(ends), late])
    clearTimeout(timer)
    diag.disable()
  }
  try {
    if (traces !== null) {
      const { startTracing } = await import('./start-tracing.ts')
      parts.push(startTracing({ ...traces, resource }))
    }
    if (otlpMetrics !== null || prometheus !== null) {
      const { startMetrics } = await import('./start-metrics.ts')
      parts.push(await startMetrics({ otlp: otlpMetrics, prometheus, resource }))
    }
  } catch (error) {
    await shutdown()
    throw error
  }
  return { shutdown }
}

/** The SDK keeps quiet about what it cannot deliver unless somebody listens. */
const listenToSdk = (report: DiagLogFunction): void => {
  const ignore = () => {}
  diag.setLogger(
    { error: report, warn: report, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  )
}
