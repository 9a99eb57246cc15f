import type { AuditAction, CredentialKind, Person } from '@keydesk/contract'
import type { Settings } from '../settings.ts'
import {
  appendAuditEvents,
  type NewAuditEvent,
  type StoredActor,
  type Tx,
  type Untold,
} from '../store/index.ts'
import type { ServiceContext } from './service-context.ts'

/** What happened to one credential, or none. */
export interface Happening {
  organizationId: string
  actor: StoredActor
  requestId: string
  action: AuditAction
  /** A key, unless it says otherwise. */
  credential: { kind?: CredentialKind; id: string; name: string } | null
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
  reason?: string | null
}

/** What it takes to record: a clock, ids, and whether WorkOS's audit log is told too. */
export type RecordContext = Pick<ServiceContext, 'now' | 'id'> & { settings: Pick<Settings, 'auditLogs'> }

/** Writes what happened into the organization's trail, in the transaction of the change itself. */
export const record = async (
  { now, id, settings }: RecordContext,
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
      credential: credential && {
        kind: credential.kind ?? 'api_key',
        id: credential.id,
        name: credential.name,
      },
      requestId,
      before: before ?? null,
      after: after ?? null,
      reason: reason ?? null,
    }),
  )
  const { organizationId } = first
  await appendAuditEvents(tx, { organizationId, events, forward: settings.auditLogs })
}

/** What is lost of a happening that cannot be recorded. */
export const toUntold = ({ action, credential, actor, requestId }: Happening): Untold => ({
  action,
  keyId: credential?.id ?? null,
  actorId: 'id' in actor ? actor.id : null,
  requestId,
})

/** A person as the trail keeps them: the contract's fields of the host's object. */
export const toActor = ({ id, name, email }: Person): StoredActor => ({ id, name, email })
