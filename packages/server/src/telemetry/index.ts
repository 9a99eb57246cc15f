/**
 * Telemetry: traces and metrics of the broker, off unless OpenTelemetry's standard variables ask for them.
 * Its host calls `startTelemetry` once per process, before anything calls `createInstruments`, and shuts it down at the end.
 */
export {
  createInstruments,
  type Instruments,
  type Readings,
  type StoreOutcome,
  type UpstreamOutcome,
} from './instruments.ts'
export { readTelemetrySettings, type TelemetrySettings } from './read-telemetry-settings.ts'
export { startTelemetry, type Telemetry } from './start-telemetry.ts'
export { type SpanAttributes, withSpan } from './with-span.ts'
