import type { FieldError, List, Permission } from '@keydesk/contract'
import type { OrganizationActor } from '../actor.ts'
import { KeydeskError } from '../keydesk-error.ts'
import { toPointer } from '../schemas/field-errors.ts'
import type { Settings } from '../settings.ts'
import type { WorkosPermission } from '../workos/wire.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** What a host offers on one kind of credential. */
export type Offered = Settings['keyPermissions']

/** The permissions the host offers, in the order of their slugs, and which of them the actor may grant. */
export const listOffered = async (
  { workos }: ServiceContext,
  { actor, signal }: ServiceCall,
  offered: Offered,
): Promise<List<Permission>> => {
  const permissions = (await workos.listPermissions({ signal })).filter(permission =>
    isOffered(permission, offered),
  )
  const held = new Set(actor.permissions)
  return {
    data: permissions
      .sort((a, b) => (a.slug < b.slug ? -1 : 1))
      .map(({ slug, name, description }) => ({ slug, name, description, grantable: held.has(slug) })),
  }
}

/** Nobody grants what they lack; throws `permission_escalation` naming it. `on` is what it would be put on. */
export const requireHeld = (
  { permissions: held }: OrganizationActor,
  permissions: readonly string[],
  on = 'a key',
): void => {
  const lacking = permissions.filter(slug => !held.includes(slug))
  if (lacking.length === 0) return
  throw new KeydeskError({
    code: 'permission_escalation',
    detail: `You do not hold ${lacking.join(', ')}, so you cannot put it on ${on}.`,
    permissions: lacking,
  })
}

/**
 * The slugs that are not on offer, each at its first place in the field. Asks WorkOS only when there is something to ask; a body
 * that is wrong in itself is said to be so even while WorkOS cannot be asked.
 */
export const findUnoffered = async (
  { workos }: ServiceContext,
  signal: AbortSignal,
  {
    slugs,
    field,
    offered,
    detail,
    isWrongAnyway,
  }: { slugs: readonly string[]; field: string; offered: Offered; detail: string; isWrongAnyway: boolean },
): Promise<FieldError[]> => {
  const known = new Set<string>()
  if (slugs.some(slug => isOfferable(slug, offered))) {
    try {
      for (const permission of await workos.listPermissions({ signal })) {
        if (isOffered(permission, offered)) known.add(permission.slug)
      }
    } catch (error) {
      if (isWrongAnyway) return []
      throw error
    }
  }
  return [...new Set(slugs)]
    .filter(slug => !known.has(slug))
    .map(slug => ({ pointer: toPointer([field, slugs.indexOf(slug)]), code: 'unknown_permission', detail }))
}

/** WorkOS's own permissions are never on offer, whatever the host's list says. */
export const isOffered = (
  { slug, system }: Pick<WorkosPermission, 'slug' | 'system'>,
  offered: Offered,
): boolean => !system && isOfferable(slug, offered)

/** What can be said of a slug without asking WorkOS. */
const isOfferable = (slug: string, offered: Offered): boolean =>
  !slug.startsWith('widgets:') && (offered === 'all' || offered.includes(slug))
