import { Hono } from 'hono'
import type { Environment } from '../environment.ts'
import { refuseMissing } from '../http/answers.ts'
import { paginate } from '../http/pagination.ts'
import type { Permission, Role } from '../state/records.ts'

/** `GET /authorization/permissions`, `/authorization/roles` and `/authorization/organizations/{id}/roles`. */
export function createAuthorizationRoutes({ state }: Environment) {
  const listRoles = (organizationId: string | null) => ({
    object: 'list',
    data: [...state.tables.roles.values()]
      .filter(role => role.organizationId === null || role.organizationId === organizationId)
      .map(shapeRole),
  })

  return new Hono()
    .get('/authorization/permissions', c => {
      const items = [...state.tables.permissions.values()]
      return c.json(paginate({ items, query: c.req.query(), shape: shapePermission }))
    })
    .get('/authorization/roles', c => c.json(listRoles(null)))
    .get('/authorization/organizations/:id/roles', c => {
      const id = c.req.param('id')
      if (!state.tables.organizations.has(id)) throw refuseMissing({ kind: 'Organization', id })
      return c.json(listRoles(id))
    })
}

function shapePermission(permission: Permission) {
  return {
    object: 'permission',
    id: permission.id,
    slug: permission.slug,
    name: permission.name,
    description: permission.description,
    system: permission.system,
    resource_type_slug: 'organization',
    created_at: permission.createdAt,
    updated_at: permission.updatedAt,
  }
}

function shapeRole(role: Role) {
  return {
    object: 'role',
    id: role.id,
    slug: role.slug,
    name: role.name,
    description: role.description,
    type: role.organizationId === null ? 'EnvironmentRole' : 'OrganizationRole',
    resource_type_slug: 'organization',
    permissions: role.permissions,
    created_at: role.createdAt,
    updated_at: role.updatedAt,
  }
}
