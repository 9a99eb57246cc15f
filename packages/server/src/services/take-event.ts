import {
  findOrganizationsOfOwner,
  getKey,
  listLiveKeyIds,
  markAllRevoked,
  markRevoked,
  rememberEvent,
  type Tx,
} from '../store/index.ts'
import type { WorkosEvent } from '../webhooks/index.ts'
import { takeMembership } from './membership.ts'
import { belongsTo, takeIn, workosItself } from './mirror.ts'
import { type RecordContext, record } from './record.ts'
import type { ServiceContext } from './service-context.ts'
import { type ToldGates, tellGates } from './tell-gates.ts'

/** What an event of WorkOS came to: taken in, known already, or nothing of ours. */
export type TakenEvent = 'taken' | 'repeated' | 'ignored'

/**
 * Takes in one event of WorkOS, once however often it is delivered and in whatever order events come: what is revoked stays
 * revoked, and older news never replaces newer. Keys of users, and events of other kinds, are nothing of ours.
 */
export const takeEvent = async (
  context: Pick<ServiceContext, 'store' | 'evict'> & RecordContext,
  event: WorkosEvent,
): Promise<TakenEvent> => {
  if (event.type === 'ignored') return 'ignored'
  // WorkOS has ended these keys already, so gates may forget them first; inside the transaction they would hold it up.
  const apiKeyIds = await context.store.query(tx => findEnding(tx, event))
  const gates = await tellGates(context, { apiKeyIds, reason: 'revoked' })
  return context.store.transaction(async tx => {
    if (!(await rememberEvent(tx, { eventId: event.id, at: context.now() }))) return 'repeated'
    await apply(context, tx, event, gates)
    return 'taken'
  })
}

/** The live keys that are over by this event. */
const findEnding = async (tx: Tx, event: WorkosEvent): Promise<string[]> => {
  if (event.type === 'organization.deleted') return listLiveKeyIds(tx, event.organizationId)
  if (event.type !== 'api_key.revoked') return []
  const { id, owner } = event.apiKey
  const known = await getKey(tx, { organizationId: owner.id, id })
  return known?.revokedAt === null ? [id] : []
}

const apply = async (
  context: RecordContext,
  tx: Tx,
  event: Exclude<WorkosEvent, { type: 'ignored' }>,
  gates: ToldGates,
): Promise<void> => {
  switch (event.type) {
    case 'api_key.created':
    case 'api_key.updated':
    case 'api_key.revoked':
      return takeKey(context, tx, event, gates)
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
      return endOrganization(context, tx, event, gates)
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
  after: ToldGates,
): Promise<void> => {
  const organizationId = apiKey.owner.id
  if (!belongsTo(apiKey, organizationId)) return
  await takeIn(context, tx, { organizationId, keys: [apiKey], requestId })
  if (type !== 'api_key.revoked') return
  const newly = await markRevoked(tx, { organizationId, ids: [apiKey.id], at: context.now() })
  const told = { organizationId, actor: workosItself, requestId, credential: apiKey }
  if (newly.length > 0) await record(context, tx, [{ ...told, action: 'api_key.revoked', after }])
}

const endOrganization = async (
  context: RecordContext,
  tx: Tx,
  { organizationId, id: requestId }: Extract<WorkosEvent, { type: 'organization.deleted' }>,
  after: ToldGates,
): Promise<void> => {
  await markAllRevoked(tx, { organizationId, at: context.now() })
  const told = { organizationId, actor: workosItself, requestId, credential: null, after }
  await record(context, tx, [{ ...told, action: 'organization.deleted' }])
}
