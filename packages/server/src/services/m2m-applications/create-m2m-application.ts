import type { CreatedM2MApplication, M2MApplicationPolicy } from '@keydesk/contract'
import { KeydeskError, validationFailed } from '../../keydesk-error.ts'
import { readFields } from '../../schemas/field-errors.ts'
import { createM2MApplicationSchema } from '../../schemas/m2m-application-requests.ts'
import {
  type CredentialFacts,
  finishIdempotent,
  getApplication,
  type NewIntent,
  recordCreatedApplication,
  type StoredApplication,
  type Tx,
  takeInSecrets,
} from '../../store/index.ts'
import type { WorkosApplication, WorkosClientSecret } from '../../workos/connect-wire.ts'
import { WorkosRefusal } from '../../workos/refusal.ts'
import { upstreamInvalid } from '../../workos/upstream-error.ts'
import { requireReplaceable } from '../credential-migrations/require-replaceable.ts'
import { explainFields, type RefusedFields } from '../explain-fields.ts'
import { findKey } from '../find-keys.ts'
import { type FactRules, findMissingFacts } from '../find-missing-facts.ts'
import { keepOutcome } from '../idempotency.ts'
import { attempt, openMint } from '../open-mint.ts'
import { requireHeld } from '../permissions.ts'
import { type Happening, record } from '../record.ts'
import { recordOrUndo, undo } from '../record-or-undo.ts'
import { notAMember, resolveOwner } from '../resolve-owner.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { toChoice } from '../to-choice.ts'
import { applicationFreshness } from './application-freshness.ts'
import { endApplication } from './end-application.ts'
import { requireApplicationsAllowed } from './require-applications-allowed.ts'
import { findUnknownScopes, scopesOf } from './scopes.ts'
import { toM2MApplication } from './to-m2m-application.ts'

/**
 * Creates an application of the actor's organization with its first secret, and gives the secret's value, this once. Throws
 * `validation_failed` with every field in trouble, `permission_escalation` for scopes the actor lacks, `quota_exceeded`, and `conflict` where
 * the key that it is to replace is over or was replaced.
 */
export const createM2MApplication = async (
  context: ServiceContext,
  call: ServiceCall,
  { body, runId }: { body: unknown; runId: string },
): Promise<CreatedM2MApplication> => {
  const { settings, workos } = context
  const policy = settings.policy.m2mApplications
  const { actor, signal } = call
  requireApplicationsAllowed(settings.policy)
  const fields = readFields(createM2MApplicationSchema(settings), body)
  const named = fields.ok ? fields.value.replaces : undefined
  const replaced = named === undefined ? null : await findKey(context, call, named)
  const errors = fields.ok ? [] : fields.errors
  errors.push(...findMissingFacts(body, scopesOf(body), toFactRules(policy)))
  errors.push(...(await findUnknownScopes(context, signal, body, errors.length > 0)))
  const owner = fields.ok ? await resolveOwner(context, call, fields.value.ownerId) : null
  if (fields.ok && owner === null) errors.push(notAMember)
  if (!fields.ok || owner === null || errors.length > 0) throw validationFailed(errors)

  const { name, scopes, purpose = null, metadata = {}, replaces = null, choice } = fields.value
  const description = fields.value.description || null
  requireHeld(actor, scopes, 'an application')
  if (replaced) requireReplaceable(replaced, context.now())
  const quota = policy.maxPerOrganization
  const { opened, intent } = await openMint(context, call, {
    runId,
    action: 'create_application',
    subjectId: null,
    payload: { name, description, scopes },
    freshness: applicationFreshness,
    quota,
    countedActions: ['create_application'],
  })
  if (opened !== 'opened') throw overQuota(quota)
  const { organizationId } = intent
  const asked = { organizationId, name, description, scopes, idempotencyKey: runId, signal }
  const application = await attempt(context, intent, () => workos.createApplication(asked)).catch(error => {
    throw error instanceof WorkosRefusal && error.status === 422
      ? explainFields(error, refusedFieldsOfApplication)
      : error
  })
  const { id } = application
  const remove = (until: AbortSignal) => workos.deleteApplication({ id, signal: until })
  const { secret, value } = await workos
    .createClientSecret({ applicationId: id, idempotencyKey: `${runId}-secret`, signal })
    .catch(async error => {
      // An application that nobody has a secret of is of no use to anybody.
      await undo(context, { intent, remove })
      throw error
    })
  const person = { id: actor.person.id, name: actor.person.name, email: actor.person.email }
  const facts = { owner, createdBy: person, purpose, metadata, choice: toChoice(choice), replaces }
  const { result } = await recordOrUndo(context, {
    id,
    intent,
    signal,
    mirror: applicationFreshness.mirror,
    record: async tx => {
      const stored = await recordMade(context, tx, { application, secret, facts, intent })
      const result = toCreated(context, stored, secret.id)
      await finishIdempotent(tx, { organizationId, runId, status: 201, body: keepOutcome({ ...result }) })
      return { stored, result }
    },
    find: async tx => {
      const stored = await getApplication(tx, { organizationId, id })
      if (stored?.origin !== 'keydesk' || stored.deletedAt !== null) return null
      return { stored, result: toCreated(context, stored, secret.id) }
    },
    remove,
    end: (made, ending) => endApplication(context, { ...ending, application: made.stored }),
  })
  return { ...result, value }
}

