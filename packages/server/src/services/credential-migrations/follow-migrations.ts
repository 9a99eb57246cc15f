import type { ApiKeyStatus } from '@keydesk/contract'
import {
  changeMigrationEnd,
  findStrayMigrations,
  lockApplication,
  type StoredMigration,
  statusOf,
  type Tx,
} from '../../store/index.ts'
import { WorkosRefusal } from '../../workos/refusal.ts'
import { keyFreshness, workosItself } from '../mirror.ts'
import { oweEnd } from '../move-end.ts'
import { record } from '../record.ts'
import type { ServiceContext } from '../service-context.ts'
import { graceMs } from '../settlement.ts'
import { closeMigrationOf, finishPlan, isEndUnderWay } from './close-migration.ts'
import { lockMigration } from './lock-migration.ts'
import { returnedEnd } from './returned-end.ts'
import { toHappening } from './tell-of-migration.ts'

const system = { type: 'system' } as const

/**
 * Brings the plans that run in line with what became of their keys and applications by other ways: a plan whose key is over is finished,
 * one whose application was deleted is cancelled and the key is owed its former end, and the date follows where the key's end was moved at
 * WorkOS, and the end it gets back where that is later. Gives how many were, and why others could not be now.
 */
export const followMigrations = async (
  context: ServiceContext,
  { limit = 50, signal }: { limit?: number; signal: AbortSignal },
): Promise<{ followed: number; failures: unknown[] }> => {
  const { store } = context
  const strays = await store.query(tx => findStrayMigrations(tx, { now: context.now(), limit }))
  const round = { followed: 0, failures: [] as unknown[] }
  const askedAt = context.now()
  for (const organizationId of new Set(strays.map(stray => stray.organizationId))) {
    try {
      // What WorkOS says of the ends decides, and the mirror may be old. An organization that it no longer has is as the mirror remembers it.
      await keyFreshness.refreshNow(context, organizationId, signal).catch(error => {
        if (!(error instanceof WorkosRefusal)) throw error
      })
      for (const stray of strays.filter(it => it.organizationId === organizationId)) {
        if (await store.transaction(tx => follow(context, tx, { stray, askedAt }))) round.followed += 1
      }
    } catch (error) {
      // One organization that cannot be asked now must not keep the others waiting.
      round.failures.push(error)
    }
  }
  return round
}

const follow = async (
  context: ServiceContext,
  tx: Tx,
  { stray, askedAt }: { stray: StoredMigration; askedAt: Date },
): Promise<boolean> => {
  const { now, id: newId } = context
  const { plan, key } = await lockMigration(tx, stray)
  if (plan.status !== 'running') return false
  // One list can be wrong, and a plan that is finished stays so: the next round's list must be without the key as well.
  if (key.missingAt !== null && key.missingAt > askedAt) return false
  const { organizationId, id, applicationId } = plan
  const told = { actor: system, requestId: newId(), reason: whyOver[statusOf(key, now())] ?? null }
  if (key.revokedAt !== null) {
    await finishPlan(context, tx, { plan, key, ...told })
    return true
  }
  if (await isEndUnderWay(tx, plan)) return false
  if (told.reason !== null) {
    await finishPlan(context, tx, { plan, key, ...told })
    return true
  }
  // Due at once: nobody is at it.
  const owing = {
    actor: system,
    requestId: told.requestId,
    deadlineAt: new Date(now().getTime() - graceMs - 1),
  }
  const application = await lockApplication(tx, { organizationId, id: applicationId })
  if (application?.deletedAt) {
    await closeMigrationOf(context, tx, {
      ...{ organizationId, applicationId, ...owing },
      reason: 'the application was deleted',
    })
    return true
  }
  const formerEnd = returnedEnd(plan, key)
  if (key.expiresAt === null) {
    // A plan has a date.
    await changeMigrationEnd(tx, { organizationId, id, endsAt: plan.endsAt, formerEnd })
    await oweEnd(context, tx, owing, { intentId: newId(), key, expiresAt: plan.endsAt })
    return true
  }
  if (key.expiresAt.getTime() === plan.endsAt.getTime()) return false
  await changeMigrationEnd(tx, { organizationId, id, endsAt: key.expiresAt, formerEnd })
  await record(context, tx, [
    toHappening(plan, key, {
      ...{ actor: workosItself, requestId: told.requestId, action: 'migration.rescheduled' },
      end: { before: plan.endsAt, after: key.expiresAt },
    }),
  ])
  return true
}

const whyOver: Partial<Record<ApiKeyStatus, string>> = {
  revoked: 'the key was revoked',
  expired: 'the key has expired',
}
