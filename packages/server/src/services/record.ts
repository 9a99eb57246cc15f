import type { AuditAction, Person } from '@keydesk/contract'
import { appendAuditEvents, type NewAuditEvent, type StoredActor, type Tx } from '../store/index.ts'
import type { ServiceContext } from './service-context.ts'

/** What happened to one credential, or none. */
export interface Happening {
  organizationId: string
  actor: StoredActor
  requestId: string
  action: AuditAction
  credential: { id: string; name: string } | null
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
  reason?: string | null
}

/** Writes what happened into the organization's trail, in the transaction of the change itself. */
export const record = async (
  { now, id }: Pick<ServiceContext, 'now' | 'id'>,
  tx: Tx,
  happenings: readonly Happening[],
): Promise<void> => {
  const [first] = happenings
  if (!first) return
  const events = happenings.map(
    ({ actor, requestId, action, credential, before, after, reason }): NewAuditEvent => ({
      id: id(),
      at: now(),
      actor,
      action,
      credential: credential && { kind: 'api_key', id: credential.id, name: credential.name },
      requestId,
      before: before ?? null,
      after: after ?? null,
      reason: reason ?? null,
    }),
  )
  await appendAuditEvents(tx, { organizationId: first.organizationId, events, forward: false })
}

/** A person as the trail keeps them: the contract's fields of the host's object. */
export const toActor = ({ id, name, email }: Person): StoredActor => ({ id, name, email })
