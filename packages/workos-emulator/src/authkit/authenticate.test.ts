import { decodeJwt } from 'jose'
import { describe, expect, test } from 'vitest'
import { defaultSeed } from '../seed/default-seed.ts'
import { callback, startClient } from '../testing/start-client.ts'

const exchange = '/user_management/authenticate'
const invalidGrant = { status: 400, error: 'invalid_grant' }

function codeGrant(code: string, change: object = {}) {
  return {
    client_id: 'client_keydesk',
    client_secret: 'sk_test_keydesk',
    grant_type: 'authorization_code',
    code,
    ...change,
  }
}

describe('an authorization code', () => {
  test('works once', async () => {
    const { workos, authorize } = await startClient()
    const { code, codeVerifier } = await authorize('admin@northwind.test')
    await workos.userManagement.authenticateWithCode({ code, codeVerifier })
    const again = workos.userManagement.authenticateWithCode({ code, codeVerifier })
    await expect(again).rejects.toMatchObject(invalidGrant)
  })

  test('works once even when two exchanges race', async () => {
    const { workos, authorize } = await startClient()
    const { code, codeVerifier } = await authorize('admin@northwind.test')
    const attempts = Array.from({ length: 5 }, () =>
      workos.userManagement.authenticateWithCode({ code, codeVerifier }),
    )
    const outcomes = await Promise.allSettled(attempts)
    expect(outcomes.filter(it => it.status === 'fulfilled')).toHaveLength(1)
  })

  test('is spent by a wrong verifier', async () => {
    const { workos, authorize } = await startClient()
    const { code, codeVerifier } = await authorize('admin@northwind.test')
    const wrong = workos.userManagement.authenticateWithCode({ code, codeVerifier: 'x'.repeat(43) })
    await expect(wrong).rejects.toMatchObject(invalidGrant)
    const right = workos.userManagement.authenticateWithCode({ code, codeVerifier })
    await expect(right).rejects.toMatchObject(invalidGrant)
  })

  test('needs its verifier, even with the client secret', async () => {
    const { workos, authorize } = await startClient()
    const { code } = await authorize('admin@northwind.test')
    await expect(workos.userManagement.authenticateWithCode({ code })).rejects.toMatchObject(invalidGrant)
  })

  test('ends with its time', async () => {
    let time = Date.now()
    const { workos, authorize } = await startClient({ now: () => time })
    const { code, codeVerifier } = await authorize('admin@northwind.test')
    time += 600_000
    const late = workos.userManagement.authenticateWithCode({ code, codeVerifier })
    await expect(late).rejects.toMatchObject(invalidGrant)
  })

  test('is bound to its redirect URI', async () => {
    const { post, authorize } = await startClient()
    const first = await authorize('admin@northwind.test')
    const other = { code_verifier: first.codeVerifier, redirect_uri: 'http://localhost:3000/other' }
    expect((await post(exchange, codeGrant(first.code, other))).status).toBe(400)
    const second = await authorize('admin@northwind.test')
    const same = { code_verifier: second.codeVerifier, redirect_uri: callback }
    expect((await post(exchange, codeGrant(second.code, same))).status).toBe(200)
  })

  test('issued without a challenge takes no verifier', async () => {
    const { workos, post } = await startClient()
    const url = workos.userManagement.getAuthorizationUrl({
      provider: 'authkit',
      redirectUri: callback,
      loginHint: 'viewer@northwind.test',
    })
    const issue = async () => {
      const answer = await fetch(url, { redirect: 'manual' })
      return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
    }
    const refused = await post(exchange, codeGrant(await issue(), { code_verifier: 'x'.repeat(43) }))
    expect(await refused.json()).toMatchObject({ code: 'code_challenge_not_found' })
    expect((await post(exchange, codeGrant(await issue()))).status).toBe(200)
  })
})

