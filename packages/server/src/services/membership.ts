import type { Person } from '@keydesk/contract'
import {
  findGoneApplicationOwners,
  findGoneOwners,
  getApplications,
  getKeys,
  markApplicationsOrphaned,
  markApplicationsReturned,
  markOrphaned,
  markReturned,
  noteMembership,
  type Tx,
} from '../store/index.ts'
import { workosItself } from './mirror.ts'
import { type Happening, type RecordContext, record } from './record.ts'
import type { ServiceContext } from './service-context.ts'

/** Word of whether somebody is a member of an organization. */
export interface MembershipNews {
  organizationId: string
  userId: string
  isMember: boolean
  at: Date
  /** What told it. */
  requestId: string
}

/**
 * Makes orphans of the keys and applications of an owner who is gone, and gives somebody who is back what was theirs. Word that is older than what is
 * known changes nothing.
 */
export const takeMembership = async (
  context: RecordContext,
  tx: Tx,
  { organizationId, userId, isMember, at, requestId }: MembershipNews,
): Promise<void> => {
  if (!(await noteMembership(tx, { organizationId, userId, isMember, at }))) return
  if (isMember) return giveBack(context, tx, { organizationId, userId, requestId })
  const orphaned = { organizationId, ownerId: userId, at }
  const keys = await markOrphaned(tx, orphaned)
  const applications = await markApplicationsOrphaned(tx, orphaned)
  const change = { before: { owner: userId }, after: { owner: null }, reason: 'the owner is gone' }
  await tell(context, tx, { organizationId, requestId, keys, applications, change })
}

type Whose = Pick<MembershipNews, 'organizationId' | 'userId' | 'requestId'>

const giveBack = async (
  context: RecordContext,
  tx: Tx,
  { organizationId, userId, requestId }: Whose,
): Promise<void> => {
  const returned = { organizationId, ownerId: userId }
  const keys = await markReturned(tx, returned)
  const applications = await markApplicationsReturned(tx, returned)
  const change = { before: { owner: null }, after: { owner: userId }, reason: 'the owner is a member again' }
  await tell(context, tx, { organizationId, requestId, keys, applications, change })
}

const tell = async (
  context: RecordContext,
  tx: Tx,
  {
    organizationId,
    requestId,
    keys,
    applications,
    change,
  }: {
    organizationId: string
    requestId: string
    keys: readonly string[]
    applications: readonly string[]
    change: Pick<Happening, 'before' | 'after' | 'reason'>
  },
): Promise<void> => {
  const happenings: Happening[] = []
  const told = { organizationId, actor: workosItself, requestId }
  for (const key of await getKeys(tx, { organizationId, ids: keys }))
    happenings.push({ ...told, credential: key, action: 'api_key.updated', ...change })
  for (const { id, name } of await getApplications(tx, { organizationId, ids: applications })) {
    const credential = { kind: 'm2m_application' as const, id, name }
    happenings.push({ ...told, credential, action: 'm2m_application.updated', ...change })
  }
  await record(context, tx, happenings)
}

/**
 * Gives people who are seen to be members what was theirs before they left, if anything was. The store being down is no reason to
 * fail. It is not noted as word of WorkOS: by our clock it could hide what WorkOS tells next.
 */
export const welcomeBack = async (
  context: Pick<ServiceContext, 'store'> & RecordContext,
  {
    organizationId,
    people,
    requestId,
  }: { organizationId: string; people: readonly Person[]; requestId: string },
): Promise<void> => {
  const { store } = context
  const ownerIds = people.map(({ id }) => id)
  const welcome = async () => {
    const sought = { organizationId, ownerIds }
    const back = await store.query(
      async tx =>
        new Set([...(await findGoneOwners(tx, sought)), ...(await findGoneApplicationOwners(tx, sought))]),
    )
    if (back.size === 0) return
    await store.transaction(async tx => {
      for (const userId of back) {
        await giveBack(context, tx, { organizationId, userId, requestId })
      }
    })
  }
  await welcome().catch(() => {})
}
