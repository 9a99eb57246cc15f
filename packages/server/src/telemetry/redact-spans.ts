import type { Attributes } from '@opentelemetry/api'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import { redact, redactText } from '../redact.ts'

/**
 * An exporter that takes secrets out of every span before it leaves. Other libraries of the process write spans too:
 * Next puts whole URLs on its own, and the query of a sign-in's callback carries its code.
 */
export const redactSpans = (exporter: SpanExporter): SpanExporter => ({
  export: (spans, done) => exporter.export(spans.map(redactSpan), done),
  shutdown: () => exporter.shutdown(),
  forceFlush: async () => exporter.forceFlush?.(),
})

const redactSpan = (span: ReadableSpan): ReadableSpan => ({
  name: redactWords(span.name),
  kind: span.kind,
  spanContext: () => span.spanContext(),
  ...(span.parentSpanContext === undefined ? {} : { parentSpanContext: span.parentSpanContext }),
  startTime: span.startTime,
  endTime: span.endTime,
  status:
    span.status.message === undefined
      ? span.status
      : { code: span.status.code, message: redactWords(span.status.message) },
  attributes: redactAttributes(span.attributes),
  links: span.links.map(redactOwn),
  events: span.events.map(redactOwn),
  duration: span.duration,
  ended: span.ended,
  resource: span.resource,
  instrumentationScope: span.instrumentationScope,
  droppedAttributesCount: span.droppedAttributesCount,
  droppedEventsCount: span.droppedEventsCount,
  droppedLinksCount: span.droppedLinksCount,
})

/** A link or an event, with its own attributes redacted. */
const redactOwn = <Part extends { attributes?: Attributes }>(part: Part): Part =>
  part.attributes === undefined ? part : { ...part, attributes: redactAttributes(part.attributes) }

const redactAttributes = (attributes: Attributes): Attributes => {
  const { 'url.query': _query, ...rest } = attributes
  return Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, redactValue(value)]))
}

const redactValue = (value: unknown): unknown => {
  if (typeof value === 'string') return redactWords(value)
  return Array.isArray(value) ? value.map(redactValue) : redact(value)
}

/** Cuts the query off whatever is, or ends in, a path. */
const redactWords = (text: string): string => redactText(text).replace(/(\/[^\s?#]*)[?#]\S*/g, '$1')
