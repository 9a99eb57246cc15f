import type { ApiKeyPolicy, CreatedApiKey, FieldError, FieldErrorCode } from '@keydesk/contract'
import * as z from 'zod'
import type { OrganizationActor } from '../actor.ts'
import { KeydeskError, validationFailed } from '../keydesk-error.ts'
import { readFields, toPointer } from '../schemas/field-errors.ts'
import { parseInstant } from '../schemas/instant.ts'
import { createApiKeySchema } from '../schemas/requests.ts'
import { finishIdempotent } from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { type FactRules, findMissingFacts } from './find-missing-facts.ts'
import { keepOutcome } from './idempotency.ts'
import { mintKey } from './mint-key.ts'
import { isOfferable, isOffered } from './permissions.ts'
import { notAMember, resolveOwner } from './resolve-owner.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { toApiKey } from './to-api-key.ts'

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

  const { name, permissions, expiresAt, purpose = null, metadata = {} } = fields.value
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
      facts: { owner, createdBy: { id, name: creator, email }, purpose, metadata, replaces: null },
      auditAction: 'api_key.created',
      alongside: async (tx, key) => {
        result = { apiKey: toApiKey(key, now()), value: null }
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

/** Nobody grants what they lack; throws `permission_escalation` naming it. */
export const requireHeld = (
  { permissions: held }: OrganizationActor,
  permissions: readonly string[],
): void => {
  const lacking = permissions.filter(slug => !held.includes(slug))
  if (lacking.length === 0) return
  throw new KeydeskError({
    code: 'permission_escalation',
    detail: `You do not hold ${lacking.join(', ')}, so you cannot put it on a key.`,
    permissions: lacking,
  })
}

/**
 * The slugs that are not on offer, each at its first place in the body. Asks WorkOS only when there is something to ask; a body
 * that is wrong in itself is said to be so even while WorkOS cannot be asked.
 */
export const findUnknownPermissions = async (
  { settings, workos }: ServiceContext,
  signal: AbortSignal,
  body: unknown,
  isWrongAnyway: boolean,
): Promise<FieldError[]> => {
  const asked = slugsOf(body)
  if (asked.length > settings.limits.permissionsPerKey) return []
  const offered = new Set<string>()
  if (asked.some(slug => isOfferable(slug, settings))) {
    try {
      for (const permission of await workos.listPermissions({ signal })) {
        if (isOffered(permission, settings)) offered.add(permission.slug)
      }
    } catch (error) {
      if (isWrongAnyway) return []
      throw error
    }
  }
  return [...new Set(asked)]
    .filter(slug => !offered.has(slug))
    .map(slug => ({
      pointer: toPointer(['permissions', asked.indexOf(slug)]),
      code: 'unknown_permission',
      detail: 'This permission is not offered on keys.',
    }))
}

/** The slugs of a body whose other fields may be in trouble; none when it holds no list of strings. */
const slugsOf = (body: unknown): string[] => {
  const result = z.object({ permissions: z.array(z.string()) }).safeParse(body)
  return result.success ? result.data.permissions : []
}

const refusalWire = z.object({ errors: z.array(z.object({ field: z.string().optional() })).min(1) })

const fieldsOfWorkos = new Map<string, { pointer: string; code: FieldErrorCode }>([
  ['name', { pointer: '#/name', code: 'invalid_name' }],
  ['permissions', { pointer: '#/permissions', code: 'unknown_permission' }],
  ['expires_at', { pointer: '#/expiresAt', code: 'invalid_expiry' }],
])

/** Says in our words which fields WorkOS refused: its own words may quote anything. */
export const explainRefusal = ({ body }: WorkosRefusal): KeydeskError => {
  const result = refusalWire.safeParse(body)
  const refused = result.success
    ? result.data.errors.map(({ field }) => /^\w+/.exec(field ?? '')?.[0] ?? '')
    : ['']
  return validationFailed(
    [...new Set(refused)].map(field => ({
      ...(fieldsOfWorkos.get(field) ?? { pointer: '#', code: 'invalid' }),
      detail: 'WorkOS did not accept this.',
    })),
  )
}
