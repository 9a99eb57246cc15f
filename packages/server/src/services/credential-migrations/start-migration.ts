import type { CredentialMigration } from '@keydesk/contract'
import * as z from 'zod'
import { KeydeskError, notFound, validationFailed } from '../../keydesk-error.ts'
import { readFields } from '../../schemas/field-errors.ts'
import { parseInstant } from '../../schemas/instant.ts'
import { startMigrationSchema } from '../../schemas/migration-requests.ts'
import {
  changeKey,
  findRunningMigration,
  insertMigration,
  lockApplication,
  lockKey,
  type StoredMigration,
  type Tx,
} from '../../store/index.ts'
import { findKey } from '../find-keys.ts'
import { findApplication } from '../m2m-applications/find-application.ts'
import { requireApplicationsAllowed } from '../m2m-applications/require-applications-allowed.ts'
import { keyFreshness } from '../mirror.ts'
import { type MovingEnd, moveEndSoon, oweEnd } from '../move-end.ts'
import { record, toActor } from '../record.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { findLateEnd } from './judge-end.ts'
import { keepEnd } from './keep-end.ts'
import { readMigration } from './read-migrations.ts'
import { requireReplaceable } from './require-replaceable.ts'
import { toHappening } from './tell-of-migration.ts'

/**
 * Plans the move from a key to the application that was made to replace it, and has the key end at the plan's date. The plan, the end
 * that is owed and the audit event are written together; what WorkOS cannot be told now is set from its intent. The same plan again is
 * the one that runs; another one of the same key is a `conflict`.
 */
export const startMigration = async (
  context: ServiceContext,
  call: ServiceCall,
  body: unknown,
): Promise<CredentialMigration> => {
  const { settings, store, now } = context
  requireApplicationsAllowed(settings.policy)
  const named = namesSchema.safeParse(body)
  if (named.success) {
    await findKey(context, call, named.data.apiKeyId)
    await findApplication(context, call, named.data.applicationId)
  }
  const fields = readFields(startMigrationSchema({ now }), body)
  if (!fields.ok) throw validationFailed(fields.errors)
  const { apiKeyId, applicationId, endsAt } = fields.value
  // The end that the key gets back is the one WorkOS has; where it cannot be asked in half the time there is, the one that is known.
  const left = Math.max(1, call.deadlineAt.getTime() - now().getTime())
  const soon = AbortSignal.any([call.signal, AbortSignal.timeout(Math.ceil(left / 2))])
  await keyFreshness.refreshNow(context, call.actor.organization.id, soon).catch(() => {})
  const asked = { apiKeyId, applicationId, endsAt: parseInstant(endsAt) ?? now() }
  const { id, owed } = await store.transaction(tx => planMigration(context, tx, call, asked))
  if (owed) await moveEndSoon(context, call, { ...owed, reason: 'expiry_changed' }, keepEnd(owed.key))
  return readMigration(context, call, id)
}

const namesSchema = z.object({ apiKeyId: z.string(), applicationId: z.string() })

const planMigration = async (
  context: ServiceContext,
  tx: Tx,
  call: ServiceCall,
  { apiKeyId, applicationId, endsAt }: Pick<StoredMigration, 'apiKeyId' | 'applicationId' | 'endsAt'>,
): Promise<{ id: string; owed: MovingEnd | null }> => {
  const { settings, now } = context
  const { person, organization } = call.actor
  const organizationId = organization.id
  // Judged by what both are now, and held until the plan is written: others may be ending them.
  const key = await lockKey(tx, { organizationId, id: apiKeyId })
  const application = await lockApplication(tx, { organizationId, id: applicationId })
  if (!key || !application) throw notFound()
  const running = await findRunningMigration(tx, { organizationId, apiKeyId })
  if (running?.applicationId === applicationId && running.endsAt.getTime() === endsAt.getTime())
    return { id: running.id, owed: null }
  const plan = {
    ...{ id: context.id(), organizationId, apiKeyId, applicationId, endsAt },
    ...{ formerEnd: key.expiresAt, startedAt: now() },
  }
  const errors = running ? [] : findLateEnd(endsAt, plan, settings.policy.apiKeys)
  if (application.replaces !== apiKeyId)
    errors.push({
      pointer: '#/applicationId',
      code: 'invalid',
      detail: 'This application was not made to replace this key.',
    })
  if (errors.length > 0) throw validationFailed(errors)
  requireReplaceable(key, now())
  if (application.deletedAt !== null)
    throw new KeydeskError({ code: 'conflict', detail: 'This application was deleted.' })
  const startedBy = { id: person.id, name: person.name, email: person.email }
  if (running || !(await insertMigration(tx, { ...plan, startedBy })))
    throw new KeydeskError({ code: 'conflict', detail: 'This key is being migrated already.' })
  const owed = { intentId: context.id(), key, expiresAt: endsAt }
  const told = { actor: toActor(person), requestId: call.requestId }
  await oweEnd(context, tx, { ...told, deadlineAt: call.deadlineAt }, owed)
  await changeKey(tx, { organizationId, id: apiKeyId, changes: { expiresAt: endsAt } })
  await record(context, tx, [
    toHappening(plan, key, {
      ...told,
      action: 'migration.started',
      end: { before: key.expiresAt, after: endsAt },
    }),
  ])
  return { id: plan.id, owed }
}
