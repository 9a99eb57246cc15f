import type { Organization } from '../state/records.ts'

/** The organization as WorkOS sends it. */
export function shapeOrganization(organization: Organization) {
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