/** What the host's rules for applications ask of whoever makes one. */
const toFactRules = ({
  ownerRequired,
  purposeRequired,
  scopesNeedingReason,
}: M2MApplicationPolicy): FactRules => ({
  ownerRequired,
  purposeRequired,
  needingReason: scopesNeedingReason,
})

const recordMade = async (
  context: ServiceContext,
  tx: Tx,
  {
    application,
    secret,
    facts,
    intent,
  }: {
    application: WorkosApplication
    secret: WorkosClientSecret
    facts: CredentialFacts
    intent: NewIntent
  },
): Promise<StoredApplication> => {
  const { organizationId, actor, requestId, payload } = intent
  const { id } = application
  if (application.organizationId !== organizationId)
    throw upstreamInvalid(new Error('the new application belongs to somebody else'))
  await recordCreatedApplication(tx, { organizationId, application, facts })
  await takeInSecrets(tx, [{ ...secret, organizationId, applicationId: id }])
  const stored = await getApplication(tx, { organizationId, id })
  if (!stored || stored.deletedAt !== null)
    throw upstreamInvalid(new Error('the new application was deleted at once'))
  const told: Omit<Happening, 'action'> = {
    organizationId,
    actor,
    requestId,
    credential: { kind: 'm2m_application', id, name: stored.name },
  }
  const { owner, choice, replaces } = facts
  const more = { ...(choice && { choice }), ...(replaces && { replaces }) }
  const after = { ...payload, clientId: stored.clientId, owner: owner.id, ...more }
  await record(context, tx, [
    { ...told, action: 'm2m_application.created', after },
    { ...told, action: 'client_secret.created', after: { secret: secret.id, hint: secret.hint } },
  ])
  return stored
}

/** What is answered, but for the value. */
const toCreated = (
  context: ServiceContext,
  stored: StoredApplication,
  secretId: string,
): CreatedM2MApplication => {
  const application = toM2MApplication(context, stored, context.now())
  const secret = application.secrets.find(({ id }) => id === secretId)
  if (!secret) throw new Error('the secret was not recorded')
  return { application, secret, value: null }
}

/** What the fields of an application are called at WorkOS. */
export const refusedFieldsOfApplication: RefusedFields = new Map([
  ['name', { pointer: '#/name', code: 'invalid_name' }],
  ['description', { pointer: '#/description', code: 'invalid' }],
  ['scopes', { pointer: '#/scopes', code: 'unknown_permission' }],
])

const overQuota = (most: number) =>
  new KeydeskError({
    code: 'quota_exceeded',
    detail: `The organization has ${most} applications, which is as many as it may have. Delete one that is not needed.`,
  })
