import { createHash } from 'node:crypto'
import type { ApiKey } from '../state/records.ts'
import type { Seed } from './seed.ts'
import { createStableId, seedTime } from './stable-id.ts'

/** The keys a seed names, one by one or by the thousand; a generated value is the same at every start. */
export function listSeedKeys(seed: Seed): ApiKey[] {
  const keys: ApiKey[] = []
  for (const entry of seed.apiKeys) {
    if ('count' in entry) {
      for (let number = 1; number <= entry.count; number += 1) {
        const name = `${entry.namePrefix} ${number}`
        keys.push(buildKey({ ...entry, name, createdAt: new Date(seedTime + keys.length).toISOString() }))
      }
    } else {
      keys.push(
        buildKey({ ...entry, createdAt: entry.createdAt ?? new Date(seedTime + keys.length).toISOString() }),
      )
    }
  }
  return keys
}

function buildKey(entry: {
  organization: string
  name: string
  permissions: string[]
  createdAt: string
  id?: string | undefined
  value?: string | undefined
  expiresAt?: string | null
  lastUsedAt?: string | null
}): ApiKey {
  const identity = `${entry.organization} ${entry.createdAt} ${entry.name}`
  return {
    id: entry.id ?? createStableId({ prefix: 'api_key', name: identity, at: Date.parse(entry.createdAt) }),
    organizationId: entry.organization,
    name: entry.name,
    value: entry.value ?? `sk_${createHash('sha256').update(identity).digest('hex')}`,
    permissions: entry.permissions,
    expiresAt: entry.expiresAt ?? null,
    lastUsedAt: entry.lastUsedAt ?? null,
    createdAt: entry.createdAt,
    updatedAt: entry.createdAt,
  }
}
