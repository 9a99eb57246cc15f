import type { Permission } from '@keydesk/contract'

/** A permission taken apart: `posts:read` lets a key `read` the resource `posts`. */
export interface PermissionAction {
  slug: string
  permission: Permission
}

/** The permissions of one resource. */
export interface PermissionGroup {
  /** `posts`; empty for slugs that name no resource. */
  resource: string
  actions: PermissionAction[]
}

/** A step of None / Read / Write, and the slugs it stands for. */
export interface Level {
  name: 'none' | 'read' | 'write'
  slugs: string[]
  grantable: boolean
}

/** Groups permissions by resource, in the order they come. The last `:`, `.` or `/` of a slug ends the resource. */
export const groupPermissions = (permissions: readonly Permission[]): PermissionGroup[] => {
  const groups = new Map<string, PermissionGroup>()
  for (const permission of permissions) {
    const [, resource = '', action = permission.slug] = /^(.+)[:./]([^:./]+)$/.exec(permission.slug) ?? []
    const group = groups.get(resource) ?? { resource, actions: [] }
    group.actions.push({ slug: action, permission })
    groups.set(resource, group)
  }
  return [...groups.values()]
}

/** The levels of a group, or null where its slugs are not just `read` and `write`, or only `write` can be granted. */
export const toLevels = (group: PermissionGroup): Level[] | null => {
  const read = group.actions.find(action => action.slug === 'read')?.permission
  const write = group.actions.find(action => action.slug === 'write')?.permission
  if (group.resource === '' || group.actions.length !== [read, write].filter(Boolean).length) return null
  if (read && !read.grantable && write?.grantable) return null
  const levels: Level[] = [{ name: 'none', slugs: [], grantable: true }]
  if (read) levels.push({ name: 'read', slugs: [read.slug], grantable: read.grantable })
  if (write) {
    levels.push({
      name: 'write',
      slugs: read ? [read.slug, write.slug] : [write.slug],
      grantable: write.grantable,
    })
  }
  return levels
}

/** The level that a selection stands for, or undefined when it is none of them (write without read, say). */
export const levelOf = (
  levels: Level[],
  group: PermissionGroup,
  selected: ReadonlySet<string>,
): Level | undefined => {
  const chosen = group.actions.filter(({ permission }) => selected.has(permission.slug)).length
  return levels.find(level => level.slugs.length === chosen && level.slugs.every(slug => selected.has(slug)))
}

/** The permissions whose slug, name or description contains the text, whatever its characters and case. */
export const findPermissions = (permissions: readonly Permission[], search: string): Permission[] => {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return [...permissions]
  return permissions.filter(({ slug, name, description }) =>
    [slug, name, description ?? ''].some(text => text.toLowerCase().includes(wanted)),
  )
}

/** The permissions of these slugs, in their order; one that is no longer offered goes by its slug. */
export const toPermissions = (slugs: readonly string[], permissions: readonly Permission[]): Permission[] => {
  const known = new Map(permissions.map(permission => [permission.slug, permission]))
  return slugs.map(slug => known.get(slug) ?? { slug, name: slug, description: null, grantable: false })
}

/** What was added to some permissions, and what was taken away. */
export const comparePermissions = (before: readonly string[], after: readonly string[]) => ({
  added: after.filter(slug => !before.includes(slug)),
  removed: before.filter(slug => !after.includes(slug)),
})

/** A preset of the host's: a name, and the slugs it stands for. */
export interface PermissionTemplate {
  name: string
  permissions: readonly string[]
}

/** The slugs of the presets: everything the actor may grant, what of it only reads, and what of it each template names. */
export const toPresets = (
  permissions: readonly Permission[],
  templates: readonly PermissionTemplate[] = [],
): { all: string[]; readOnly: string[]; templates: { name: string; permissions: string[] }[] } => {
  const all = permissions.filter(permission => permission.grantable).map(({ slug }) => slug)
  return {
    all,
    readOnly: all.filter(slug => /(^|[:./])(read|list|view|get)$/.test(slug)),
    templates: templates.map(({ name, permissions: named }) => ({
      name,
      permissions: all.filter(slug => named.includes(slug)),
    })),
  }
}

/** A slug's resource as words: `api-keys` becomes `api keys`. */
export const toWords = (resource: string): string => resource.replaceAll(/[-_:./]+/g, ' ')

/** The same with a capital, as a heading. */
export const toHeading = (resource: string): string => {
  const words = toWords(resource)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
