import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import type { Resource } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { SamplerSettings } from './read-telemetry-settings.ts'
import { redactSpans } from './redact-spans.ts'
import type { Telemetry } from './start-telemetry.ts'

/** Makes this process's tracer and sends its spans by OTLP. A tracer that the host has registered before stays. */
export const startTracing = (options: {
  url: string
  sampler: SamplerSettings
  resource: Resource
}): Telemetry => {
  const { ratio, parentBased } = options.sampler
  const root = new TraceIdRatioBasedSampler(ratio)
  const exporter = redactSpans(new OTLPTraceExporter({ url: options.url }))
  const provider = new TracerProvider({
    resource: options.resource,
    sampler: parentBased ? new ParentBasedSampler({ root }) : root,
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  if (!trace.setGlobalTracerProvider(provider)) return provider
  const isOurs = context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  return {
    shutdown: async () => {
      trace.disable()
      if (isOurs) context.disable()
      await provider.shutdown()
    },
  }
}
