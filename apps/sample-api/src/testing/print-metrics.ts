import { metrics } from '@opentelemetry/api'
import {
  ConsoleMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'

/** Loaded before the API: an SDK of OpenTelemetry that prints what it reads, ten times a second. */
const exporter = new ConsoleMetricExporter()
const reader = new PeriodicExportingMetricReader({
  exporter,
  exportIntervalMillis: 100,
  exportTimeoutMillis: 100,
})
metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }))
