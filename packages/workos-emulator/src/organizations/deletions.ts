import { revokeKeys } from '../api-keys/revoke-keys.ts'
import { endSessions } from '../authkit/end-sessions.ts'
import { deleteApplications } from '../connect/application.ts'
import type { Environment } from '../environment.ts'
import { recordEvents } from '../events/record-events.ts'
import type { Change, Membership, Organization, User } from '../state/records.ts'
import { tellMembership } from './membership.ts'
import { shapeOrganization } from './organization.ts'
import { shapeUser } from './user.ts'

/** The changes that delete these memberships; a session in such an organization can no longer be refreshed. */
export function deleteMemberships(environment: Environment, memberships: readonly Membership[]): Change[] {
  const events = memberships.map(it => tellMembership('organization_membership.deleted', it))
  const removals = memberships.map((it): Change => ({ table: 'memberships', id: it.id, value: null }))
  return removals.concat(recordEvents(environment, events))
}

/** The changes that delete a user: memberships first, then the user, whose sessions and codes end. */
export function deleteUser(environment: Environment, user: User): Change[] {
  const { tables } = environment.state
  const changes = deleteMemberships(
    environment,
    [...tables.memberships.values()].filter(it => it.userId === user.id),
  )
  changes.push({ table: 'users', id: user.id, value: null })
  const sessions = [...tables.sessions.values()].filter(session => session.userId === user.id)
  changes.push(...endSessions(environment, new Set(sessions.map(session => session.id))))
  for (const [id, code] of tables.codes) {
    if (code.userId === user.id) changes.push({ table: 'codes', id, value: null })
  }
  const event = { name: 'user.deleted' as const, organizationId: null, data: shapeUser(user) }
  return changes.concat(recordEvents(environment, [event]))
}

/** The changes that delete an organization: its keys are revoked, then its memberships, applications and roles go, then it goes. */
export function deleteOrganization(environment: Environment, organization: Organization): Change[] {
  const { state } = environment
  const { id } = organization
  const memberships = [...state.tables.memberships.values()].filter(it => it.organizationId === id)
  const changes = revokeKeys(environment, state.apiKeysOf(id)).concat(
    deleteMemberships(environment, memberships),
  )
  const applications = [...state.tables.applications.values()].filter(it => it.organizationId === id)
  changes.push(...deleteApplications(environment, applications))
  for (const role of state.tables.roles.values()) {
    if (role.organizationId === id) changes.push({ table: 'roles', id: role.id, value: null })
  }
  changes.push({ table: 'organizations', id, value: null })
  const data = shapeOrganization(organization)
  return changes.concat(
    recordEvents(environment, [{ name: 'organization.deleted', organizationId: id, data }]),
  )
}
