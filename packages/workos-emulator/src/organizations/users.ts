import { Hono } from 'hono'
import type { Environment } from '../environment.ts'
import { refuseMissing } from '../http/answers.ts'
import { paginate } from '../http/pagination.ts'
import type { User } from '../state/records.ts'

/** `GET /user_management/users` and `GET /user_management/users/{id}`. */
export function createUserRoutes({ state }: Environment) {
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
}

/** The user as WorkOS sends it. */
export function shapeUser(user: User) {
  return {
    object: 'user',
    id: user.id,
    email: user.email,
    email_verified: true,
    name: `${user.firstName} ${user.lastName}`,
    first_name: user.firstName,
    last_name: user.lastName,
    profile_picture_url: null,
    last_sign_in_at: user.lastSignInAt,
    locale: 'en-US',
    external_id: null,
    metadata: {},
    created_at: user.createdAt,
    updated_at: user.updatedAt,
  }
}
