import type { Operation } from './operations.ts'

/** One row of the route table. */
export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Segments behind the base path; `{name}` stands for one segment. */
  path: `/${string}`
  /** The query parameters it knows; any other is an error. */
  query?: readonly string[]
  /** It mints a secret, so `Idempotency-Key` is required. */
  mints?: true
  /** It needs neither a session nor the `Keydesk-Client` header. */
  open?: true
}

/** Every operation's method and path, below the base path the broker is mounted at. */
export const routes = {
  getSession: { method: 'GET', path: '/session' },
  listPermissions: { method: 'GET', path: '/permissions' },
  listMembers: { method: 'GET', path: '/members', query: ['search', 'limit'] },
  listApiKeys: {
    method: 'GET',
    path: '/api-keys',
    query: ['search', 'status', 'owner', 'attention', 'sort', 'limit', 'cursor'],
  },
  getApiKeysSummary: { method: 'GET', path: '/api-keys/summary' },
  createApiKey: { method: 'POST', path: '/api-keys', mints: true },
  testApiKey: { method: 'POST', path: '/api-keys/test' },
  bulkRevokeApiKeys: { method: 'POST', path: '/api-keys/bulk-revoke' },
  getApiKey: { method: 'GET', path: '/api-keys/{id}' },
  updateApiKey: { method: 'PATCH', path: '/api-keys/{id}' },
  rotateApiKey: { method: 'POST', path: '/api-keys/{id}/rotate', mints: true },
  acknowledgeApiKey: { method: 'POST', path: '/api-keys/{id}/acknowledge' },
  revokeApiKey: { method: 'DELETE', path: '/api-keys/{id}' },
  listAuditEvents: { method: 'GET', path: '/audit-events', query: ['credentialId', 'limit', 'cursor'] },
  getOpenApi: { method: 'GET', path: '/openapi.json', open: true },
} as const satisfies Record<Operation, Route>

/** Where a broker is mounted unless its host says otherwise. */
export const defaultBasePath = '/api/keydesk/v1'

/** The header every request carries as `<name>/<version>`; a page of another origin cannot set it (RFC 10017). */
export const clientHeader = 'Keydesk-Client'

/**
 * Writes an operation's path and query, each value percent-encoded.
 * Throws a `TypeError` for a missing value and for one that a URL path cannot carry: empty, `.`, `..`, or with a lone surrogate.
 */
export const formatRoute = (
  operation: Operation,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | number | readonly string[] | undefined>> = {},
): string => {
  const path = routes[operation].path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined || value === '' || value === '.' || value === '..' || !value.isWellFormed()) {
      throw new TypeError(`${operation} cannot be addressed with this ${name}: ${JSON.stringify(value)}`)
    }
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const item of Array.isArray(value) ? value : [value]) search.append(name, String(item))
  }
  return search.size === 0 ? path : `${path}?${search}`
}

/** What a path means: the operation and its parameters, or the methods the path would take, or nothing of ours. */
export type RouteMatch =
  | { operation: Operation; params: Record<string, string> }
  | { operation: null; allow: string[] }
  | null

/** Finds the operation that a method and a path (still percent-encoded, without query) name. Fixed segments win over parameters. */
export const matchRoute = (method: string, path: string): RouteMatch => {
  const allow = new Set<string>()
  for (const operation of operations) {
    const params = matchPath(routes[operation].path, path)
    if (params === null) continue
    if (routes[operation].method === method) return { operation, params }
    allow.add(routes[operation].method)
  }
  return allow.size === 0 ? null : { operation: null, allow: [...allow].sort() }
}

const matchPath = (template: string, path: string): Record<string, string> | null => {
  const expected = template.split('/')
  const given = path.split('/')
  if (expected.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of expected.entries()) {
    const value = given[index] ?? ''
    if (!segment.startsWith('{')) {
      if (segment !== value) return null
    } else if (value === '') {
      return null
    } else {
      params[segment.slice(1, -1)] = decodeSegment(value)
    }
  }
  return params
}

/** An undecodable segment stays as it is: it names nothing, and the id check says so. */
const decodeSegment = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const operations = (Object.keys(routes) as Operation[]).sort(
  (a, b) => parameterCount(routes[a].path) - parameterCount(routes[b].path),
)

function parameterCount(path: string): number {
  return path.split('{').length - 1
}