describe('a client', () => {
  const cases: [string, object, number, object][] = [
    ['with another id', { client_id: 'client_x' }, 400, { error: 'invalid_client' }],
    ['with another secret', { client_secret: 'sk_x' }, 400, { error: 'invalid_client' }],
    ['with neither secret nor verifier', { client_secret: undefined }, 400, { error: 'invalid_client' }],
    ['without a code', { code: undefined }, 422, { code: 'invalid_request_parameters' }],
    ['with another grant', { grant_type: 'password' }, 404, { code: 'not_emulated' }],
  ]
  for (const [name, change, status, body] of cases) {
    test(`${name} is refused`, async () => {
      const { post } = await startClient()
      const answer = await post(exchange, codeGrant('a code', change))
      expect(answer.status).toBe(status)
      expect(await answer.json()).toMatchObject(body)
    })
  }

  test('that is public signs in by PKCE alone, form encoded too', async () => {
    const { call, authorize } = await startClient()
    const { code, codeVerifier } = await authorize('viewer@northwind.test')
    const answer = await call(exchange, {
      method: 'POST',
      headers: { authorization: '' },
      body: new URLSearchParams({
        client_id: 'client_keydesk',
        grant_type: 'authorization_code',
        code,
        code_verifier: codeVerifier,
      }),
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })
})

describe('a refresh token', () => {
  test('serves parallel requests within the grace, each with a session that goes on', async () => {
    const { signIn, refresh } = await startClient()
    const { refreshToken } = await signIn('admin@northwind.test')
    const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(refreshToken)))
    expect(new Set(answers.map(it => it.refreshToken)).size).toBe(10)
    for (const answer of answers) await refresh(answer.refreshToken)
  })

  test('is refused after the grace, and its successor is not', async () => {
    let time = Date.now()
    const { signIn, refresh } = await startClient({ now: () => time })
    const first = await signIn('admin@northwind.test')
    const second = await refresh(first.refreshToken)
    time += 10_000
    await refresh(first.refreshToken)
    time += 1
    await expect(refresh(first.refreshToken)).rejects.toMatchObject(invalidGrant)
    const third = await refresh(second.refreshToken)
    await expect(refresh(first.refreshToken)).rejects.toMatchObject(invalidGrant)
    await refresh(third.refreshToken)
  })

  test('keeps its organization unless another is asked for', async () => {
    const { signIn, refresh } = await startClient()
    const first = await signIn('admin@northwind.test')
    const moved = await refresh(first.refreshToken, 'org_globex')
    expect(moved.organizationId).toBe('org_globex')
    expect((await refresh(moved.refreshToken)).organizationId).toBe('org_globex')
  })

  test('does not switch to an organization the user is not in, and survives the attempt', async () => {
    const { signIn, refresh, workos } = await startClient()
    const { refreshToken } = await signIn('developer@northwind.test')
    const refused = { status: 400, error: 'organization_membership_not_found' }
    await expect(refresh(refreshToken, 'org_globex')).rejects.toMatchObject(refused)
    expect((await refresh(refreshToken)).organizationId).toBe('org_northwind')

    const { data } = await workos.userManagement.listOrganizationMemberships({
      userId: 'user_northwind_developer',
    })
    for (const { id } of data) await workos.userManagement.deactivateOrganizationMembership(id)
    await expect(refresh(refreshToken)).rejects.toMatchObject(refused)
  })

  test('brings the roles and permissions of now', async () => {
    const { signIn, refresh, workos } = await startClient()
    const { refreshToken } = await signIn('developer@northwind.test')
    const { data } = await workos.userManagement.listOrganizationMemberships({
      userId: 'user_northwind_developer',
    })
    const id = data[0]?.id ?? ''
    await workos.userManagement.updateOrganizationMembership(id, { roleSlug: 'viewer' })
    expect(decodeJwt((await refresh(refreshToken)).accessToken)).toMatchObject({
      role: 'viewer',
      roles: ['viewer'],
      permissions: ['posts:read', 'api-keys:read'],
    })
  })
})

test('an access token lives as long as the seed says, and says when the person signed in', async () => {
  let time = Date.UTC(2026, 10, 22)
  const seed = { ...defaultSeed, settings: { accessTokenSeconds: 2 } }
  const { signIn, refresh } = await startClient({ seed, now: () => time })
  const signedInAt = Math.floor(time / 1000)
  const first = await signIn('viewer@northwind.test')
  expect(decodeJwt(first.accessToken)).toMatchObject({
    iat: signedInAt,
    exp: signedInAt + 2,
    auth_time: signedInAt,
  })
  time += 60_000
  const second = await refresh(first.refreshToken)
  expect(decodeJwt(second.accessToken)).toMatchObject({ iat: signedInAt + 60, auth_time: signedInAt })
})
