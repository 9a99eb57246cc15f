import { setTimeout as sleep } from 'node:timers/promises'
import { type M2MApplication, m2mApplicationSorts, type Page } from '@keydesk/contract'
import * as z from 'zod'
import type { OrganizationActor } from '../../actor.ts'
import { malformedRequest, notFound } from '../../keydesk-error.ts'
import type { listM2MApplicationsQuery } from '../../schemas/m2m-application-requests.ts'
import {
  type ApplicationQuery,
  getApplication,
  isApplicationPosition,
  listApplications,
  type StoredApplication,
} from '../../store/index.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { applicationFreshness } from './application-freshness.ts'
import { findApplication } from './find-application.ts'
import { takeInListed } from './take-in-listed.ts'
import { toM2MApplication } from './to-m2m-application.ts'

/** A list of applications that was asked for, its cursor read. */
export type ApplicationListing = Omit<ApplicationQuery, 'now' | 'rules'> & { identity: unknown[] }

const positionSchema = z.strictObject({
  d: z.enum(['after', 'before']),
  v: z.string().nullable(),
  i: z.string().min(1).max(200),
})

/** Reads what a query asks for; throws `malformed_request` for a cursor that belongs to another list. */
export const readApplicationListing = (
  actor: OrganizationActor,
  query: z.output<typeof listM2MApplicationsQuery>,
): ApplicationListing => {
  const { search, replaces, sort, limit, cursor } = query
  const organizationId = actor.organization.id
  const ownerIds = [...new Set(query.owner.map(owner => (owner === 'me' ? actor.person.id : owner)))].sort()
  const statuses = [...new Set(query.status)].sort()
  const attentions = [...new Set(query.attention)].sort()
  const identity = [
    'm2m-applications',
    organizationId,
    search,
    statuses,
    ownerIds,
    attentions,
    replaces ?? null,
    sort,
  ]
  const key = m2mApplicationSorts.find(name => name === sort.replace('-', '')) ?? 'createdAt'
  const listing = {
    ...{ organizationId, search, statuses, ownerIds, attentions, replaces, limit, identity },
    ...{ sort: key, descending: sort.startsWith('-') },
  }
  if (cursor === undefined) return listing
  const { d, v, i } = readCursor(identity, positionSchema, cursor)
  const place = { value: v, id: i }
  if (!isApplicationPosition(key, place))
    throw malformedRequest('The cursor does not belong to this list. Start again without one.')
  return { ...listing, position: d === 'after' ? { after: place } : { before: place } }
}

/** One page of the organization's M2M applications. */
export const listM2MApplications = async (
  context: ServiceContext,
  { actor, signal }: ServiceCall,
  { identity, ...query }: ApplicationListing,
): Promise<Page<M2MApplication>> => {
  const { store, settings } = context
  const read = async () => {
    const now = context.now()
    const asked = { ...query, now, rules: settings.policy.m2mApplications }
    return { ...(await store.transaction(tx => listApplications(tx, asked), 'snapshot')), now }
  }
  let page = await read()
  if (!applicationFreshness.isFresh(page.mirror)) {
    await applicationFreshness.freshen(context, actor.organization.id, signal, page.mirror)
    page = await read()
  }
  const { next, previous } = page
  return {
    data: page.applications.map(application => toM2MApplication(context, application, page.now)),
    nextCursor: writeCursor(identity, next && { d: 'after', v: next.value, i: next.id }),
    previousCursor: writeCursor(identity, previous && { d: 'before', v: previous.value, i: previous.id }),
    total: page.total,
  }
}

/** How long the news of one application's secrets are waited for at most. */
const patienceMs = 1_000

/** The organization's application with this id and its secrets as they are used now, or `not_found`. */
export const getM2MApplication = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<M2MApplication> => {
  const { store, settings } = context
  const organizationId = call.actor.organization.id
  const found = await findApplication(context, call, id)
  if (found.deletedAt !== null) return toM2MApplication(context, found, context.now())
  // The mirror of many applications may be old, and whoever rotates a secret waits for its use. What is known is better than no answer.
  const patience = Math.min(patienceMs, Math.ceil(settings.upstreamTimeoutMs / 2))
  const looked = lookAtSecrets(context, call, found).catch(() => {})
  await Promise.race([looked, sleep(patience, undefined, { ref: false })])
  const application = await store.query(tx => getApplication(tx, { organizationId, id }))
  if (!application) throw notFound()
  return toM2MApplication(context, application, context.now())
}

/** Takes in the secrets of one application as WorkOS has them now. */
const lookAtSecrets = async (
  context: ServiceContext,
  { signal, requestId }: ServiceCall,
  { id: applicationId, organizationId, workosUpdatedAt: updatedAt, ...application }: StoredApplication,
): Promise<void> => {
  const secrets = await context.workos.listClientSecrets({ applicationId, signal })
  if (secrets === null) return
  const listed = [{ application: { ...application, id: applicationId, organizationId, updatedAt }, secrets }]
  await context.store.transaction(tx => takeInListed(context, tx, { organizationId, listed, requestId }))
}
