import {
  changeKey,
  endMigration,
  findRunningMigration,
  lockApplication,
  lockKey,
  type StoredKey,
  type StoredMigration,
  type Tx,
} from '../../store/index.ts'
import { findOpenIntent } from '../end-credential.ts'
import { type MovingEnd, oweEnd } from '../move-end.ts'
import { record } from '../record.ts'
import type { ServiceContext } from '../service-context.ts'
import { findCancellation } from './cancelling.ts'
import { isOver } from './is-over.ts'
import { returnedEnd } from './returned-end.ts'
import { type Told, toHappening } from './tell-of-migration.ts'

/** Finishes the plan that runs for a key whose end is written down in the same transaction, and tells of it. Nothing where none runs. */
export const finishMigrationOf = async (
  context: ServiceContext,
  tx: Tx,
  { organizationId, apiKeyId, ...told }: Told & { organizationId: string; apiKeyId: string },
): Promise<void> => {
  const key = await lockKey(tx, { organizationId, id: apiKeyId })
  const plan = key && (await findRunningMigration(tx, { organizationId, apiKeyId }))
  if (plan) await finishPlan(context, tx, { plan, key, ...told })
}

/** Finishes a plan that runs, and tells of it. */
export const finishPlan = async (
  context: ServiceContext,
  tx: Tx,
  { plan, key, ...told }: Told & { plan: StoredMigration; key: StoredKey },
): Promise<void> => {
  const { organizationId, id } = plan
  if (!(await endMigration(tx, { organizationId, id, status: 'finished', at: context.now() }))) return
  await record(context, tx, [toHappening(plan, key, { ...told, action: 'migration.finished' })])
}

/** Cancels a plan that runs, gives the key its former end back, here, and tells of it; false where it is over already. */
export const cancelPlan = async (
  context: ServiceContext,
  tx: Tx,
  { plan, key, ...told }: Told & { plan: StoredMigration; key: StoredKey },
): Promise<boolean> => {
  const { organizationId, id, endsAt } = plan
  const expiresAt = returnedEnd(plan, key)
  if (!(await endMigration(tx, { organizationId, id, status: 'cancelled', at: context.now() }))) return false
  await changeKey(tx, { organizationId, id: key.id, changes: { expiresAt } })
  await record(context, tx, [
    toHappening(plan, key, {
      ...told,
      action: 'migration.cancelled',
      end: { before: endsAt, after: expiresAt },
    }),
  ])
  return true
}

/**
 * Cancels the plan that runs for an application whose end is written down in the same transaction, and owes the key its former end. A key that is over itself cannot be given anything back, so its plan is finished. While an end of the key is under way
 * nothing is done: whoever follows the plans does so later.
 */
export const closeMigrationOf = async (
  context: ServiceContext,
  tx: Tx,
  {
    organizationId,
    applicationId,
    deadlineAt,
    ...told
  }: Told & { organizationId: string; applicationId: string; deadlineAt: Date },
): Promise<MovingEnd | null> => {
  const known = await findRunningMigration(tx, { organizationId, applicationId })
  if (!known) return null
  const { apiKeyId } = known
  const key = await lockKey(tx, { organizationId, id: apiKeyId })
  // Before the trail, as everybody takes them.
  await lockApplication(tx, { organizationId, id: applicationId })
  const plan = key && (await findRunningMigration(tx, { organizationId, applicationId }))
  if (!plan) return null
  if (isOver(key, context.now())) {
    await finishPlan(context, tx, { plan, key, ...told })
    return null
  }
  if (await isEndUnderWay(tx, plan)) return null
  const owed = { intentId: context.id(), key, expiresAt: returnedEnd(plan, key) }
  await oweEnd(context, tx, { ...told, deadlineAt }, owed)
  await cancelPlan(context, tx, { plan, key, ...told })
  return owed
}

/** Whether the end of the key of a plan is being moved at WorkOS now. */
export const isEndUnderWay = async (tx: Tx, plan: StoredMigration): Promise<boolean> => {
  const { organizationId, apiKeyId: subjectId } = plan
  const moving = await findOpenIntent(tx, { organizationId, action: 'expire', subjectId })
  return moving !== undefined || (await findCancellation(tx, plan)) !== undefined
}
