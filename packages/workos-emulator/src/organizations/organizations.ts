import { Hono } from 'hono'
import type { Environment } from '../environment.ts'
import { refuseMissing } from '../http/answers.ts'
import { paginate } from '../http/pagination.ts'
import type { Organization } from '../state/records.ts'

/** `GET /organizations` and `GET /organizations/{id}`. */
export function createOrganizationRoutes({ state }: Environment) {
  return new Hono()
    .get('/organizations', c => {
      const search = c.req.query('search')?.toLowerCase() ?? ''
      const items = [...state.tables.organizations.values()].filter(it =>
        it.name.toLowerCase().includes(search),
      )
      return c.json(paginate({ items, query: c.req.query(), shape: shapeOrganization }))
    })
    .get('/organizations/:id', c => {
      const id = c.req.param('id')
      const organization = state.tables.organizations.get(id)
      if (!organization) throw refuseMissing({ kind: 'Organization', id })
      return c.json(shapeOrganization(organization))
    })
}

function shapeOrganization(organization: Organization) {
  return {
    object: 'organization',
    id: organization.id,
    name: organization.name,
    domains: [],
    metadata: {},
    external_id: null,
    created_at: organization.createdAt,
    updated_at: organization.updatedAt,
  }
}
