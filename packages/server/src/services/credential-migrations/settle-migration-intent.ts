import * as z from 'zod'
import {
  getKey,
  getMigration,
  isRevoked,
  lockApplication,
  markApplicationDeleted,
  type OpenIntent,
  openIntent,
} from '../../store/index.ts'
import { keyFreshness } from '../mirror.ts'
import type { ServiceContext } from '../service-context.ts'
import { graceMs, type Settlement } from '../settlement.ts'
import { tellGates } from '../tell-gates.ts'
import { cancelAction } from './cancelling.ts'
import { cancelPlan } from './close-migration.ts'
import { lockMigration } from './lock-migration.ts'
import { returnedEnd } from './returned-end.ts'

/** Whether an intent is about a plan to move from a key to an application. */
export const isMigrationIntent = ({ action }: Pick<OpenIntent, 'action'>): boolean => action === cancelAction

/**
 * Carries out a cancellation that was left open: gives the key its former end back, and writes down that the application is to be deleted
 * now that it is not needed. Where the key is over, or the plan, nothing is cancelled.
 */
export const settleMigrationIntent = async (
  context: ServiceContext,
  intent: OpenIntent,
  signal: AbortSignal,
): Promise<Settlement> => {
  const { workos, store, now } = context
  const { organizationId, actor, requestId } = intent
  const { name, apiKeyId, application } = payloadSchema.parse(intent.payload)
  const place = { organizationId, id: intent.subjectId ?? '' }
  const settleAs = (outcome: string, take: Settlement['take'] = async () => {}): Settlement => ({
    ...{ outcome, keyId: apiKeyId, credential: { id: apiKeyId, name }, after: null, take, told: [] },
  })
  const plan = await store.query(tx => getMigration(tx, place))
  const key = await store.query(tx => getKey(tx, { organizationId, id: apiKeyId }))
  if (plan?.status !== 'running') return settleAs('the migration is over')
  if (!key || isRevoked(key)) return settleAs('the key is gone')
  const moved = await workos.expireApiKey({ id: apiKeyId, expiresAt: returnedEnd(plan, key), signal })
  if (!moved.ok) {
    // The end that WorkOS has is not what is known here; whoever follows the plans goes by it.
    await keyFreshness.refreshNow(context, organizationId, signal)
    return settleAs(`WorkOS says ${moved.code}`)
  }
  await tellGates(context, { apiKeyIds: [apiKeyId], reason: 'expiry_changed' })
  return settleAs('cancelled', async tx => {
    const locked = await lockMigration(tx, place)
    await lockApplication(tx, { organizationId, id: application.id })
    const at = now()
    // Due at once: the request that asked for it is long over.
    const due = new Date(at.getTime() - graceMs - 1)
    if (!(await cancelPlan(context, tx, { ...locked, actor, requestId }))) return
    await markApplicationDeleted(tx, { organizationId, id: application.id, at })
    await openIntent(tx, {
      ...{ id: context.id(), organizationId, actor, requestId, startedAt: at, deadlineAt: due },
      ...{ action: 'delete_application', subjectId: application.id, payload: application },
    })
  })
}

const payloadSchema = z.object({
  name: z.string(),
  apiKeyId: z.string(),
  application: z.object({ id: z.string(), name: z.string(), clientId: z.string() }),
})
