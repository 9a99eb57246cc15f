import type { Operation } from './operations.ts'

/** One row of the route table. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Segments behind the base path; `{name}` stands for one segment. */
  path: `/${string}`
  /** It mints a secret, so `Idempotency-Key` is required. */
  mints?: true
  /** It needs neither a session nor the `Keydesk-Client` header. */
  open?: true
  /** It is for gates: a gate's token takes the place of session, `Keydesk-Client` header and origin. */
  gate?: true
}

/** Every operation's method and path, below the base path the broker is mounted at. */
export const routes = {
  getSession: { method: 'GET', path: '/session' },
  listPermissions: { method: 'GET', path: '/permissions' },
  listMembers: { method: 'GET', path: '/members' },
  listApiKeys: { method: 'GET', path: '/api-keys' },
  getApiKeysSummary: { method: 'GET', path: '/api-keys/summary' },
  createApiKey: { method: 'POST', path: '/api-keys', mints: true },
  testApiKey: { method: 'POST', path: '/api-keys/test' },
  bulkRevokeApiKeys: { method: 'POST', path: '/api-keys/bulk-revoke' },
  getApiKey: { method: 'GET', path: '/api-keys/{id}' },
  updateApiKey: { method: 'PATCH', path: '/api-keys/{id}' },
  rotateApiKey: { method: 'POST', path: '/api-keys/{id}/rotate', mints: true },
  acknowledgeApiKey: { method: 'POST', path: '/api-keys/{id}/acknowledge' },
  reviewApiKey: { method: 'POST', path: '/api-keys/{id}/review' },
  revokeApiKey: { method: 'DELETE', path: '/api-keys/{id}' },
  listScopes: { method: 'GET', path: '/scopes' },
  listM2MApplications: { method: 'GET', path: '/m2m-applications' },
  createM2MApplication: { method: 'POST', path: '/m2m-applications', mints: true },
  getM2MApplication: { method: 'GET', path: '/m2m-applications/{id}' },
  updateM2MApplication: { method: 'PATCH', path: '/m2m-applications/{id}' },
  reviewM2MApplication: { method: 'POST', path: '/m2m-applications/{id}/review' },
  deleteM2MApplication: { method: 'DELETE', path: '/m2m-applications/{id}' },
  createClientSecret: { method: 'POST', path: '/m2m-applications/{id}/secrets', mints: true },
  deleteClientSecret: { method: 'DELETE', path: '/m2m-applications/{id}/secrets/{secretId}' },
  testM2MApplication: { method: 'POST', path: '/m2m-applications/{id}/test-token' },
  listMigrations: { method: 'GET', path: '/migrations' },
  startMigration: { method: 'POST', path: '/migrations' },
  getMigration: { method: 'GET', path: '/migrations/{id}' },
  rescheduleMigration: { method: 'PATCH', path: '/migrations/{id}' },
  finishMigration: { method: 'POST', path: '/migrations/{id}/finish' },
  cancelMigration: { method: 'POST', path: '/migrations/{id}/cancel' },
  listCredentials: { method: 'GET', path: '/credentials' },
  getCredentialsSummary: { method: 'GET', path: '/credentials/summary' },
  exportCredentials: { method: 'GET', path: '/credentials/export' },
  listAuditEvents: { method: 'GET', path: '/audit-events' },
  verifyCredential: { method: 'POST', path: '/verify', gate: true },
  reportUsage: { method: 'POST', path: '/usage', gate: true },
  getOpenApi: { method: 'GET', path: '/openapi.json', open: true },
} as const satisfies Record<Operation, Route>

/** The query parameters of each operation that knows any; another is an error. */
export const queryParameters = {
  listMembers: ['search', 'limit'],
  listApiKeys: ['search', 'status', 'owner', 'attention', 'sort', 'limit', 'cursor'],
  listM2MApplications: ['search', 'status', 'owner', 'attention', 'replaces', 'sort', 'limit', 'cursor'],
  listMigrations: ['status', 'apiKeyId', 'limit', 'cursor'],
  listCredentials: [
    'kind',
    'search',
    'status',
    'owner',
    'attention',
    'createdBefore',
    'lastUsedBefore',
    'sort',
    'limit',
    'cursor',
  ],
  exportCredentials: [
    'format',
    'kind',
    'search',
    'status',
    'owner',
    'attention',
    'createdBefore',
    'lastUsedBefore',
  ],
  listAuditEvents: ['credentialId', 'limit', 'cursor'],
} as const satisfies Partial<Record<Operation, readonly string[]>>

/** Where a broker is mounted unless its host says otherwise. */
export const defaultBasePath = '/api/keydesk/v1'

/** The header every request carries as `<name>/<version>`; a page of another origin cannot set it (RFC 10017). */
export const clientHeader = 'Keydesk-Client'

/** Writes an operation's path and query, as `formatPath` does. */
export const formatRoute = (operation: Operation, params?: PathParams, query?: PathQuery): string =>
  formatPath(routes[operation].path, params, query)

type PathParams = Readonly<Record<string, string>>
type PathQuery = Readonly<Record<string, string | number | readonly string[] | undefined>>

/**
 * Fills the `{name}` segments of a path of the route table and adds a query, each value percent-encoded.
 * Throws a `TypeError` for a missing value and for one that a URL path cannot carry: empty, `.`, `..`, or with a lone surrogate.
 */
export const formatPath = (path: string, params: PathParams = {}, query: PathQuery = {}): string => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined || value === '' || value === '.' || value === '..' || !value.isWellFormed()) {
      throw new TypeError(`${path} cannot be addressed with this ${name}: ${JSON.stringify(value)}`)
    }
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item))
  }
  return search.size === 0 ? filled : `${filled}?${search}`
}
