import type { ApiKey } from '@keydesk/contract'
import { type StoredKey, statusOf } from '../store/index.ts'

/** A stored key as the contract tells it, its state by `now`. */
export const toApiKey = (key: StoredKey, now: Date): ApiKey => ({
  kind: 'api_key',
  id: key.id,
  name: key.name,
  obfuscatedValue: key.obfuscatedValue,
  permissions: key.narrowedPermissions ?? key.permissions,
  issuedPermissions: key.issuedPermissions,
  status: statusOf(key, now),
  createdAt: key.createdAt.toISOString(),
  expiresAt: key.expiresAt?.toISOString() ?? null,
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  // Whoever has left the organization owns nothing there any more.
  owner: key.ownerGoneAt === null ? key.owner : null,
  createdBy: key.createdBy,
  purpose: key.purpose,
  metadata: key.metadata,
  origin: key.origin,
  delivered: key.origin === 'keydesk' ? key.deliveredAt !== null : null,
  replaces: key.replaces,
  replacedBy: key.replacedBy,
})
