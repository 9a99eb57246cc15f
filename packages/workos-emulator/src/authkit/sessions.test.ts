import { X509Certificate } from 'node:crypto'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { cookiePassword, startClient } from '../testing/start-client.ts'
import { readKeySet } from '../testing/wire.ts'

test('a session sealed by the SDK authenticates, refreshes, switches and signs out', async () => {
  const { workos, signIn } = await startClient()
  const { sealedSession: sessionData = '' } = await signIn('admin@northwind.test')
  const session = workos.userManagement.loadSealedSession({ sessionData, cookiePassword })

  const authenticated = await session.authenticate()
  expect(authenticated).toMatchObject({
    authenticated: true,
    organizationId: 'org_northwind',
    role: 'admin',
    roles: ['admin'],
    entitlements: [],
    featureFlags: [],
  })
  expect(authenticated.authenticated && authenticated.permissions).toContain('widgets:api-keys:manage')
  expect(await session.refresh({ organizationId: 'org_globex' })).toMatchObject({ authenticated: true })
  expect(await session.authenticate()).toMatchObject({ organizationId: 'org_globex' })

  const out = await fetch(await session.getLogoutUrl({ returnTo: 'http://localhost:5173/bye?x=1' }), {
    redirect: 'manual',
  })
  expect(out.status).toBe(302)
  expect(out.headers.get('location')).toBe('http://localhost:5173/bye?x=1')
  expect(await session.refresh()).toMatchObject({ authenticated: false, reason: 'invalid_grant' })
})

test('an access token is verified by the key set, whose certificate holds the same key', async () => {
  const { workos, emulator, signIn } = await startClient()
  const { accessToken } = await signIn('viewer@northwind.test')
  const jwksUrl = workos.userManagement.getJwksUrl(emulator.clientId)
  const { payload, protectedHeader } = await jwtVerify(accessToken, createRemoteJWKSet(new URL(jwksUrl)), {
    issuer: `${emulator.url}/user_management/client_keydesk`,
    algorithms: ['RS256'],
    requiredClaims: ['sub', 'sid', 'org_id', 'jti', 'iat', 'exp'],
  })
  expect(payload.sub).toBe('user_northwind_viewer')
  const {
    keys: [key],
  } = await readKeySet(await fetch(jwksUrl))
  expect(protectedHeader.kid).toBe(key.kid)
  const certificate = new X509Certificate(Buffer.from(key.x5c[0], 'base64'))
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.publicKey.export({ format: 'jwk' })).toMatchObject({ n: key.n, e: key.e })
  expect(key['x5t#S256']).toBe(
    Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url'),
  )
})

test('a sign-out never redirects to a stranger, yet ends the session', async () => {
  const { call, signIn, refresh } = await startClient()
  const { accessToken, refreshToken } = await signIn('viewer@northwind.test')
  const { sid } = decodeJwt<{ sid: string }>(accessToken)
  const path = `/user_management/sessions/logout?session_id=${sid}&return_to=https://evil.test/`
  const answer = await call(path, { headers: { authorization: '' } })
  expect(answer.status).toBe(422)
  expect(answer.headers.get('location')).toBeNull()
  await expect(refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' })
})

test('a sign-out without a return address ends at a page; without a session it is 422', async () => {
  const { call } = await startClient()
  const page = await call('/user_management/sessions/logout?session_id=session_gone')
  expect(await page.text()).toContain('You are signed out')
  expect((await call('/user_management/sessions/logout')).status).toBe(422)
})

test('a revoked session does not refresh; the person’s other session does', async () => {
  const { workos, signIn, refresh } = await startClient()
  const first = await signIn('viewer@northwind.test')
  const second = await signIn('viewer@northwind.test')
  const { sid } = decodeJwt<{ sid: string }>(first.accessToken)
  await workos.userManagement.revokeSession({ sessionId: sid })
  await expect(refresh(first.refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' })
  await refresh(second.refreshToken)
})
