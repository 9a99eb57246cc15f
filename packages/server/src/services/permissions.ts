import type { List, Permission } from '@keydesk/contract'
import type { Settings } from '../settings.ts'
import type { WorkosPermission } from '../workos/wire.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** The permissions the host offers on keys, in the order of their slugs, and which of them the actor may grant. */
export const listPermissions = async (
  { workos, settings }: ServiceContext,
  { actor, signal }: ServiceCall,
): Promise<List<Permission>> => {
  const offered = (await workos.listPermissions({ signal })).filter(permission =>
    isOffered(permission, settings),
  )
  const held = new Set(actor.permissions)
  return {
    data: offered
      .sort((a, b) => (a.slug < b.slug ? -1 : 1))
      .map(({ slug, name, description }) => ({ slug, name, description, grantable: held.has(slug) })),
  }
}

/** WorkOS's own permissions are never on offer, whatever the host's list says. */
export const isOffered = (
  { slug, system }: Pick<WorkosPermission, 'slug' | 'system'>,
  settings: Settings,
): boolean => !system && isOfferable(slug, settings)

/** What can be said of a slug without asking WorkOS. */
export const isOfferable = (slug: string, { keyPermissions }: Settings): boolean =>
  !slug.startsWith('widgets:') && (keyPermissions === 'all' || keyPermissions.includes(slug))
