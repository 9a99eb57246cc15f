import type { Permission } from './resources.ts'

/** What an application that takes the place of a key gets of its permissions, and what it cannot get. Each in the key's order. */
export interface MappedPermissions {
  scopes: string[]
  permissionsWithoutScope: string[]
}

/**
 * Maps the permissions of a key to scopes of an application: those that are listed under the very same slug and that the actor may
 * grant. A longer or shorter slug never stands for another.
 */
export const mapPermissionsToScopes = (
  permissions: readonly string[],
  scopes: readonly Pick<Permission, 'slug' | 'grantable'>[],
): MappedPermissions => {
  const offered = new Set(scopes.flatMap(({ slug, grantable }) => (grantable ? slug : [])))
  const slugs = [...new Set(permissions)]
  return {
    scopes: slugs.filter(slug => offered.has(slug)),
    permissionsWithoutScope: slugs.filter(slug => !offered.has(slug)),
  }
}
