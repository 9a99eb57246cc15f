import type { NewEvent } from '../events/record-events.ts'
import type { Membership } from '../state/records.ts'

/** The membership as an event carries it: what the endpoints answer, without the user and the organization's name. */
export function shapeMembership(membership: Membership) {
  return {
    object: 'organization_membership',
    id: membership.id,
    user_id: membership.userId,
    organization_id: membership.organizationId,
    status: membership.status,
    directory_managed: false,
    custom_attributes: {},
    role: { slug: membership.roles[0] },
    roles: membership.roles.map(slug => ({ slug })),
    created_at: membership.createdAt,
    updated_at: membership.updatedAt,
  }
}

/** The event that tells what became of a membership. */
export function tellMembership(
  name: `organization_membership.${'created' | 'updated' | 'deleted'}`,
  membership: Membership,
): NewEvent {
  return { name, organizationId: membership.organizationId, data: shapeMembership(membership) }
}
