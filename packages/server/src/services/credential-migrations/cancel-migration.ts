import type { CredentialMigration } from '@keydesk/contract'
import { isKeydeskError, KeydeskError, notFound } from '../../keydesk-error.ts'
import {
  lockApplication,
  openIntent,
  type StoredApplication,
  type StoredKey,
  type StoredMigration,
  settleIntent,
  type Tx,
} from '../../store/index.ts'
import { findOpenIntent } from '../end-credential.ts'
import { deleteM2MApplication } from '../m2m-applications/delete-m2m-application.ts'
import { endApplication } from '../m2m-applications/end-application.ts'
import { keyFreshness } from '../mirror.ts'
import { attempt, toIntent } from '../open-mint.ts'
import { toActor } from '../record.ts'
import { settleAs } from '../record-or-undo.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { tellGates } from '../tell-gates.ts'
import { cancelAction, findCancellation } from './cancelling.ts'
import { cancelPlan } from './close-migration.ts'
import { findMigration } from './find-migration.ts'
import { isOver } from './is-over.ts'
import { lockMigration } from './lock-migration.ts'
import { readMigration } from './read-migrations.ts'
import { returnedEnd } from './returned-end.ts'

/**
 * Gives the key of a plan that runs its former end back and then, only then, deletes the application: whoever calls is never left without
 * both. Called again after a failure it goes on where it was. Throws `conflict` for a plan whose key is over.
 */
export const cancelMigration = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<CredentialMigration> => {
  const plan = await findMigration(context, call, id)
  if (plan.status === 'running') await cancel(context, call, plan)
  else await repeat(context, call, plan)
  return readMigration(context, call, id)
}

const cancel = async (context: ServiceContext, call: ServiceCall, plan: StoredMigration): Promise<void> => {
  try {
    const begun = await context.store.transaction(tx => openCancellation(context, tx, call, plan))
    await giveEndBack(context, call, begun)
    await endTogether(context, call, begun)
  } catch (error) {
    if (!isKeydeskError(error) || error.code !== 'conflict') throw error
    // Of several who cancel it at once, one has been first.
    const now = await findMigration(context, call, plan.id)
    if (now.status !== 'cancelled') throw error
    await repeat(context, call, now)
  }
}

const repeat = async (context: ServiceContext, call: ServiceCall, plan: StoredMigration): Promise<void> => {
  if (plan.status === 'finished') throw over()
  await deleteM2MApplication(context, call, plan.applicationId)
}

/** A cancellation that is written down, to be carried out. */
interface Cancellation {
  intent: ReturnType<typeof toIntent>
  plan: StoredMigration
  key: StoredKey
  application: StoredApplication
}

/** Writes down that a plan is to be cancelled; one that was left open is taken up, for all it does may be done twice. */
const openCancellation = async (
  context: ServiceContext,
  tx: Tx,
  call: ServiceCall,
  { organizationId, id }: StoredMigration,
): Promise<Cancellation> => {
  const { plan, key } = await lockMigration(tx, { organizationId, id })
  const application = await lockApplication(tx, { organizationId, id: plan.applicationId })
  if (!application) throw notFound()
  if (plan.status !== 'running' || isOver(key, context.now())) throw over()
  const moving = { organizationId, action: 'expire', subjectId: key.id }
  if ((await findOpenIntent(tx, moving)) !== undefined)
    throw new KeydeskError({ code: 'conflict', detail: 'The expiry of this key is being changed already.' })
  const left = await findCancellation(tx, plan)
  const intent = toIntent(context, call, {
    runId: left ?? context.id(),
    action: cancelAction,
    subjectId: id,
    payload: {
      ...{ name: key.name, apiKeyId: key.id },
      application: { id: application.id, name: application.name, clientId: application.clientId },
    },
  })
  if (left === undefined) await openIntent(tx, intent)
  return { intent, plan, key, application }
}

/** Sets the former end of the key at WorkOS. Where that is too late, nothing is cancelled. */
const giveEndBack = async (
  context: ServiceContext,
  { signal }: ServiceCall,
  { intent, plan, key }: Cancellation,
): Promise<void> => {
  const { workos, store, now } = context
  const moved = await attempt(context, intent, () =>
    workos.expireApiKey({ id: key.id, expiresAt: returnedEnd(plan, key), signal }),
  )
  if (!moved.ok) {
    await settleAs(store, intent, { outcome: 'refused', at: now() })
    await keyFreshness.refreshNow(context, key.organizationId, signal)
    throw over()
  }
  await tellGates(context, { apiKeyIds: [key.id], reason: 'expiry_changed' })
}

/** Cancels the plan together with the end of its application, which is then deleted. */
const endTogether = (
  context: ServiceContext,
  { actor, requestId, deadlineAt, signal }: ServiceCall,
  { intent, plan: { organizationId, id }, application }: Cancellation,
): Promise<void> => {
  const told = { actor: toActor(actor.person), requestId }
  return endApplication(context, { ...told, application, deadlineAt, signal, reason: null }, async tx => {
    const locked = await lockMigration(tx, { organizationId, id })
    await lockApplication(tx, { organizationId, id: application.id })
    await settleIntent(tx, { organizationId, id: intent.id, outcome: 'cancelled', at: context.now() })
    // The key may have been revoked meanwhile, and then the application is what is left.
    if (!(await cancelPlan(context, tx, { ...locked, ...told }))) throw over()
    return null
  })
}

const over = () =>
  new KeydeskError({
    code: 'conflict',
    detail: 'The key of this migration is over, so it cannot be given back. The application stays.',
  })
