import { Hono } from 'hono'
import type { Environment } from '../environment.ts'
import { refuseMissing } from '../http/answers.ts'
import { paginate } from '../http/pagination.ts'
import { deleteOrganization } from './deletions.ts'
import { shapeOrganization } from './organization.ts'

/** `GET /organizations`, `GET` and `DELETE /organizations/{id}`. */
export function createOrganizationRoutes(environment: Environment) {
  const { state } = environment
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
    .delete('/organizations/:id', c => {
      const id = c.req.param('id')
      const organization = state.tables.organizations.get(id)
      if (!organization) throw refuseMissing({ kind: 'Organization', id })
      state.commit(deleteOrganization(environment, organization))
      return c.body(null, 202)
    })
}
