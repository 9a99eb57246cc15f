import { Hono } from 'hono'
import type { Environment } from '../environment.ts'
import { refuseMissing } from '../http/answers.ts'
import { paginate } from '../http/pagination.ts'
import { deleteUser } from './deletions.ts'
import { shapeUser } from './user.ts'

/** `GET /user_management/users`, `GET` and `DELETE /user_management/users/{id}`. */
export function createUserRoutes(environment: Environment) {
  const { state } = environment
  const isMember = (userId: string, organizationId: string) =>
    [...state.tables.memberships.values()].some(
      it => it.userId === userId && it.organizationId === organizationId && it.status === 'active',
    )

  return new Hono()
    .get('/user_management/users', c => {
      const { email, organization_id: organizationId } = c.req.query()
      const items = [...state.tables.users.values()].filter(
        user =>
          (email === undefined || user.email.toLowerCase() === email.toLowerCase()) &&
          (organizationId === undefined || isMember(user.id, organizationId)),
      )
      return c.json(paginate({ items, query: c.req.query(), shape: shapeUser }))
    })
    .get('/user_management/users/:id', c => {
      const id = c.req.param('id')
      const user = state.tables.users.get(id)
      if (!user) throw refuseMissing({ kind: 'User', id })
      return c.json(shapeUser(user))
    })
    .delete('/user_management/users/:id', c => {
      const id = c.req.param('id')
      const user = state.tables.users.get(id)
      if (!user) throw refuseMissing({ kind: 'User', id })
      state.commit(deleteUser(environment, user))
      return c.body(null, 200)
    })
}
