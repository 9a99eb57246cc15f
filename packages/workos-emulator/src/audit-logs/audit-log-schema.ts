import * as z from 'zod'
import { Refusal } from '../http/answers.ts'
import type { AuditLogEvent, AuditLogSchema } from '../state/records.ts'

const jsonSchema = z.record(z.string(), z.unknown(), 'invalid_type')

/** The body of `POST /audit_logs/actions/{action}/schemas`. */
export const auditLogSchemaBodySchema = z.object({
  actor: z.object({ metadata: jsonSchema }).optional(),
  targets: z
    .array(z.object({ type: z.string('invalid_type'), metadata: jsonSchema.optional() }), 'invalid_type')
    .min(1, 'required'),
  metadata: jsonSchema.optional(),
})

/** The schema as WorkOS sends it. */
export function shapeAuditLogSchema(schema: AuditLogSchema) {
  return {
    object: 'audit_log_schema',
    version: schema.version,
    ...schema.body,
    created_at: schema.createdAt,
  }
}

/** Refuses an event with 400 when its action's schema does not allow it, or is missing and must not be. */
export function checkAgainstSchema(options: {
  event: AuditLogEvent['event']
  schemas: AuditLogSchema[]
  isStrict: boolean
}): void {
  const { event, schemas, isStrict } = options
  const ofAction = schemas.filter(schema => schema.action === event.action)
  if (ofAction.length === 0) {
    if (isStrict) throw refuseEvent('/action')
    return
  }
  const schema =
    event.version === undefined ? ofAction.at(-1) : ofAction.find(it => it.version === event.version)
  if (!schema) throw refuseEvent('/version')
  const allowed = schema.body.targets.map(target => target.type)
  const index = event.targets.findIndex(target => !allowed.includes(target.type))
  if (index !== -1) throw refuseEvent(`/targets/${index}/type`)
}

function refuseEvent(instancePath: string): Refusal {
  return new Refusal(400, {
    message: 'Invalid Audit Log event.',
    code: 'invalid_audit_log_event',
    errors: [{ instancePath }],
  })
}
