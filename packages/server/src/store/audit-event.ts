import { createHash } from 'node:crypto'
import type { Person } from '@keydesk/contract'
import { writeCanonicalJson } from './canonical-json.ts'

/** Who acted: a person, Keydesk itself, or WorkOS. */
export type StoredActor = Person | { type: 'system' | 'workos' }

/** What was acted on. */
export interface AuditSubject {
  kind: string
  id: string
  name: string
}

/** What happened, as its teller knows it. */
export interface NewAuditEvent {
  id: string
  at: Date
  actor: StoredActor
  action: string
  credential: AuditSubject | null
  requestId: string
  before: unknown
  after: unknown
  reason: string | null
}

/** An event in the chain of its organization; `seq` counts from 1 without a gap. */
export interface StoredAuditEvent extends NewAuditEvent {
  organizationId: string
  seq: number
  prevHash: string
  hash: string
}

/** What the first event of a chain follows. */
export const chainStart = '0'.repeat(64)

/** The hash of an event: SHA-256, in hex, over the hash before it and the event as canonical JSON. */
export const hashAuditEvent = (event: Omit<StoredAuditEvent, 'hash'>): string => {
  const { organizationId, seq, id, at, actor, action, credential, requestId, before, after, reason } = event
  const told = { organizationId, seq, id, actor, action, credential, requestId, before, after, reason }
  return createHash('sha256')
    .update(event.prevHash)
    .update('\n')
    .update(writeCanonicalJson({ ...told, at: at.toISOString() }))
    .digest('hex')
}
