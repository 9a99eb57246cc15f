import { isDeepStrictEqual } from 'node:util'
import { Hono } from 'hono'
import * as z from 'zod'
import type { Environment } from '../environment.ts'
import { recordEvents } from '../events/record-events.ts'
import { Refusal, refuseFields, refuseMissing } from '../http/answers.ts'
import { parseBody, readJson } from '../http/body.ts'
import { paginate } from '../http/pagination.ts'
import type { Membership } from '../state/records.ts'
import { deleteMemberships } from './deletions.ts'
import { shapeMembership, tellMembership } from './membership.ts'
import { shapeUser } from './user.ts'

const statusesSchema = z.array(z.enum(['active', 'inactive', 'pending']))
const createSchema = z.object({ user_id: z.string(), organization_id: z.string() })
const updateSchema = z.union([
  z.object({ role_slug: z.string() }).transform((it): [string] => [it.role_slug]),
  z.object({ role_slugs: z.tuple([z.string()], z.string()) }).transform(it => it.role_slugs),
])

/** Organization memberships: list, create, get one, change its roles, deactivate, reactivate, delete. */
export function createMembershipRoutes(environment: Environment) {
  const { state, now, createId } = environment
  const requireMembership = (id: string) => {
    const membership = state.tables.memberships.get(id)
    if (!membership) throw refuseMissing({ kind: 'Organization membership', id })
    return membership
  }

  const requireRoles = (roles: readonly string[]) => {
    const known = new Set([...state.tables.roles.values()].map(role => role.slug))
    for (const id of roles) if (!known.has(id)) throw refuseMissing({ kind: 'Role', id })
  }

  const update = (membership: Membership, change: Partial<Membership>) => {
    // What changes nothing emits no event: WorkOS documents it for deactivating what is inactive.
    if (isDeepStrictEqual({ ...membership, ...change }, membership)) return shape(membership)
    const value = { ...membership, ...change, updatedAt: new Date(now()).toISOString() }
    state.commit([
      { table: 'memberships', id: membership.id, value },
      ...recordEvents(environment, [tellMembership('organization_membership.updated', value)]),
    ])
    return shape(value)
  }

  const setStatus = (id: string, status: 'active' | 'inactive') => {
    const membership = requireMembership(id)
    if (membership.status === 'pending') {
      const [verb, advice] =
        status === 'inactive'
          ? ['deactivate', 'This membership should be deleted instead.']
          : ['reactivate', 'The user needs to accept the invitation instead.']
      throw new Refusal(400, {
        message: `A pending organization membership cannot be ${verb}d. ${advice}`,
        code: `cannot_${verb}_pending_organization_membership`,
      })
    }
    return update(membership, { status })
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
    .post(path, async c => {
      const body = await readJson(c)
      const { user_id: userId, organization_id: organizationId } = parseBody(createSchema, body)
      const roles = parseBody(updateSchema, body)
      if (!state.tables.users.has(userId)) throw refuseMissing({ kind: 'User', id: userId })
      if (!state.tables.organizations.has(organizationId))
        throw refuseMissing({ kind: 'Organization', id: organizationId })
      requireRoles(roles)
      const others = [...state.tables.memberships.values()]
      if (others.some(it => it.userId === userId && it.organizationId === organizationId)) {
        throw new Refusal(409, {
          message: 'The user is a member of the organization already.',
          code: 'organization_membership_already_exists',
        })
      }
      const at = new Date(now()).toISOString()
      const id = createId('om')
      const value: Membership = {
        ...{ id, userId, organizationId, roles, status: 'active' },
        ...{ createdAt: at, updatedAt: at },
      }
      state.commit([
        { table: 'memberships', id, value },
        ...recordEvents(environment, [tellMembership('organization_membership.created', value)]),
      ])
      return c.json(shape(value), 201)
    })
    .get(`${path}/:id`, c => c.json(shape(requireMembership(c.req.param('id')))))
    .put(`${path}/:id`, async c => {
      const membership = requireMembership(c.req.param('id'))
      const roles = parseBody(updateSchema, await readJson(c))
      requireRoles(roles)
      return c.json(update(membership, { roles }))
    })
    .put(`${path}/:id/deactivate`, c => c.json(setStatus(c.req.param('id'), 'inactive')))
    .put(`${path}/:id/reactivate`, c => c.json(setStatus(c.req.param('id'), 'active')))
    .delete(`${path}/:id`, c => {
      state.commit(deleteMemberships(environment, [requireMembership(c.req.param('id'))]))
      return c.body(null, 200)
    })

  function shape(membership: Membership) {
    const user = state.tables.users.get(membership.userId)
    const organization = state.tables.organizations.get(membership.organizationId)
    return {
      ...shapeMembership(membership),
      organization_name: organization?.name,
      user: user && shapeUser(user),
    }
  }
}
