import {
  applicationMirror,
  findOrganizationsOfApplicationOwner,
  findOrganizationsOfOwner,
  getKey,
  isRevoked,
  keyMirror,
  listLiveClientIds,
  listLiveKeyIds,
  markAllApplicationsDeleted,
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
 * revoked, and older news never replaces newer. Of keys of users only the gates are told; events of other kinds are nothing of ours.
 */
export const takeEvent = async (
  context: Pick<ServiceContext, 'store' | 'evict'> & RecordContext,
  event: WorkosEvent,
): Promise<TakenEvent> => {
  if (event.type === 'ignored') return 'ignored'
  const clientIds =
    event.type === 'organization.deleted'
      ? await context.store.query(tx => listLiveClientIds(tx, event.organizationId))
      : []
  // WorkOS has ended or shortened these keys already, so gates may forget them first; inside the transaction they would hold it up.
  const apiKeyIds = await context.store.query(tx => findStale(tx, event, context.now()))
  const reason = event.type === 'api_key.updated' ? 'expiry_changed' : 'revoked'
  const [gates] = await Promise.all([
    tellGates(context, { apiKeyIds, reason }),
    tellGates(context, { clientIds, notBefore: context.now() }),
  ])
  return context.store.transaction(async tx => {
    if (!(await rememberEvent(tx, { eventId: event.id, at: context.now() }))) return 'repeated'
    await apply(context, tx, event, gates)
    return 'taken'
  })
}

/**
 * The keys of which a gate may remember better than this event tells. A gate may have seen what the mirror has not, keys of users
 * included, so only what is known as revoked is left out.
 */
const findStale = async (
  tx: Tx,
  event: Exclude<WorkosEvent, { type: 'ignored' }>,
  now: Date,
): Promise<string[]> => {
  if (event.type === 'organization.deleted') return listLiveKeyIds(tx, event.organizationId)
  if (event.type !== 'api_key.revoked' && event.type !== 'api_key.updated') return []
  const { id, owner } = event.apiKey
  const known = await getKey(tx, { organizationId: owner.id, id })
  // What only a list was without may be alive at a gate.
  if (known && isRevoked(known)) return []
  if (event.type !== 'api_key.updated') return [id]
  // A list that was read in between knows the new end already, but told no gate.
  const ends = [known?.expiresAt, event.previous.expiresAt].filter(end => end !== undefined)
  return endsSooner(event.apiKey.expiresAt, ends, now) ? [id] : []
}

/** Whether a key that ends then is over by now, or ends before it was to. */
const endsSooner = (end: Date | null, ends: readonly (Date | null)[], now: Date): boolean =>
  end !== null && (end <= now || ends.some(before => before === null || end < before))

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
      for (const organizationId of new Set([
        ...(await findOrganizationsOfOwner(tx, event.userId)),
        ...(await findOrganizationsOfApplicationOwner(tx, event.userId)),
      ])) {
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
  // First, so that keys which are being taken in meanwhile are waited for, and marked with the others.
  await keyMirror.markOrganizationDeleted(tx, { organizationId, at: context.now() })
  await applicationMirror.markOrganizationDeleted(tx, { organizationId, at: context.now() })
  await markAllRevoked(tx, { organizationId, at: context.now() })
  await markAllApplicationsDeleted(tx, { organizationId, at: context.now() })
  const told = { organizationId, actor: workosItself, requestId, credential: null, after }
  await record(context, tx, [{ ...told, action: 'organization.deleted' }])
}
