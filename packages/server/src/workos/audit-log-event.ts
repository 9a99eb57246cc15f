import { WorkosRefusal } from './refusal.ts'
import { refusalWire } from './wire.ts'

type Metadata = Readonly<Record<string, string | number | boolean>>

interface Party {
  id: string
  type: string
  name?: string | undefined
  metadata?: Metadata | undefined
}

/** An event for WorkOS's audit log. Its action needs a schema at WorkOS, `version` says which; without, the newest counts. */
export interface WorkosAuditLogEvent {
  action: string
  occurredAt: Date
  version?: number | undefined
  actor: Party
  targets: readonly Party[]
  context: { location: string; userAgent?: string | undefined }
  metadata?: Metadata | undefined
}

/** Whether WorkOS took an event. A refusal stands until the event, its action's schema or the organization changes. */
export type AuditLogOutcome =
  | { ok: true }
  | { ok: false; code: 'invalid_event' | 'organization_not_found'; message: string }

/** The event as `POST /audit_logs/events` takes it. */
export const toAuditLogWire = ({ occurredAt, context, ...event }: WorkosAuditLogEvent) => ({
  ...event,
  occurred_at: occurredAt.toISOString(),
  context: { location: context.location, user_agent: context.userAgent },
})

/** What WorkOS found wrong with an event, in at most 300 characters; null for an error that may pass. */
export const toRefusedEvent = (error: unknown): AuditLogOutcome | null => {
  if (!(error instanceof WorkosRefusal)) return null
  const code = outcomes.get(error.status)
  if (code === undefined) return null
  const told = refusalWire.safeParse(error.body).data
  const places = told?.errors?.flatMap(({ instancePath }) => instancePath ?? []) ?? []
  const message = [told?.code, told?.message, ...places].filter(Boolean).join(' ') || `status ${error.status}`
  return { ok: false, code, message: message.slice(0, 300) }
}

/** The refusals that the same event would meet again. Any other, a conflict of idempotency keys (409) among them, may pass. */
const outcomes = new Map<number, 'invalid_event' | 'organization_not_found'>([
  [400, 'invalid_event'],
  [422, 'invalid_event'],
  [404, 'organization_not_found'],
])
