import type { CredentialMigration } from '@keydesk/contract'
import { isKeydeskError, KeydeskError } from '../../keydesk-error.ts'
import type { StoredMigration } from '../../store/index.ts'
import { endKey } from '../end-key.ts'
import { findKey } from '../find-keys.ts'
import { toActor } from '../record.ts'
import { revokeApiKey } from '../revoke-api-key.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { requireNotCancelling } from './cancelling.ts'
import { finishPlan } from './close-migration.ts'
import { findMigration } from './find-migration.ts'
import { lockMigration } from './lock-migration.ts'
import { readMigration } from './read-migrations.ts'

/**
 * Revokes the key of a plan that runs, for good and at once, and the plan is finished. Finished already, the key is only revoked where
 * WorkOS is still owed that. Throws `conflict` for a plan that was or is being cancelled.
 */
export const finishMigration = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<CredentialMigration> => {
  const plan = await findMigration(context, call, id)
  if (plan.status === 'running') await revokeKey(context, call, plan)
  else await repeat(context, call, plan)
  return readMigration(context, call, id)
}

const revokeKey = async (
  context: ServiceContext,
  call: ServiceCall,
  { id, organizationId, apiKeyId }: StoredMigration,
): Promise<void> => {
  const { actor, requestId, deadlineAt, signal } = call
  const told = { actor: toActor(actor.person), requestId }
  const key = await findKey(context, call, apiKeyId)
  try {
    await endKey(context, { ...told, organizationId, key, deadlineAt, signal, reason: null }, async tx => {
      const locked = await lockMigration(tx, { organizationId, id })
      // Somebody may have ended it meanwhile, and then the key is not to be revoked for it.
      if (locked.plan.status !== 'running') throw over()
      await requireNotCancelling(tx, locked.plan)
      await finishPlan(context, tx, { ...locked, ...told })
    })
  } catch (error) {
    if (!isKeydeskError(error) || error.code !== 'conflict') throw error
    const now = await findMigration(context, call, id)
    if (now.status === 'running') throw error
    await repeat(context, call, now)
  }
}

const repeat = async (context: ServiceContext, call: ServiceCall, plan: StoredMigration): Promise<void> => {
  if (plan.status !== 'finished') throw over()
  const key = await findKey(context, call, plan.apiKeyId)
  if (key.revokedAt !== null) await revokeApiKey(context, call, key.id)
}

const over = () => new KeydeskError({ code: 'conflict', detail: 'This migration was cancelled.' })
