import { describe, expect, it } from 'vitest'
import { isOutcomeUnknown, KeydeskClientError } from './client-error.ts'
import type { ClientOptions } from './create-call.ts'
import { createClient } from './create-client.ts'

const baseUrl = 'https://app.northwind.test/api/keydesk/v1/'

/** A client whose network is this answer, and the requests it made. */
const clientOf = (
  answer: (request: Request) => Response | Promise<Response>,
  options: ClientOptions = {},
) => {
  const requests: Request[] = []
  const client = createClient({
    baseUrl,
    fetch: async request => {
      requests.push(request)
      return answer(request)
    },
    ...options,
  })
  return { client, requests }
}

const failure = async (answer: () => Response | Promise<Response>, options?: ClientOptions) => {
  const thrown = await clientOf(answer, options)
    .client.session.get()
    .catch((error: unknown) => error)
  if (!(thrown instanceof KeydeskClientError)) throw new Error(`Not a client error: ${thrown}`)
  return thrown
}

describe('what it sends', () => {
  it('names itself on every request, and the broker by one slash', async () => {
    const { client, requests } = clientOf(() => Response.json({ data: [] }))
    await client.permissions.list()
    expect(requests[0]?.url).toBe('https://app.northwind.test/api/keydesk/v1/permissions')
    expect(requests[0]?.headers.get('Keydesk-Client')).toMatch(/^keydesk-react\/\d+\.\d+\.\d+$/)
    expect(requests[0]?.credentials).toBe('same-origin')
  })

  it('sends a body as JSON with the idempotency key in quotes', async () => {
    const { client, requests } = clientOf(() => Response.json({ apiKey: {}, value: 'sk_x' }, { status: 201 }))
    const body = { name: 'Nightly', permissions: ['posts:read'], expiresAt: null }
    await client.apiKeys.create(body, { idempotencyKey: 'abcdefgh' })
    expect(requests[0]?.method).toBe('POST')
    expect(requests[0]?.headers.get('Idempotency-Key')).toBe('"abcdefgh"')
    expect(requests[0]?.headers.get('Content-Type')).toBe('application/json')
    expect(await requests[0]?.json()).toEqual(body)
  })

  it('changes a key by PATCH at its own address', async () => {
    const { client, requests } = clientOf(() => Response.json({}))
    await client.apiKeys.update('api_key_1', { expiresAt: '2027-01-01T00:00:00Z' })
    expect(requests[0]?.method).toBe('PATCH')
    expect(requests[0]?.url).toMatch(/\/api-keys\/api_key_1$/)
    expect(await requests[0]?.json()).toEqual({ expiresAt: '2027-01-01T00:00:00Z' })
  })

  it('sends no body and no content type where there is none', async () => {
    const { client, requests } = clientOf(() => new Response(null, { status: 204 }))
    expect(await client.apiKeys.revoke('api_key_1')).toBeUndefined()
    await client.apiKeys.review('api_key_1')
    expect(requests.map(({ method }) => method)).toEqual(['DELETE', 'POST'])
    for (const { headers } of requests) expect(headers.has('Content-Type')).toBe(false)
  })

  it('speaks of M2M applications and their secrets at addresses of their own', async () => {
    const { client, requests } = clientOf(() => Response.json({}))
    const { m2mApplications: applications } = client
    await client.scopes.list()
    await applications.list({ search: 'sync', status: ['deleted'], sort: 'name' })
    await applications.get('conn_app_1')
    await applications.create({ name: 'Sync', scopes: ['posts:read'] }, { idempotencyKey: 'abcdefgh' })
    await applications.update('conn_app_1', { description: null })
    await applications.review('conn_app_1')
    await applications.delete('conn_app_1')
    await applications.secrets.create('conn_app_1', { idempotencyKey: 'abcdefgh' })
    await applications.secrets.delete('conn_app_1', 'secret_2')
    const base = 'https://app.northwind.test/api/keydesk/v1'
    expect(requests.map(({ method, url }) => `${method} ${url.replace(base, '')}`)).toEqual([
      'GET /scopes',
      'GET /m2m-applications?search=sync&status=deleted&sort=name',
      'GET /m2m-applications/conn_app_1',
      'POST /m2m-applications',
      'PATCH /m2m-applications/conn_app_1',
      'POST /m2m-applications/conn_app_1/review',
      'DELETE /m2m-applications/conn_app_1',
      'POST /m2m-applications/conn_app_1/secrets',
      'DELETE /m2m-applications/conn_app_1/secrets/secret_2',
    ])
    expect(requests[7]?.headers.get('Idempotency-Key')).toBe('"abcdefgh"')
    expect(requests[7]?.headers.has('Content-Type')).toBe(false)
  })

  it('asks for both kinds side by side, and for all of them as a file', async () => {
    const { client, requests } = clientOf(request =>
      request.url.includes('/export') ? new Response('kind,id\r\n') : Response.json({ data: [] }),
    )
    await client.credentials.list({ kind: ['api_key'], status: ['active'], sort: '-lastUsedAt' })
    await client.credentials.list({
      attention: ['idle', 'secret_overdue'],
      createdBefore: '2026-01-01T00:00:00Z',
    })
    await client.credentials.summary()
    const file = await client.credentials.export({ format: 'csv', search: 'ci' })
    expect(await file.text()).toBe('kind,id\r\n')
    expect(requests.map(({ url }) => url.slice(url.indexOf('/credentials')))).toEqual([
      '/credentials?kind=api_key&status=active&sort=-lastUsedAt',
      '/credentials?attention=idle&attention=secret_overdue&createdBefore=2026-01-01T00%3A00%3A00Z',
      '/credentials/summary',
      '/credentials/export?format=csv&search=ci',
    ])
  })

  it('asks for keys by search, states, owners and order', async () => {
    const { client, requests } = clientOf(() => Response.json({ data: [] }))
    await client.apiKeys.list({ search: 'a&b', status: ['expired', 'revoked'], owner: ['me'], sort: '-name' })
    expect(new URL(requests[0]?.url ?? '').search).toBe(
      '?search=a%26b&status=expired&status=revoked&owner=me&sort=-name',
    )
  })

  it('adds the headers of the host, asked for anew each time, but keeps its own name', async () => {
    let token = 0
    const headers = async () => ({ Authorization: `Bearer ${++token}`, 'Keydesk-Client': 'other/1' })
    const { client, requests } = clientOf(() => Response.json({ data: [] }), { headers })
    await client.permissions.list()
    await client.permissions.list()
    expect(requests.map(request => request.headers.get('Authorization'))).toEqual(['Bearer 1', 'Bearer 2'])
    expect(requests[0]?.headers.get('Keydesk-Client')).toMatch(/^keydesk-react\//)
  })
})

describe('what it makes of a failure', () => {
  it('reads a problem with its code, request id, fields and wait', async () => {
    const problem = {
      code: 'validation_failed',
      title: 'Some fields need your attention',
      detail: 'The name is too long.',
      requestId: 'req_1',
      errors: [{ pointer: '#/name', code: 'too_long', detail: 'At most 200.' }, 'nonsense'],
      permissions: ['posts:write', 7],
    }
    const headers = { 'Content-Type': 'application/problem+json', 'Retry-After': '12' }
    const error = await failure(() => new Response(JSON.stringify(problem), { status: 422, headers }))
    expect(error).toMatchObject({
      code: 'validation_failed',
      message: 'The name is too long.',
      status: 422,
      requestId: 'req_1',
      retryAfter: 12,
      errors: [{ pointer: '#/name', code: 'too_long', detail: 'At most 200.' }],
      permissions: ['posts:write'],
    })
  })

  it('keeps a code that a newer broker brings', async () => {
    expect((await failure(() => Response.json({ code: 'tea_break' }, { status: 418 }))).code).toBe(
      'tea_break',
    )
  })

  it.each([
    ['HTML', () => new Response('<html>', { status: 502, headers: { 'Content-Type': 'text/html' } }), 502],
    ['HTML with status 200', () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }), 200],
    ['truncated JSON', () => new Response('{"da', { headers: { 'Content-Type': 'application/json' } }), 200],
    ['JSON that is no problem', () => Response.json(['?'], { status: 500 }), 500],
    ['nothing at all', () => new Response(null, { status: 404 }), 404],
  ])('calls %s unreadable', async (_, answer, status) => {
    expect(await failure(answer)).toMatchObject({ code: 'unreadable', status })
  })

  it('calls a request without an answer a network failure', async () => {
    const cause = new TypeError('Failed to fetch')
    expect(await failure(() => Promise.reject(cause))).toMatchObject({ code: 'network', status: null, cause })
  })

  it('gives up on an answer that does not come', async () => {
    const fetch = (request: Request) =>
      new Promise<Response>((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason))
      })
    expect((await failure(() => new Response(), { fetch, timeout: 20 })).code).toBe('network')
  })

  it('leaves an abort by the caller what it is', async () => {
    const { client } = clientOf(request => Promise.reject(request.signal.reason))
    const thrown = client.session.get({ signal: AbortSignal.abort(new Error('gone')) })
    await expect(thrown).rejects.toThrow('gone')
  })

  it('knows which failures leave it open whether something was made', () => {
    const error = (code: string, status: number | null) =>
      new KeydeskClientError({ code, message: '', status })
    expect(isOutcomeUnknown(error('network', null))).toBe(true)
    expect(isOutcomeUnknown(error('upstream_timeout', 504))).toBe(true)
    expect(isOutcomeUnknown(error('unreadable', 200))).toBe(true)
    expect(isOutcomeUnknown(error('idempotency_in_progress', 409))).toBe(true)
    expect(isOutcomeUnknown(error('validation_failed', 422))).toBe(false)
    expect(isOutcomeUnknown(error('rate_limited', 429))).toBe(false)
  })
})
