import type { ClientSecret, M2MApplication } from '@keydesk/contract'

/** A client secret in its plainest state, with what a test cares for. */
export const makeSecret = (given: Partial<ClientSecret> = {}): ClientSecret => ({
  id: 'secret_1',
  hint: '8f2c',
  status: 'active',
  createdAt: '2026-11-01T00:00:00Z',
  lastUsedAt: '2026-11-20T00:00:00Z',
  ...given,
})

/** An M2M application in its plainest state, with what a test cares for. */
export const makeApplication = (given: Partial<M2MApplication> = {}): M2MApplication => ({
  kind: 'm2m_application',
  id: 'conn_app_1',
  clientId: 'client_1',
  name: 'Content sync',
  description: null,
  scopes: ['posts:read'],
  status: 'active',
  createdAt: '2026-11-01T00:00:00Z',
  lastUsedAt: '2026-11-20T00:00:00Z',
  lastTestedAt: null,
  owner: null,
  createdBy: null,
  purpose: null,
  metadata: {},
  choice: null,
  origin: 'keydesk',
  reviewedAt: null,
  reviewDueAt: '2027-04-30T00:00:00Z',
  attention: [],
  secrets: [makeSecret()],
  replaces: null,
  ...given,
})
