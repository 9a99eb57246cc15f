import type { Environment } from '../environment.ts'
import type { Change, EventRecord } from '../state/records.ts'

const keptMilliseconds = 30 * 24 * 60 * 60 * 1000

/** The events the local WorkOS emits. */
export type EventName =
  | 'api_key.created'
  | 'api_key.updated'
  | 'api_key.revoked'
  | 'organization_membership.created'
  | 'organization_membership.updated'
  | 'organization_membership.deleted'
  | 'organization.deleted'
  | 'user.deleted'

/** What happened, before it has an id and a time; `organizationId` is what lists are filtered by. */
export type NewEvent = { name: EventName; organizationId: string | null; data: Record<string, unknown> }

/** The changes that record these events, in this order; what is older than 30 days is forgotten, as WorkOS does. */
export function recordEvents(environment: Environment, events: readonly NewEvent[]): Change[] {
  const { now, createId, state } = environment
  const createdAt = new Date(now()).toISOString()
  const changes = events.map((event): Change => {
    const id = createId('event')
    return { table: 'events', id, value: { id, ...event, createdAt } }
  })
  for (const event of state.tables.events.values()) {
    if (isKept(event, environment)) break
    changes.push({ table: 'events', id: event.id, value: null })
  }
  return changes
}

/** True for an event of the last 30 days. */
export function isKept(event: EventRecord, { now }: Pick<Environment, 'now'>): boolean {
  return Date.parse(event.createdAt) > now() - keptMilliseconds
}

/** An event as WorkOS sends it, in a list and in a webhook. */
export type WorkosEvent = {
  object: 'event'
  id: string
  event: string
  data: Record<string, unknown>
  created_at: string
}

/** The event as WorkOS sends it. */
export function shapeEvent(event: EventRecord): WorkosEvent {
  return {
    object: 'event',
    id: event.id,
    event: event.name,
    data: event.data,
    created_at: event.createdAt,
  }
}
