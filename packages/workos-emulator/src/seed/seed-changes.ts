import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import type { Change } from '../state/records.ts'
import type { Seed } from './seed.ts'
import { listSeedKeys } from './seed-keys.ts'

/** When seeded things were made: fixed, so that a reset brings back exactly what was there. */
export const seedTime = Date.UTC(2026, 0, 15, 9)

/** A WorkOS-like id that is the same for the same name every time. */
export function createStableId(options: { prefix: string; name: string; at?: number }): string {
  const digest = createHash('sha256').update(`${options.prefix}:${options.name}`).digest()
  let position = 0
  return `${options.prefix}_${ulid(options.at ?? seedTime, () => (digest[position++ % digest.length] ?? 0) / 256)}`
}

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
  return changes
}
