import type { FieldError, M2MApplication, M2MApplicationPolicy } from '@keydesk/contract'
import { KeydeskError, notFound, validationFailed } from '../../keydesk-error.ts'
import { readFields } from '../../schemas/field-errors.ts'
import { updateM2MApplicationSchema } from '../../schemas/m2m-application-requests.ts'
import {
  type ApplicationChanges,
  changeApplication,
  type DescribedApplication,
  describeApplication,
  getApplication,
  isDescribedAlike,
  lockApplication,
  type NewIntent,
  openIntent,
  type StoredApplication,
  settleIntent,
  type Tx,
  takeInApplications,
} from '../../store/index.ts'
import type { WorkosApplication } from '../../workos/connect-wire.ts'
import { WorkosRefusal } from '../../workos/refusal.ts'
import { explainFields } from '../explain-fields.ts'
import { findMissingReason, purposeMissing } from '../find-missing-facts.ts'
import { attempt, toIntent } from '../open-mint.ts'
import { requireHeld } from '../permissions.ts'
import { record, toActor } from '../record.ts'
import { settleAs } from '../record-or-undo.ts'
import { notAMember, resolveOwner } from '../resolve-owner.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { refusedFieldsOfApplication } from './create-m2m-application.ts'
import { findApplication } from './find-application.ts'
import { findDifference } from './find-difference.ts'
import { findUnknownScopes } from './scopes.ts'
import { takeInListed } from './take-in-listed.ts'
import { toM2MApplication } from './to-m2m-application.ts'

/**
 * Changes an application; what is as asked for already is not told of. Throws `validation_failed` with every field in trouble,
 * `permission_escalation` for new scopes that the actor lacks, and `conflict` for one that is deleted or being changed.
 */
export const updateM2MApplication = async (
  context: ServiceContext,
  call: ServiceCall,
  { id, body }: { id: string; body: unknown },
): Promise<M2MApplication> => {
  const { settings, store, workos } = context
  const { signal } = call
  const application = await findApplication(context, call, id)
  const fields = readFields(updateM2MApplicationSchema(settings), body)
  const errors = fields.ok ? [] : fields.errors
  errors.push(...(await findUnknownScopes(context, signal, body, errors.length > 0)))
  const ownerId = fields.ok ? fields.value.ownerId : undefined
  const owner = ownerId === undefined ? undefined : await resolveOwner(context, call, ownerId)
  if (owner === null) errors.push(notAMember)
  if (fields.ok)
    errors.push(...findMissingPurpose(application, fields.value, settings.policy.m2mApplications))
  if (!fields.ok || errors.length > 0) throw validationFailed(errors)
  if (application.deletedAt !== null) throw wasDeleted()

  const { name, description, scopes, purpose, metadata } = fields.value
  const changes: ApplicationChanges = { owner: owner ?? undefined, purpose, metadata }
  if (name === undefined && description === undefined && scopes === undefined)
    return store.transaction(tx => applyChanges(context, tx, call, { id, changes }))

  // WorkOS is sent all three, so what is not asked for must be what it is now, and not what it was.
  const now = await workos.getApplication({ id, signal })
  if (now === null || now.organizationId !== application.organizationId) throw notFound()
  const described: DescribedApplication = {
    name: name ?? now.name,
    description: description === undefined ? now.description : description || null,
    scopes: scopes ?? now.scopes,
  }
  requireHeld(
    call.actor,
    described.scopes.filter(scope => !now.scopes.includes(scope)),
    'an application',
  )
  if (isDescribedAlike(now, described))
    return store.transaction(tx => applyChanges(context, tx, call, { id, changes }))
  const intent = await openUpdate(context, call, { now, described })
  const updated = await attempt(context, intent, () =>
    workos.updateApplication({ id, ...described, signal }),
  ).catch(error => {
    throw error instanceof WorkosRefusal && error.status === 422
      ? explainFields(error, refusedFieldsOfApplication)
      : error
  })
  if (updated === null) {
    await settleAs(store, intent, { outcome: 'refused', at: context.now() })
    throw notFound()
  }
  return store.transaction(tx =>
    applyChanges(context, tx, call, { id, changes, intent, updated, before: now }),
  )
}

