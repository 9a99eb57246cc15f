import { Hono } from 'hono'
import * as z from 'zod'
import type { Environment } from '../environment.ts'
import { Refusal, refuseFields, refuseMissing } from '../http/answers.ts'
import { parseBody, readJson } from '../http/body.ts'
import { paginate } from '../http/pagination.ts'
import type { Membership } from '../state/records.ts'
import { shapeUser } from './users.ts'

const statusesSchema = z.array(z.enum(['active', 'inactive', 'pending']))
const updateSchema = z.union([
  z.object({ role_slug: z.string() }).transform((it): [string] => [it.role_slug]),
  z.object({ role_slugs: z.tuple([z.string()], z.string()) }).transform(it => it.role_slugs),
])

/** Organization memberships: list, get one, change its roles, deactivate, reactivate. */
export function createMembershipRoutes({ state, now }: Environment) {
  const requireMembership = (id: string) => {
    const membership = state.tables.memberships.get(id)
    if (!membership) throw refuseMissing({ kind: 'Organization membership', id })
    return membership
  }

  const update = (membership: Membership, change: Partial<Membership>) => {
    const value = { ...membership, ...change, updatedAt: new Date(now()).toISOString() }
    state.commit({ table: 'memberships', id: membership.id, value })
    return shape(value)
  }

  const path = '/user_management/organization_memberships'
  return new Hono()
    .get(path, c => {
      const { user_id: userId, organization_id: organizationId } = c.req.query()
      if (userId === undefined && organizationId === undefined) {
        throw new Refusal(400, {
          code: 'missing_user_id_or_organization_id',
          message: 'Either user_id or organization_id must be provided.',
        })
      }
      // The SDK joins statuses with commas; the document's own form repeats nothing, but a repeated parameter is harmless.
      const given = c.req.queries('statuses')?.flatMap(value => value.split(',')) ?? ['active']
      const statuses = statusesSchema.safeParse(given)
      if (!statuses.success) throw refuseFields([{ code: 'invalid_status', field: 'statuses' }])
      const items = [...state.tables.memberships.values()].filter(
        it =>
          (userId === undefined || it.userId === userId) &&
          (organizationId === undefined || it.organizationId === organizationId) &&
          statuses.data.includes(it.status),
      )
      return c.json(paginate({ items, query: c.req.query(), shape }))
    })
    .get(`${path}/:id`, c => c.json(shape(requireMembership(c.req.param('id')))))
    .put(`${path}/:id`, async c => {
      const membership = requireMembership(c.req.param('id'))
      const roles = parseBody(updateSchema, await readJson(c))
      const known = new Set([...state.tables.roles.values()].map(role => role.slug))
      for (const id of roles) if (!known.has(id)) throw refuseMissing({ kind: 'Role', id })
      return c.json(update(membership, { roles }))
    })
    .put(`${path}/:id/deactivate`, c =>
      c.json(update(requireMembership(c.req.param('id')), { status: 'inactive' })),
    )
    .put(`${path}/:id/reactivate`, c =>
      c.json(update(requireMembership(c.req.param('id')), { status: 'active' })),
    )

  function shape(membership: Membership) {
    const user = state.tables.users.get(membership.userId)
    const organization = state.tables.organizations.get(membership.organizationId)
    return {
      object: 'organization_membership',
      id: membership.id,
      user_id: membership.userId,
      organization_id: membership.organizationId,
      organization_name: organization?.name,
      status: membership.status,
      directory_managed: false,
      custom_attributes: {},
      role: { slug: membership.roles[0] },
      roles: membership.roles.map(slug => ({ slug })),
      user: user && shapeUser(user),
      created_at: membership.createdAt,
      updated_at: membership.updatedAt,
    }
  }
}
