import { ConfigError, type ConfigProblem } from '../settings.ts'

/** What the standard variables of OpenTelemetry ask for; null for a signal that goes nowhere. */
export interface TelemetrySettings {
  serviceName: string | null
  traces: { url: string; sampler: SamplerSettings } | null
  otlpMetrics: { url: string; intervalMs: number } | null
  prometheus: { host: string; port: number } | null
}

/** Which part of the traces is kept, and whether a trace begun elsewhere decides for itself. */
export interface SamplerSettings {
  ratio: number
  parentBased: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads `OTEL_SDK_DISABLED`, `OTEL_TRACES_EXPORTER`, `OTEL_METRICS_EXPORTER`, `OTEL_EXPORTER_OTLP_*ENDPOINT`,
 * `OTEL_EXPORTER_PROMETHEUS_*`, `OTEL_TRACES_SAMPLER*`, `OTEL_METRIC_EXPORT_INTERVAL` and `OTEL_SERVICE_NAME`.
 * Nothing is on unless one of them says so. Throws a `ConfigError` that names every variable in trouble.
 */
export const readTelemetrySettings = (environment: Environment): TelemetrySettings => {
  const text = (name: string) => environment[name]?.trim() || undefined
  const off = { serviceName: null, traces: null, otlpMetrics: null, prometheus: null }
  if (text('OTEL_SDK_DISABLED')?.toLowerCase() === 'true') return off

  const problems: ConfigProblem[] = []
  const require = (setting: string, holds: boolean, message: string) => {
    if (!holds) problems.push({ setting, message })
  }
  const number = (name: string, fallback: number, least: number, most: number) => {
    const value = text(name) ?? String(fallback)
    require(name, /^\d+$/.test(value) &&
      +value >= least &&
      +value <= most, `set it to a whole number, ${least} to ${most}`)
    return Number(value)
  }
  const exporters = (signal: 'TRACES' | 'METRICS', known: string[]) => {
    const name = `OTEL_${signal}_EXPORTER`
    const asked = text('OTEL_EXPORTER_OTLP_ENDPOINT') ?? text(`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`)
    const chosen = (text(name) ?? (asked ? 'otlp' : 'none')).split(',').map(item => item.trim())
    require(name, chosen.every(
      item => item === 'none' || known.includes(item),
    ), `set it to none or ${known.join(', ')}`)
    return chosen
  }
  const otlpUrl = (signal: 'TRACES' | 'METRICS') => {
    const own = `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`
    const base = text('OTEL_EXPORTER_OTLP_ENDPOINT') ?? 'http://localhost:4318'
    // The signal's own endpoint is used as it is; the common one gets the signal's path.
    const url = text(own) ?? `${base.replace(/\/+$/, '')}/v1/${signal.toLowerCase()}`
    const name = text(own) ? own : 'OTEL_EXPORTER_OTLP_ENDPOINT'
    require(name, /^https?:\/\//.test(url) &&
      URL.canParse(url), 'set it to a URL, for example http://localhost:4318')
    for (const protocol of ['OTEL_EXPORTER_OTLP_PROTOCOL', `OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`]) {
      require(protocol, (text(protocol) ?? 'http/json') ===
        'http/json', 'Keydesk sends OTLP as JSON over HTTP; leave it out, or set it to http/json')
    }
    return url
  }
  const traces = exporters('TRACES', ['otlp'])
  const metrics = exporters('METRICS', ['otlp', 'prometheus'])
  const settings: TelemetrySettings = {
    serviceName: text('OTEL_SERVICE_NAME') ?? null,
    traces: traces.includes('otlp') ? { url: otlpUrl('TRACES'), sampler: readSampler(text, require) } : null,
    otlpMetrics: metrics.includes('otlp')
      ? {
          url: otlpUrl('METRICS'),
          intervalMs: number('OTEL_METRIC_EXPORT_INTERVAL', 60_000, 1000, 3_600_000),
        }
      : null,
    prometheus: metrics.includes('prometheus')
      ? {
          host: text('OTEL_EXPORTER_PROMETHEUS_HOST') ?? '127.0.0.1',
          port: number('OTEL_EXPORTER_PROMETHEUS_PORT', 9464, 1, 65_535),
        }
      : null,
  }
  if (problems.length > 0) throw new ConfigError(unique(problems))
  return settings
}

const readSampler = (
  text: (name: string) => string | undefined,
  require: (setting: string, holds: boolean, message: string) => void,
): SamplerSettings => {
  const name = text('OTEL_TRACES_SAMPLER') ?? 'parentbased_always_on'
  const parentBased = name.startsWith('parentbased_')
  const kind = name.replace(/^parentbased_/, '')
  const ratio =
    kind === 'traceidratio' ? Number(text('OTEL_TRACES_SAMPLER_ARG') ?? 1) : kind === 'always_on' ? 1 : 0
  require('OTEL_TRACES_SAMPLER', ['always_on', 'always_off', 'traceidratio'].includes(
    kind,
  ), 'set it to always_on, always_off or traceidratio, or one of these behind parentbased_')
  require('OTEL_TRACES_SAMPLER_ARG', ratio >= 0 && ratio <= 1, 'set it to a ratio, 0 to 1')
  return { ratio, parentBased }
}

const unique = (problems: ConfigProblem[]): ConfigProblem[] =>
  problems.filter(({ setting }, index) => problems.findIndex(other => other.setting === setting) === index)
