import { randomUUID } from 'node:crypto'
import type { CreatedApiKey, FieldError, FieldErrorCode } from '@keydesk/contract'
import * as z from 'zod'
import { KeydeskError, validationFailed } from '../keydesk-error.ts'
import { readFields, toPointer } from '../schemas/field-errors.ts'
import { parseInstant } from '../schemas/instant.ts'
import { createApiKeySchema } from '../schemas/requests.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { upstreamInvalid } from '../workos/upstream-error.ts'
import { isOfferable, isOffered } from './permissions.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'
import { toApiKey } from './to-api-key.ts'

/**
 * Creates a key of the actor's organization and gives its value, this once.
 * Throws `validation_failed` with every field in trouble, and `permission_escalation` for slugs the actor lacks.
 */
export const createApiKey = async (
  context: ServiceContext,
  { actor, signal }: ServiceCall,
  body: unknown,
): Promise<CreatedApiKey> => {
  const { settings, workos, now } = context
  const fields = readFields(
    createApiKeySchema({ limits: settings.limits, policy: settings.policy, now }),
    body,
  )
  const errors = fields.ok ? [] : fields.errors
  try {
    errors.push(...(await findUnknownPermissions(context, signal, body)))
  } catch (error) {
    // A body that is wrong in itself is said to be so even while WorkOS cannot be asked.
    if (errors.length === 0) throw error
  }
  if (!fields.ok || errors.length > 0) throw validationFailed(errors)

  const { name, permissions, expiresAt } = fields.value
  const lacking = permissions.filter(slug => !actor.permissions.includes(slug))
  if (lacking.length > 0) {
    throw new KeydeskError({
      code: 'permission_escalation',
      detail: `You do not hold ${lacking.join(', ')}, so you cannot put it on a key.`,
      permissions: lacking,
    })
  }

  const organizationId = actor.organization.id
  try {
    const { apiKey, value } = await workos.createApiKey({
      organizationId,
      name,
      permissions,
      expiresAt: expiresAt === null ? null : parseInstant(expiresAt),
      // Fresh, never the client's word: another organization may choose the same one.
      idempotencyKey: randomUUID(),
      signal,
    })
    if (apiKey.owner.id !== organizationId)
      throw upstreamInvalid(new Error('the new key belongs to somebody else'))
    return { apiKey: toApiKey(apiKey, now()), value }
  } catch (error) {
    throw error instanceof WorkosRefusal && error.status === 422 ? explainRefusal(error) : error
  }
}

/** The slugs that are not on offer, each at its first place in the body. Asks WorkOS only when there is something to ask. */
const findUnknownPermissions = async (
  { settings, workos }: ServiceContext,
  signal: AbortSignal,
  body: unknown,
): Promise<FieldError[]> => {
  const asked = slugsOf(body)
  if (asked.length > settings.limits.permissionsPerKey) return []
  const offered = new Set<string>()
  if (asked.some(slug => isOfferable(slug, settings))) {
    for (const permission of await workos.listPermissions({ signal })) {
      if (isOffered(permission, settings)) offered.add(permission.slug)
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
const explainRefusal = ({ body }: WorkosRefusal): KeydeskError => {
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
