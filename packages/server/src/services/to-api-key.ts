import type { ApiKey, ApiKeyStatus } from '@keydesk/contract'
import type { WorkosApiKey } from '../workos/wire.ts'

const expiringMs = 14 * 86_400_000

/** An API key as the contract tells it. What WorkOS does not know of a key is null, and so is its origin elsewhere. */
export const toApiKey = (key: WorkosApiKey, now: Date): ApiKey => ({
  kind: 'api_key',
  id: key.id,
  name: key.name,
  obfuscatedValue: key.obfuscatedValue,
  permissions: key.permissions,
  issuedPermissions: key.permissions,
  status: statusOf(key.expiresAt, now),
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  owner: null,
  createdBy: null,
  purpose: null,
  metadata: {},
  origin: 'elsewhere',
  delivered: null,
  replaces: null,
  replacedBy: null,
})

/** The state of a key by its expiry: over, within 14 days of it, or neither. */
export const statusOf = (expiresAt: Date | null, now: Date): ApiKeyStatus => {
  if (expiresAt === null) return 'active'
  const left = expiresAt.getTime() - now.getTime()
  if (left <= 0) return 'expired'
  return left <= expiringMs ? 'expiring' : 'active'
}
