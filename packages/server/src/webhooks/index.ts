/**
 * Webhooks from WorkOS: proves a delivery genuine and gives the event in it. Its host mounts the route, keeps the
 * ids it has seen (deliveries repeat for up to three days) and does what an event asks for, in whatever order they come.
 */
export { readWorkosWebhook, type WebhookRefusal, type WorkosWebhook } from './read-workos-webhook.ts'
export type { WorkosEvent } from './workos-event.ts'
