import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { defaultSeed } from '../seed/default-seed.ts'
import { callback, startClient } from '../testing/start-client.ts'

const request = {
  client_id: 'client_keydesk',
  response_type: 'code',
  provider: 'authkit',
  redirect_uri: callback,
  state: 'a state & more',
}
const pathOf = (change: Record<string, string> = {}) =>
  `/user_management/authorize?${new URLSearchParams({ ...request, ...change })}`

test('a login hint signs in without a page and gives the state back unchanged', async () => {
  const { call } = await startClient()
  const answer = await call(pathOf({ login_hint: 'Viewer@Northwind.test', prompt: 'login', max_age: '0' }))
  expect(answer.status).toBe(302)
  const target = new URL(answer.headers.get('location') ?? '')
  expect(`${target.origin}${target.pathname}`).toBe(callback)
  expect(target.searchParams.get('state')).toBe('a state & more')
  expect(target.searchParams.get('code')).toMatch(/^[\w-]{32}$/)
})

test('a redirect URI keeps its own query', async () => {
  const { call } = await startClient()
  const path = pathOf({ login_hint: 'viewer@northwind.test', redirect_uri: `${callback}?from=demo` })
  const target = new URL((await call(path)).headers.get('location') ?? '')
  expect(target.searchParams.get('from')).toBe('demo')
})

describe('nothing is sent to an address that is not allowed', () => {
  for (const redirectUri of [
    'https://evil.test/callback',
    'http://localhost.evil.test/',
    'http://localhost@evil.test/',
    'http://user:pass@localhost/',
    'javascript:alert(1)',
    '//evil.test',
    '/relative',
    `${callback}#fragment`,
    '',
  ]) {
    test(`such as ${redirectUri || 'an empty one'}`, async () => {
      const { call } = await startClient()
      const path = pathOf({ redirect_uri: redirectUri, login_hint: 'admin@northwind.test' })
      const answer = await call(path)
      expect(answer.status).toBe(400)
      expect(answer.headers.get('location')).toBeNull()
      expect(await answer.text()).toContain('This redirect URI is not allowed.')
    })
  }
})

test('an origin the seed lists is allowed', async () => {
  const { call } = await startClient({
    seed: { ...defaultSeed, settings: { redirectOrigins: ['https://app.example.com'] } },
  })
  const path = pathOf({ redirect_uri: 'https://app.example.com/cb', login_hint: 'admin@northwind.test' })
  expect((await call(path)).headers.get('location')).toMatch(/^https:\/\/app\.example\.com\/cb\?code=/)
})

test('another client id is a page, never a redirect', async () => {
  const { call } = await startClient()
  const answer = await call(pathOf({ client_id: 'client_other', login_hint: 'admin@northwind.test' }))
  expect(answer.status).toBe(400)
  expect(answer.headers.get('location')).toBeNull()
})

describe('a request that is wrong goes back with its error and state', () => {
  const cases: [string, Record<string, string>, string][] = [
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['another provider', { provider: 'GoogleOAuth' }, 'invalid_request'],
    [
      'a plain challenge',
      { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' },
      'invalid_request',
    ],
    ['a challenge without its method', { code_challenge: 'a'.repeat(43) }, 'invalid_request'],
    ['a method without its challenge', { code_challenge_method: 'S256' }, 'invalid_request'],
    ['a short challenge', { code_challenge: 'abc', code_challenge_method: 'S256' }, 'invalid_request'],
    ['an unknown organization', { organization_id: 'org_x' }, 'organization_invalid'],
    ['an organization the user is not in', { organization_id: 'org_globex' }, 'access_denied'],
  ]
  for (const [name, change, error] of cases) {
    test(name, async () => {
      const { call } = await startClient()
      const answer = await call(pathOf({ login_hint: 'developer@northwind.test', ...change }))
      const target = new URL(answer.headers.get('location') ?? '')
      expect(target.searchParams.get('error')).toBe(error)
      expect(target.searchParams.get('error_description')).not.toBeNull()
      expect(target.searchParams.get('state')).toBe('a state & more')
      expect(target.searchParams.has('code')).toBe(false)
    })
  }
})

test('the organization asked for is the session’s, else the first', async () => {
  const { signIn } = await startClient()
  expect((await signIn('admin@northwind.test')).organizationId).toBe('org_northwind')
  expect((await signIn('admin@northwind.test', 'org_globex')).organizationId).toBe('org_globex')
})

test('a user who belongs nowhere gets a session without an organization', async () => {
  const { workos, signIn, emulator } = await startClient()
  const { data } = await workos.userManagement.listOrganizationMemberships({
    userId: 'user_northwind_viewer',
  })
  for (const { id } of data) await workos.userManagement.deactivateOrganizationMembership(id)
  const { organizationId, accessToken } = await signIn('viewer@northwind.test')
  expect(organizationId).toBeUndefined()
  const claims = decodeJwt(accessToken)
  expect(claims).not.toHaveProperty('org_id')
  expect(claims).not.toHaveProperty('permissions')
  expect(claims.iss).toBe(`${emulator.url}/user_management/client_keydesk`)
})
