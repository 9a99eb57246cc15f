import { findOrganizationsOfOwner, listKeys, markRevoked, rememberEvent, type Tx } from '../store/index.ts'
import type { WorkosEvent } from '../webhooks/index.ts'
import { takeMembership } from './membership.ts'
import { belongsTo, takeIn, workosItself } from './mirror.ts'
import { type RecordContext, record } from './record.ts'
import type { ServiceContext } from './service-context.ts'

/** What an event of WorkOS came to: taken in, known already, or nothing of ours. */
export type TakenEvent = 'taken' | 'repeated' | 'ignored'

/**
 * Takes in one event of WorkOS, once however often it is delivered and in whatever order events come: what is revoked stays
 * revoked, and older news never replaces newer. Keys of users, and events of other kinds, are nothing of ours.
 */
export const takeEvent = (
  context: Pick<ServiceContext, 'store'> & RecordContext,
  event: WorkosEvent,
): Promise<TakenEvent> =>
  context.store.transaction(async tx => {
    if (event.type === 'ignored') return 'ignored'
    if (!(await rememberEvent(tx, { eventId: event.id, at: context.now() }))) return 'repeated'
    await apply(context, tx, event)
    return 'taken'
  })

const apply = async (
  context: RecordContext,
  tx: Tx,
  event: Exclude<WorkosEvent, { type: 'ignored' }>,
): Promise<void> => {
  switch (event.type) {
    case 'api_key.created':
    case 'api_key.updated':
    case 'api_key.revoked':
      return takeKey(context, tx, event)
    case 'user.deleted':
      for (const organizationId of await findOrganizationsOfOwner(tx, event.userId)) {
        await takeMembership(context, tx, { ...toldBy(event), organizationId, isMember: false })
      }
      return
    case 'organization_membership.created':
    case 'organization_membership.updated':
      // Somebody who is invited is no member yet, and never was one who left.
      if (event.type === 'organization_membership.created' && event.status !== 'active') return
      return takeMembership(context, tx, { ...toldBy(event), isMember: event.status === 'active' })
    case 'organization_membership.deleted':
      return takeMembership(context, tx, { ...toldBy(event), isMember: false })
    case 'organization.deleted':
      return endOrganization(context, tx, event)
  }
}

const toldBy = <Event extends { id: string; at: Date }>({ id: requestId, ...event }: Event) => ({
  ...event,
  requestId,
})

const takeKey = async (
  context: RecordContext,
  tx: Tx,
  { type, id: requestId, apiKey }: Extract<WorkosEvent, { apiKey: unknown }>,
): Promise<void> => {
  const organizationId = apiKey.owner.id
  if (!belongsTo(apiKey, organizationId)) return
  await takeIn(context, tx, { organizationId, keys: [apiKey], requestId })
  if (type !== 'api_key.revoked') return
  const newly = await markRevoked(tx, { organizationId, ids: [apiKey.id], at: context.now() })
  const told = { organizationId, actor: workosItself, requestId, credential: apiKey }
  if (newly.length > 0) await record(context, tx, [{ ...told, action: 'api_key.revoked' }])
}

const endOrganization = async (
  context: RecordContext,
  tx: Tx,
  { organizationId, id: requestId }: Extract<WorkosEvent, { type: 'organization.deleted' }>,
): Promise<void> => {
  const query = {
    organizationId,
    sort: 'createdAt',
    descending: false,
    limit: 500,
    now: context.now(),
  } as const
  // What is marked leaves the list, so the first page is always the next.
  for (let page = await listKeys(tx, query); page.keys.length > 0; page = await listKeys(tx, query)) {
    await markRevoked(tx, { organizationId, ids: page.keys.map(({ id }) => id), at: context.now() })
  }
  await record(context, tx, [
    { organizationId, actor: workosItself, requestId, action: 'organization.deleted', credential: null },
  ])
}
