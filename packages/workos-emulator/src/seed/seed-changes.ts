import type { Change } from '../state/records.ts'
import { buildWebhook } from '../webhooks/receiver.ts'
import type { Seed } from './seed.ts'
import { listSeedApplications } from './seed-applications.ts'
import { listSeedKeys } from './seed-keys.ts'
import { createStableId, seedTime } from './stable-id.ts'

/** What a fresh state holds, as changes. */
export function listSeedChanges(seed: Seed): Change[] {
  const createdAt = new Date(seedTime).toISOString()
  const timestamps = { createdAt, updatedAt: createdAt }
  const changes: Change[] = []
  for (const { id, name } of seed.organizations) {
    changes.push({ table: 'organizations', id, value: { id, name, ...timestamps } })
  }
  for (const user of seed.users) {
    changes.push({ table: 'users', id: user.id, value: { ...user, lastSignInAt: null, ...timestamps } })
  }
  for (const permission of seed.permissions) {
    const id = createStableId({ prefix: 'perm', name: permission.slug })
    changes.push({ table: 'permissions', id, value: { id, ...permission, ...timestamps } })
  }
  for (const { organization, ...role } of seed.roles) {
    const id = createStableId({ prefix: 'role', name: role.slug })
    changes.push({ table: 'roles', id, value: { id, ...role, organizationId: organization, ...timestamps } })
  }
  for (const { user, organization, roles, status } of seed.memberships) {
    const id = createStableId({ prefix: 'om', name: `${user} ${organization}` })
    const value = { id, userId: user, organizationId: organization, roles, status, ...timestamps }
    changes.push({ table: 'memberships', id, value })
  }
  for (const key of listSeedKeys(seed)) changes.push({ table: 'apiKeys', id: key.id, value: key })
  changes.push(...listSeedApplications(seed))
  for (const receiver of seed.webhooks) {
    const value = buildWebhook(receiver, { position: null, isConfigured: true })
    changes.push({ table: 'webhooks', id: value.id, value })
  }
  return changes
}
