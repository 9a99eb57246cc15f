import type { ApiKey } from '@keydesk/contract'

/** An API key in its plainest state, with what a test cares for. */
export const makeApiKey = (given: Partial<ApiKey> = {}): ApiKey => ({
  kind: 'api_key',
  id: 'api_key_1',
  name: 'Nightly export',
  obfuscatedValue: 'sk_...8f2c',
  permissions: [],
  issuedPermissions: [],
  status: 'active',
  createdAt: '2026-11-01T00:00:00Z',
  expiresAt: '2027-11-01T00:00:00Z',
  lastUsedAt: '2026-11-20T00:00:00Z',
  owner: null,
  createdBy: null,
  purpose: null,
  metadata: {},
  choice: null,
  origin: 'keydesk',
  delivered: null,
  reviewedAt: null,
  reviewDueAt: '2027-01-30T00:00:00Z',
  attention: [],
  replaces: null,
  replacedBy: null,
  ...given,
})