/** Writes down that an application is about to be changed at WorkOS, one change at a time. */
const openUpdate = async (
  context: ServiceContext,
  call: ServiceCall,
  { now, described }: { now: WorkosApplication; described: DescribedApplication },
): Promise<NewIntent> => {
  const { id, organizationId } = now
  const payload = { ...described, before: describeApplication(now) }
  const intent = toIntent(context, call, {
    runId: context.id(),
    action: 'update_application',
    subjectId: id,
    payload,
  })
  const opened = await context.store.transaction(async tx => {
    // What was changed elsewhere is told before it is changed again here.
    const listed = [{ application: now, secrets: [] }]
    await takeInListed(context, tx, { organizationId, listed, requestId: call.requestId })
    return openIntent(tx, intent)
  })
  if (opened === 'busy')
    throw new KeydeskError({ code: 'conflict', detail: 'This application is being changed already.' })
  return intent
}

/** Makes the changes here, closes the intent, and tells of what is different; nothing to change is nothing to tell. */
const applyChanges = async (
  context: ServiceContext,
  tx: Tx,
  { actor, requestId }: ServiceCall,
  {
    id,
    changes,
    intent,
    updated,
    before: atWorkos,
  }: {
    id: string
    changes: ApplicationChanges
    intent?: NewIntent
    updated?: WorkosApplication
    before?: DescribedApplication
  },
): Promise<M2MApplication> => {
  const organizationId = actor.organization.id
  const place = { organizationId, id }
  const from = await lockApplication(tx, place)
  if (!from) throw notFound()
  if (intent)
    await settleIntent(tx, {
      organizationId,
      id: intent.id,
      outcome: 'updated',
      keyId: id,
      at: context.now(),
    })
  if (updated) await takeInApplications(tx, { organizationId, applications: [updated] })
  if (from.deletedAt === null) await changeApplication(tx, { organizationId, id, changes })
  const to = await getApplication(tx, place)
  if (!to || (to.deletedAt !== null && !intent)) throw wasDeleted()
  const difference = findDifference(
    toFacts({ ...from, ...atWorkos }),
    toFacts({ ...to, ...(updated && describeApplication(updated)) }),
  )
  if (difference) {
    await record(context, tx, [
      {
        organizationId,
        actor: toActor(actor.person),
        requestId,
        action: 'm2m_application.updated',
        credential: { kind: 'm2m_application', id, name: to.name },
        ...difference,
      },
    ])
  }
  return toM2MApplication(context, to, context.now())
}

/** A purpose that the host's rules ask for cannot be taken away, and a new scope that needs one is not given without. */
const findMissingPurpose = (
  known: StoredApplication,
  {
    purpose = known.purpose,
    scopes = known.scopes,
  }: { purpose?: string | null | undefined; scopes?: string[] | undefined },
  { purposeRequired, scopesNeedingReason }: M2MApplicationPolicy,
): FieldError[] => {
  if (purposeRequired && known.purpose && !purpose) return [purposeMissing('Say what it is for.')]
  // One that was made elsewhere without a purpose can be changed otherwise without being given one.
  const judged = known.purpose ? scopes : scopes.filter(scope => !known.scopes.includes(scope))
  return findMissingReason(purpose, judged, scopesNeedingReason)
}

const toFacts = (
  of: DescribedApplication & Pick<StoredApplication, 'owner' | 'ownerGoneAt' | 'purpose' | 'metadata'>,
): Record<string, unknown> => ({
  ...describeApplication(of),
  owner: of.ownerGoneAt === null ? (of.owner?.id ?? null) : null,
  purpose: of.purpose,
  metadata: of.metadata,
})

/** What is deleted stays as it is. */
export const wasDeleted = () =>
  new KeydeskError({ code: 'conflict', detail: 'This application was deleted.' })
