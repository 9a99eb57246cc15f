import type { Person } from '@keydesk/contract'
import {
  findGoneOwners,
  getKey,
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
 * Makes orphans of the keys of an owner who is gone, and gives somebody who is back what was theirs. Word that is older than what is
 * known changes nothing.
 */
export const takeMembership = async (
  context: RecordContext,
  tx: Tx,
  { organizationId, userId, isMember, at, requestId }: MembershipNews,
): Promise<void> => {
  if (!(await noteMembership(tx, { organizationId, userId, isMember, at }))) return
  if (isMember) return giveBack(context, tx, { organizationId, userId, requestId })
  const ids = await markOrphaned(tx, { organizationId, ownerId: userId, at })
  const change = { before: { owner: userId }, after: { owner: null }, reason: 'the owner is gone' }
  await tell(context, tx, { organizationId, requestId, ids, change })
}

type Whose = Pick<MembershipNews, 'organizationId' | 'userId' | 'requestId'>

const giveBack = async (
  context: RecordContext,
  tx: Tx,
  { organizationId, userId, requestId }: Whose,
): Promise<void> => {
  const ids = await markReturned(tx, { organizationId, ownerId: userId })
  const change = { before: { owner: null }, after: { owner: userId }, reason: 'the owner is a member again' }
  await tell(context, tx, { organizationId, requestId, ids, change })
}

const tell = async (
  context: RecordContext,
  tx: Tx,
  {
    organizationId,
    requestId,
    ids,
    change,
  }: {
    organizationId: string
    requestId: string
    ids: readonly string[]
    change: Pick<Happening, 'before' | 'after' | 'reason'>
  },
): Promise<void> => {
  const happenings: Happening[] = []
  for (const id of ids) {
    const credential = await getKey(tx, { organizationId, id })
    const told = { organizationId, actor: workosItself, requestId, credential }
    happenings.push({ ...told, action: 'api_key.updated', ...change })
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
    const back = await store.query(tx => findGoneOwners(tx, { organizationId, ownerIds }))
    if (back.length === 0) return
    await store.transaction(async tx => {
      for (const userId of back) {
        await giveBack(context, tx, { organizationId, userId, requestId })
      }
    })
  }
  await welcome().catch(() => {})
}
