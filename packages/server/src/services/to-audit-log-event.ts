import { redact, redactText } from '../redact.ts'
import type { StoredAuditEvent } from '../store/index.ts'
import type { WorkosAuditLogEvent } from '../workos/audit-log-event.ts'

/** WorkOS takes no longer text in metadata. */
const mostCharacters = 500

/**
 * An event of the trail as WorkOS's audit log takes it: the same action, its target the credential or else the organization. With
 * `seq` and `hash` the chain can be checked against a copy that the database's owner cannot reach.
 */
export const toAuditLogEvent = (event: StoredAuditEvent): WorkosAuditLogEvent => {
  const { organizationId, at, actor, action, credential, requestId, before, after, reason, seq, hash } = event
  return {
    action,
    occurredAt: at,
    actor:
      'id' in actor
        ? { id: actor.id, type: 'user', name: clip(actor.name) }
        : { ...machines[actor.type], type: 'system' },
    targets: [
      credential
        ? { id: credential.id, type: credential.kind, name: clip(credential.name) || undefined }
        : { id: organizationId, type: 'organization' },
    ],
    context: { location: 'keydesk' },
    metadata: {
      requestId: clip(requestId),
      seq,
      hash,
      ...(reason !== null && { reason: clip(reason) }),
      ...(before !== null && { before: clip(JSON.stringify(redact(before))) }),
      ...(after !== null && { after: clip(JSON.stringify(redact(after))) }),
    },
  }
}

const machines = {
  system: { id: 'keydesk', name: 'Keydesk' },
  workos: { id: 'workos', name: 'WorkOS' },
}

/** People put secrets where they do not belong; none of them leaves. */
const clip = (text: string): string => redactText(text).slice(0, mostCharacters).toWellFormed()
