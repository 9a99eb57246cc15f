import {
  defaultResource,
  detectResources,
  type Resource,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources'

/** Says which process the telemetry comes from; `OTEL_RESOURCE_ATTRIBUTES` of the process adds to it. */
export const describeService = (name: string | null): Resource =>
  defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'keydesk' }))
    // Instances without an id of their own would overwrite each other's metrics.
    .merge(detectResources({ detectors: [serviceInstanceIdDetector, resourceAttributesEnvDetector] }))
    .merge(resourceFromAttributes(name === null ? {} : { 'service.name': name }))
