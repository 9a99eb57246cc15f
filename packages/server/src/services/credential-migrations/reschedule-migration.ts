import type { CredentialMigration } from '@keydesk/contract'
import { KeydeskError, validationFailed } from '../../keydesk-error.ts'
import { readFields } from '../../schemas/field-errors.ts'
import { parseInstant } from '../../schemas/instant.ts'
import { rescheduleMigrationSchema } from '../../schemas/migration-requests.ts'
import { changeKey, changeMigrationEnd, type Tx } from '../../store/index.ts'
import { type MovingEnd, moveEndSoon, oweEnd } from '../move-end.ts'
import { record, toActor } from '../record.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { requireNotCancelling } from './cancelling.ts'
import { findMigration } from './find-migration.ts'
import { findLateEnd } from './judge-end.ts'
import { keepEnd } from './keep-end.ts'
import { lockMigration } from './lock-migration.ts'
import { readMigration } from './read-migrations.ts'
import { requireReplaceable } from './require-replaceable.ts'
import { returnedEnd } from './returned-end.ts'
import { toHappening } from './tell-of-migration.ts'

/**
 * Moves the date of a plan that runs, and the end of its key with it. Both and the audit event are written together; what WorkOS cannot be
 * told now is set from its intent.
 */
export const rescheduleMigration = async (
  context: ServiceContext,
  call: ServiceCall,
  { id, body }: { id: string; body: unknown },
): Promise<CredentialMigration> => {
  const { store, now } = context
  await findMigration(context, call, id)
  const fields = readFields(rescheduleMigrationSchema({ now }), body)
  if (!fields.ok) throw validationFailed(fields.errors)
  const endsAt = parseInstant(fields.value.endsAt) ?? now()
  const owed = await store.transaction(tx => moveMigration(context, tx, call, { id, endsAt }))
  if (owed) await moveEndSoon(context, call, { ...owed, reason: 'expiry_changed' }, keepEnd(owed.key))
  return readMigration(context, call, id)
}

const moveMigration = async (
  context: ServiceContext,
  tx: Tx,
  call: ServiceCall,
  { id, endsAt }: { id: string; endsAt: Date },
): Promise<MovingEnd | null> => {
  const { settings, now } = context
  const { person, organization } = call.actor
  const organizationId = organization.id
  const { key, plan } = await lockMigration(tx, { organizationId, id })
  if (plan.status !== 'running')
    throw new KeydeskError({ code: 'conflict', detail: 'This migration is over.' })
  // One that was moved at WorkOS may not have been followed yet, and the date that is set now must not hide it.
  const formerEnd = returnedEnd(plan, key)
  const errors = findLateEnd(endsAt, { ...plan, formerEnd }, settings.policy.apiKeys)
  if (errors.length > 0) throw validationFailed(errors)
  requireReplaceable(key, now())
  await requireNotCancelling(tx, plan)
  if (plan.endsAt.getTime() === endsAt.getTime()) return null
  const owed = { intentId: context.id(), key, expiresAt: endsAt }
  const told = { actor: toActor(person), requestId: call.requestId }
  await oweEnd(context, tx, { ...told, deadlineAt: call.deadlineAt }, owed)
  await changeMigrationEnd(tx, { organizationId, id, endsAt, formerEnd })
  await changeKey(tx, { organizationId, id: key.id, changes: { expiresAt: endsAt } })
  await record(context, tx, [
    toHappening(plan, key, {
      ...told,
      action: 'migration.rescheduled',
      end: { before: plan.endsAt, after: endsAt },
    }),
  ])
  return owed
}
