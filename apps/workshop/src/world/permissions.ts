import type { Permission } from '@keydesk/contract'

const permission = (
  slug: string,
  name: string,
  grantable = true,
  description: string | null = null,
): Permission => ({
  slug,
  name,
  description,
  grantable,
})

/** What keys may be given. */
export const permissions: Permission[] = [
  permission('posts:read', 'Read posts'),
  permission('posts:write', 'Write posts'),
  permission('comments:read', 'Read comments'),
  permission('comments:write', 'Write comments'),
  permission('analytics:read', 'Read analytics'),
  permission('exports:create', 'Create exports', true, 'Writes a file of everything the organization has.'),
  permission('exports:download', 'Download exports'),
  permission('exports:delete', 'Delete exports'),
  permission('webhooks:manage', 'Manage webhooks'),
  permission('members:read', 'Read members'),
]

/** The same for somebody who holds less than the organization has. */
export const permissionsOfFew: Permission[] = permissions.map(given => ({
  ...given,
  grantable: /^(posts|comments):|exports:download/.test(given.slug),
}))

const resources = [
  'invoices',
  'shipments',
  'returns',
  'warehouses',
  'carriers',
  'customs-declarations',
  'price_lists',
]

/** As many as a large product has. */
export const manyPermissions: Permission[] = Array.from({ length: 500 }, (_, index) => {
  const resource = `${resources[index % resources.length]}-${Math.floor(index / 14) + 1}`
  const action = Math.floor(index / 7) % 2 === 0 ? 'read' : 'write'
  return permission(`${resource}:${action}`, `${action === 'read' ? 'Read' : 'Write'} ${resource}`)
})
