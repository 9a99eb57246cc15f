import { Hono } from 'hono'
import type { Environment } from '../environment.ts'
import { refuseMissing } from '../http/answers.ts'
import { parseBody, readJson } from '../http/body.ts'
import { runOnce } from '../http/idempotency.ts'
import type { AuditLogSchema } from '../state/records.ts'
import { auditLogBodySchema } from './audit-log-event.ts'
import { auditLogSchemaBodySchema, checkAgainstSchema, shapeAuditLogSchema } from './audit-log-schema.ts'

/** `POST /audit_logs/events` and `POST /audit_logs/actions/{action}/schemas`. */
export function createAuditLogRoutes(environment: Environment) {
  const { state, settings, now, createId } = environment
  const readNow = () => new Date(now()).toISOString()
  const listSchemas = () => [...state.tables.auditLogSchemas.values()]

  return new Hono()
    .post('/audit_logs/events', async c => {
      const body = await readJson(c)
      return runOnce({
        c,
        environment,
        // Here the key alone decides: WorkOS documents the same answer for every request that carries it.
        body: null,
        decide: () => {
          const { organization_id: organizationId, event } = parseBody(auditLogBodySchema, body)
          if (!state.tables.organizations.has(organizationId)) {
            throw refuseMissing({ kind: 'Organization', id: organizationId })
          }
          checkAgainstSchema({ event, schemas: listSchemas(), isStrict: settings.strictAuditLogs })
          const id = createId('audit_log_event')
          const idempotencyKey = c.req.header('idempotency-key') ?? null
          const value = { id, organizationId, idempotencyKey, receivedAt: readNow(), event }
          return { status: 200, answer: { success: true }, changes: [{ table: 'auditLogEvents', id, value }] }
        },
      })
    })
    .post('/audit_logs/actions/:action/schemas', async c => {
      const body = parseBody(auditLogSchemaBodySchema, await readJson(c))
      const action = c.req.param('action')
      const version = listSchemas().filter(schema => schema.action === action).length + 1
      const id = createId('audit_log_schema')
      const value: AuditLogSchema = { id, action, version, body, createdAt: readNow() }
      state.commit([{ table: 'auditLogSchemas', id, value }])
      return c.json(shapeAuditLogSchema(value), 201)
    })
}
