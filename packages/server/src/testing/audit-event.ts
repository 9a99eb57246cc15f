import type { NewAuditEvent } from '../store/index.ts'

/** An audit event of nobody in particular. */
export const auditEvent: NewAuditEvent = {
  id: 'audit_1',
  at: new Date('2026-06-01T00:00:00.000Z'),
  actor: { type: 'system' },
  action: 'api_key.created',
  credential: null,
  requestId: 'req_1',
  before: null,
  after: null,
  reason: null,
}
