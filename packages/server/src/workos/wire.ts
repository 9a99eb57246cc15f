import * as z from 'zod'

/** A time as WorkOS tells it. */
export const instant = z.iso.datetime({ offset: true }).transform(text => new Date(text))

/** An API key as WorkOS tells it; fields it may add later are left out. */
export const apiKeyWire = z
  .object({
    object: z.literal('api_key'),
    id: z.string().min(1),
    owner: z.discriminatedUnion('type', [
      z.object({ type: z.literal('organization'), id: z.string().min(1) }),
      z.object({ type: z.literal('user'), id: z.string().min(1), organization_id: z.string().min(1) }),
    ]),
    name: z.string(),
    obfuscated_value: z.string(),
    last_used_at: instant.nullable(),
    expires_at: instant.nullable(),
    permissions: z.array(z.string()),
    created_at: instant,
    updated_at: instant,
  })
  .transform(key => ({
    id: key.id,
    owner: { type: key.owner.type, id: key.owner.id },
    organizationId: key.owner.type === 'organization' ? key.owner.id : key.owner.organization_id,
    name: key.name,
    obfuscatedValue: key.obfuscated_value,
    lastUsedAt: key.last_used_at,
    expiresAt: key.expires_at,
    permissions: key.permissions,
    createdAt: key.created_at,
    updatedAt: key.updated_at,
  }))

/** An API key of WorkOS. */
export type WorkosApiKey = z.output<typeof apiKeyWire>

/** The answer of a create: the key and, this once, its value. */
export const createdApiKeyWire = z
  .intersection(apiKeyWire, z.object({ value: z.string().min(1) }))
  .transform(({ value, ...apiKey }) => ({ apiKey, value }))

/** The answer of a validation. Only an explicit, well-formed object is a yes. */
export const validationWire = z.object({ api_key: apiKeyWire.nullable() }).transform(({ api_key }) => api_key)

/** The answer to an audit event that was taken. */
export const auditLogAnswerWire = z.object({ success: z.literal(true) })

/** How WorkOS says no: its code and a sentence where it has them, and for an audit event the places that are wrong. */
export const refusalWire = z.object({
  code: z.string().optional().catch(undefined),
  message: z.string().optional().catch(undefined),
  errors: z
    .array(z.object({ instancePath: z.string().optional() }))
    .optional()
    .catch(undefined),
})

/** A permission of the environment, as the SDK's typed call tells it. */
export const permissionWire = z.object({
  slug: z.string().min(1),
  name: z.string(),
  description: z.string().nullable(),
  system: z.boolean(),
})

/** A permission of WorkOS. */
export type WorkosPermission = z.output<typeof permissionWire>

/** A role of an organization and the permissions it gives. */
export const roleWire = z.object({ slug: z.string().min(1), permissions: z.array(z.string()) })

/** A role of WorkOS. */
export type WorkosRole = z.output<typeof roleWire>

/** A membership with its user, whom the SDK's typed call drops. */
export const membershipWire = z
  .object({
    id: z.string().min(1),
    user_id: z.string().min(1),
    organization_id: z.string().min(1),
    organization_name: z.string().optional(),
    status: z.string(),
    role: z.object({ slug: z.string() }),
    roles: z.array(z.object({ slug: z.string() })).optional(),
    user: z
      .object({
        id: z.string().min(1),
        email: z.string(),
        first_name: z.string().nullish(),
        last_name: z.string().nullish(),
      })
      .optional(),
  })
  .transform(membership => ({
    userId: membership.user_id,
    organization: {
      id: membership.organization_id,
      name: membership.organization_name ?? membership.organization_id,
    },
    status: membership.status,
    roleSlugs: (membership.roles ?? [membership.role]).map(({ slug }) => slug),
    person: membership.user && {
      id: membership.user.id,
      name:
        [membership.user.first_name, membership.user.last_name].filter(Boolean).join(' ') ||
        membership.user.email,
      email: membership.user.email,
    },
  }))

/** A membership of WorkOS: who, where, with which roles. */
export type WorkosMembership = z.output<typeof membershipWire>

/** A page of any list of WorkOS, its items read by `item`. */
export const pageWire = <Item extends z.ZodType>(item: Item) =>
  z
    .object({
      data: z.array(item),
      list_metadata: z.object({ before: z.string().nullish(), after: z.string().nullish() }),
    })
    .transform(({ data, list_metadata }) => ({
      data,
      before: list_metadata.before || null,
      after: list_metadata.after || null,
    }))

/** A page of WorkOS's and the cursors to its neighbours. */
export interface WorkosPage<Item> {
  data: Item[]
  before: string | null
  after: string | null
}
