import type { ApiKey } from '@keydesk/contract'
import { keyAttentionOf, keyReviewDueAt, type StoredKey, statusOf } from '../store/index.ts'
import type { ServiceContext } from './service-context.ts'

/** A stored key as the contract tells it, its state and what it needs by `now` and the host's rules for keys. */
export const toApiKey = (
  { settings }: Pick<ServiceContext, 'settings'>,
  key: StoredKey,
  now: Date,
): ApiKey => ({
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
  choice: key.choice,
  origin: key.origin,
  delivered: key.origin === 'keydesk' ? key.deliveredAt !== null : null,
  reviewedAt: key.reviewedAt?.toISOString() ?? null,
  reviewDueAt: keyReviewDueAt(key, settings.policy.apiKeys).toISOString(),
  attention: keyAttentionOf(key, now, settings.policy.apiKeys),
  replaces: key.replaces,
  replacedBy: key.replacedBy,
})
