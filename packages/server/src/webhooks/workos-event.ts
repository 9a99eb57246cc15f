import * as z from 'zod'
import { apiKeyWire, instant, type WorkosApiKey } from '../workos/wire.ts'

type Happening =
  | { type: 'api_key.created' | 'api_key.revoked'; apiKey: WorkosApiKey }
  | { type: 'api_key.updated'; apiKey: WorkosApiKey; previous: { expiresAt?: Date | null } }
  | { type: 'user.deleted'; userId: string }
  | { type: 'organization.deleted'; organizationId: string }
  | { type: 'organization_membership.deleted'; userId: string; organizationId: string }
  | {
      type: 'organization_membership.created' | 'organization_membership.updated'
      userId: string
      organizationId: string
      /** `active`, `inactive`, `pending`, or a word of WorkOS's to come. */
      status: string
    }
  /** An event that Keydesk has no use for; `name` is WorkOS's. */
  | { type: 'ignored'; name: string }

/** Something that happened at WorkOS: what, when, and under which id it is told, however often. */
export type WorkosEvent = Happening & { id: string; at: Date }

/** A JSON body as the event it tells, or the places where it is not one. The envelope's `object` is left out by some deliveries. */
export const readWorkosEvent = (
  json: unknown,
): { ok: true; event: WorkosEvent } | { ok: false; places: string[] } => {
  const envelope = envelopeWire.safeParse(json)
  if (!envelope.success) return { ok: false, places: placesOf(envelope.error) }
  const { id, created_at: at, event: name } = envelope.data
  const known = knownWire.safeParse(json)
  if (known.success) return { ok: true, event: { id, at, ...toHappening(known.data) } }
  // Only a name that is not ours may pass unread: what we know and cannot read must come again.
  return knownNames.has(name)
    ? { ok: false, places: placesOf(known.error) }
    : { ok: true, event: { id, at, type: 'ignored', name } }
}

const id = z.string().min(1).max(255)
const envelopeWire = z.object({ id, event: z.string().min(1).max(255), created_at: instant })

const previousWire = z.object({
  previous_attributes: z.object({ expires_at: instant.nullable().optional() }).optional(),
})
const membershipWire = z.object({ user_id: id, organization_id: id })
const livingMembershipWire = membershipWire.extend({ status: z.string().min(1) })

const told = <Name extends string, Data extends z.ZodType>(name: Name, data: Data) =>
  z.object({ event: z.literal(name), data })

const known = [
  told('api_key.created', apiKeyWire),
  told('api_key.updated', z.intersection(apiKeyWire, previousWire)),
  told('api_key.revoked', apiKeyWire),
  told('user.deleted', z.object({ id })),
  told('organization.deleted', z.object({ id })),
  told('organization_membership.created', livingMembershipWire),
  told('organization_membership.updated', livingMembershipWire),
  told('organization_membership.deleted', membershipWire),
] as const
const knownWire = z.discriminatedUnion('event', known)
const knownNames = new Set<string>(known.map(({ shape }) => shape.event.value))

const toHappening = ({ event: type, data }: z.output<typeof knownWire>): Happening => {
  switch (type) {
    case 'api_key.created':
    case 'api_key.revoked':
      return { type, apiKey: data }
    case 'api_key.updated': {
      const { previous_attributes: previous, ...apiKey } = data
      const expiresAt = previous?.expires_at
      return { type, apiKey, previous: expiresAt === undefined ? {} : { expiresAt } }
    }
    case 'user.deleted':
      return { type, userId: data.id }
    case 'organization.deleted':
      return { type, organizationId: data.id }
    case 'organization_membership.deleted':
      return { type, userId: data.user_id, organizationId: data.organization_id }
    case 'organization_membership.created':
    case 'organization_membership.updated':
      return { type, userId: data.user_id, organizationId: data.organization_id, status: data.status }
  }
}

/** Where a body is wrong and how, without what stands there. */
const placesOf = (error: z.ZodError): string[] =>
  error.issues.slice(0, 5).map(({ path, code }) => `${path.join('.') || 'the body'} (${code})`)
