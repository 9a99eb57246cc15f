import type { ApiKeyPolicy, CreatedApiKey, FieldError } from '@keydesk/contract'
import * as z from 'zod'
import { KeydeskError, validationFailed } from '../keydesk-error.ts'
import { readFields } from '../schemas/field-errors.ts'
import { parseInstant } from '../schemas/instant.ts'
import { createApiKeySchema } from '../schemas/requests.ts'
import { finishIdempotent } from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { explainFields, type RefusedFields } from './explain-fields.ts'
import { type FactRules, findMissingFacts } from './find-missing-facts.ts'
import { keepOutcome } from './idempotency.ts'
import { mintKey } from './mint-key.ts'
import { findUnoffered, requireHeld } from './permissions.ts'
import { notAMember, resolveOwner } from './resolve-owner.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { toApiKey } from './to-api-key.ts'
import { toChoice } from './to-choice.ts'

/**
 * Creates a key of the actor's organization and gives its value, this once.
 * Throws `validation_failed` with every field in trouble, and `permission_escalation` for slugs the actor lacks.
 */
export const createApiKey = async (
  context: ServiceContext,
  call: ServiceCall,
  { body, runId }: { body: unknown; runId: string },
): Promise<CreatedApiKey> => {
  const { settings, now } = context
  const { actor, signal } = call
  const policy = settings.policy.apiKeys
  if (!policy.allowed)
    throw new KeydeskError({ code: 'permission_denied', detail: 'New API keys are not made here any more.' })
  const fields = readFields(createApiKeySchema({ limits: settings.limits, policy, now }), body)
  const errors = fields.ok ? [] : fields.errors
  errors.push(...findMissingFacts(body, slugsOf(body), toFactRules(policy)))
  errors.push(...(await findUnknownPermissions(context, signal, body, errors.length > 0)))
  const owner = fields.ok ? await resolveOwner(context, call, fields.value.ownerId) : null
  if (fields.ok && owner === null) errors.push(notAMember)
  if (!fields.ok || owner === null || errors.length > 0) throw validationFailed(errors)

  const { name, permissions, expiresAt, purpose = null, metadata = {}, choice } = fields.value
  requireHeld(actor, permissions)
  const { id, name: creator, email } = actor.person
  const organizationId = actor.organization.id
  let result: CreatedApiKey | undefined
  try {
    const { value } = await mintKey(context, call, {
      runId,
      action: 'create',
      subjectId: null,
      name,
      permissions,
      expiresAt: expiresAt === null ? null : parseInstant(expiresAt),
      facts: {
        owner,
        createdBy: { id, name: creator, email },
        purpose,
        metadata,
        choice: toChoice(choice),
        replaces: null,
      },
      auditAction: 'api_key.created',
      alongside: async (tx, key) => {
        result = { apiKey: toApiKey(context, key, now()), value: null }
        await finishIdempotent(tx, { organizationId, runId, status: 201, body: keepOutcome({ ...result }) })
        return null
      },
    })
    if (!result) throw new Error('the key was not recorded')
    return { ...result, value }
  } catch (error) {
    throw error instanceof WorkosRefusal && error.status === 422 ? explainRefusal(error) : error
  }
}

/** What the host's rules for keys ask of whoever makes one. */
export const toFactRules = ({
  ownerRequired,
  purposeRequired,
  permissionsNeedingReason,
}: ApiKeyPolicy): FactRules => ({ ownerRequired, purposeRequired, needingReason: permissionsNeedingReason })

/** The slugs that are not on offer on keys, each at its first place in the body. */
export const findUnknownPermissions = async (
  context: ServiceContext,
  signal: AbortSignal,
  body: unknown,
  isWrongAnyway: boolean,
): Promise<FieldError[]> => {
  const { limits, keyPermissions: offered } = context.settings
  const slugs = slugsOf(body)
  if (slugs.length > limits.permissionsPerKey) return []
  const detail = 'This permission is not offered on keys.'
  return findUnoffered(context, signal, { slugs, field: 'permissions', offered, detail, isWrongAnyway })
}

/** The slugs of a body whose other fields may be in trouble; none when it holds no list of strings. */
const slugsOf = (body: unknown): string[] => {
  const result = z.object({ permissions: z.array(z.string()) }).safeParse(body)
  return result.success ? result.data.permissions : []
}

/** Says in our words which fields of a key WorkOS refused. */
export const explainRefusal = (refusal: WorkosRefusal): KeydeskError => explainFields(refusal, fieldsOfWorkos)

const fieldsOfWorkos: RefusedFields = new Map([
  ['name', { pointer: '#/name', code: 'invalid_name' }],
  ['permissions', { pointer: '#/permissions', code: 'unknown_permission' }],
  ['expires_at', { pointer: '#/expiresAt', code: 'invalid_expiry' }],
])
