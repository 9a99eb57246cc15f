import type { Environment } from '../environment.ts'
import type { Membership, Role } from '../state/records.ts'

/** The user's active memberships, in the order they were made. */
export function listActiveMemberships({ state }: Environment, userId: string): Membership[] {
  return [...state.tables.memberships.values()].filter(it => it.userId === userId && it.status === 'active')
}

/** The user's active membership in this organization. */
export function findActiveMembership(
  environment: Environment,
  options: { userId: string; organizationId: string },
): Membership | undefined {
  return listActiveMemberships(environment, options.userId).find(
    it => it.organizationId === options.organizationId,
  )
}

/** The roles of a membership and the permissions they add up to, in the order the environment lists them. */
export function listAccess({ state }: Environment, membership: Membership) {
  const roles: Role[] = [...state.tables.roles.values()].filter(role => membership.roles.includes(role.slug))
  const held = new Set(roles.flatMap(role => role.permissions))
  const permissions = [...state.tables.permissions.values()].map(it => it.slug).filter(slug => held.has(slug))
  return { role: membership.roles[0], roles: membership.roles, permissions }
}
