import type { AuditEvent, Operations } from '@keydesk/contract'
import { auditActions } from '@keydesk/contract'
import * as z from 'zod'
import type { OrganizationActor } from '../actor.ts'
import type { listAuditEventsQuery } from '../schemas/requests.ts'
import { auditEventSchema } from '../schemas/resources.ts'
import { findPeople, listAuditEvents as readEvents, type StoredAuditEvent } from '../store/index.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** A list of events that was asked for, its cursor read. */
export interface AuditListing {
  identity: unknown[]
  credentialId: string | undefined
  before: number | undefined
  limit: number
}

/** Reads what a query asks for; throws `malformed_request` for a cursor that belongs to another list. */
export const readAuditListing = (
  actor: OrganizationActor,
  { credentialId, limit, cursor }: z.output<typeof listAuditEventsQuery>,
): AuditListing => {
  const identity = ['audit-events', actor.organization.id, credentialId ?? null]
  const before = cursor === undefined ? undefined : readCursor(identity, z.int().positive(), cursor)
  return { identity, credentialId, before, limit }
}

/** A page of the organization's trail, newest first, and who the owners are that it tells of. */
export const listAuditEvents = async (
  { store }: ServiceContext,
  { actor }: ServiceCall,
  { identity, credentialId, before, limit }: AuditListing,
): Promise<Operations['listAuditEvents']['response']> => {
  const organizationId = actor.organization.id
  const { events, next, people } = await store.query(async tx => {
    const page = await readEvents(tx, { organizationId, credentialId, before, limit })
    const data = page.events.map(toAuditEvent)
    return { events: data, next: page.next, people: await findPeople(tx, listOwners(data)) }
  })
  return { data: events, people, nextCursor: writeCursor(identity, next) }
}

const listOwners = (events: readonly AuditEvent[]): string[] => [
  ...new Set(
    events
      .flatMap(({ before, after }) => [before?.owner, after?.owner])
      .filter(owner => typeof owner === 'string'),
  ),
]

const toAuditEvent = ({
  id,
  at,
  actor,
  action,
  credential,
  requestId,
  before,
  after,
  reason,
}: StoredAuditEvent): AuditEvent =>
  auditEventSchema.parse({
    id,
    at: at.toISOString(),
    actor,
    action: auditActions.find(name => name === action),
    credential,
    requestId,
    before,
    after,
    reason,
  })
