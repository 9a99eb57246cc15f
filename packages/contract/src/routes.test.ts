import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchRoute } from './match-route.ts'
import { formatRoute, routes } from './routes.ts'

/** Every operation on one key. */
const addressed = [
  ...['getApiKey', 'updateApiKey', 'revokeApiKey', 'rotateApiKey', 'acknowledgeApiKey'],
  ...['getM2MApplication', 'updateM2MApplication', 'deleteM2MApplication', 'createClientSecret'],
  ...['reviewApiKey', 'reviewM2MApplication'],
] as const

const wellFormed = fc.string({ unit: 'binary', minLength: 1 })
const addressable = wellFormed.filter(id => id !== '.' && id !== '..')

describe('the route table', () => {
  it('is as if what is not served were not in it', () => {
    const isServed = (operation: string) => operation !== 'startMigration' && operation !== 'listScopes'
    expect(matchRoute('POST', '/migrations', isServed)).toEqual({ operation: null, allow: ['GET'] })
    expect(matchRoute('GET', '/migrations', isServed)).toEqual({ operation: 'listMigrations', params: {} })
    expect(matchRoute('GET', '/scopes', isServed)).toBeNull()
  })

  it('finds the same operation and the same id behind every path it writes', () => {
    fc.assert(
      fc.property(addressable, fc.constantFrom(...addressed), (id, operation) => {
        const url = new URL(formatRoute(operation, { id }), 'http://keydesk.test')
        expect(matchRoute(routes[operation].method, url.pathname)).toEqual({ operation, params: { id } })
      }),
      { numRuns: 2000 },
    )
  })

  it('carries every character of a query value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 100 }), (search, limit) => {
        const url = new URL(formatRoute('listMembers', {}, { search, limit }), 'http://keydesk.test')
        expect(url.pathname).toBe('/members')
        expect([...url.searchParams]).toEqual([
          ['search', search],
          ['limit', String(limit)],
        ])
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps a path or query value from ever reaching the rest of the URL', () => {
    const url = new URL(formatRoute('getApiKey', { id: '../session?x#y/%2e' }), 'http://keydesk.test')
    expect(url.search + url.hash).toBe('')
    expect(url.pathname.startsWith('/api-keys/')).toBe(true)
  })

  it.each(['', '.', '..', '\ud800'])('refuses to address an id that a URL cannot carry: %j', id => {
    expect(() => formatRoute('getApiKey', { id })).toThrow(TypeError)
  })

  it('refuses to write a path whose parameter is missing', () => {
    expect(() => formatRoute('getApiKey')).toThrow(/id/)
  })

  it('leaves out query values that are undefined', () => {
    expect(formatRoute('listApiKeys', {}, { limit: 5, cursor: undefined })).toBe('/api-keys?limit=5')
    expect(formatRoute('listApiKeys', {}, {})).toBe('/api-keys')
  })

  it('repeats a parameter for each value of a list', () => {
    const query = { status: ['revoked', 'expired'], owner: [], limit: 5 }
    expect(formatRoute('listApiKeys', {}, query)).toBe('/api-keys?status=revoked&status=expired&limit=5')
  })

  it('asks for an idempotency key where a secret is minted, and only there', () => {
    const minting = Object.entries(routes).flatMap(([operation, route]) =>
      'mints' in route ? [operation] : [],
    )
    expect(minting).toEqual(['createApiKey', 'rotateApiKey', 'createM2MApplication', 'createClientSecret'])
  })

  it('gives every operation a method and path of its own', () => {
    const rows = Object.values(routes).map(({ method, path }) => `${method} ${path}`)
    expect(new Set(rows).size).toBe(rows.length)
  })

  it('prefers a fixed segment to a parameter', () => {
    expect(matchRoute('POST', '/api-keys/bulk-revoke')).toEqual({
      operation: 'bulkRevokeApiKeys',
      params: {},
    })
    expect(matchRoute('POST', '/api-keys/test')).toEqual({ operation: 'testApiKey', params: {} })
    expect(matchRoute('GET', '/api-keys/summary')).toEqual({ operation: 'getApiKeysSummary', params: {} })
    expect(matchRoute('GET', '/api-keys/test')).toEqual({ operation: 'getApiKey', params: { id: 'test' } })
  })

  it('names the methods of a path that is asked with another', () => {
    expect(matchRoute('PUT', '/api-keys')).toEqual({ operation: null, allow: ['GET', 'POST'] })
    expect(matchRoute('get', '/session')).toEqual({ operation: null, allow: ['GET'] })
    expect(matchRoute('PUT', '/api-keys/a')).toEqual({ operation: null, allow: ['DELETE', 'GET', 'PATCH'] })
    expect(matchRoute('GET', '/api-keys/a/rotate')).toEqual({ operation: null, allow: ['POST'] })
  })

  it.each(['/', '', '/api-keys/', '/api-keys/a/b', '/session/', '//session', '/Session', '/nothing'])(
    'does not know %j',
    path => {
      expect(matchRoute('GET', path)).toBeNull()
    },
  )

  it('hands on a segment that cannot be decoded as it stands', () => {
    expect(matchRoute('GET', '/api-keys/%ZZ')).toEqual({ operation: 'getApiKey', params: { id: '%ZZ' } })
  })
})
