import { expect, test } from 'vitest'
import { startApplication } from '../testing/start-application.ts'

const inactive = { active: false }

test('a token of the application is active, with its claims and what WorkOS adds', async () => {
  const time = Date.parse('2026-11-22T12:00:00.000Z')
  const { mint, introspect, clientId, url } = await startApplication({ now: () => time })
  expect(await introspect(await mint())).toEqual({
    active: true,
    token_type: 'access_token',
    client_id: clientId,
    iss: url,
    aud: 'client_keydesk',
    sub: clientId,
    org_id: 'org_northwind',
    jti: expect.any(String),
    iat: time / 1000,
    exp: time / 1000 + 300,
  })
})

test('the header authenticates as well as the form; others learn nothing', async () => {
  const { mint, ask, clientId, secret, credentials } = await startApplication()
  const token = await mint()
  const path = '/oauth2/introspection'
  const headers = { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` }
  const answer = await ask(path, { token }, headers)
  expect(await answer.json()).toMatchObject({ active: true })
  expect([answer.headers.get('cache-control'), answer.headers.get('pragma')]).toEqual([
    'no-store',
    'no-cache',
  ])
  const wrong = await ask(path, { ...credentials, client_secret: 'wrong', token })
  expect([wrong.status, await wrong.json()]).toEqual([
    401,
    expect.objectContaining({ error: 'invalid_client' }),
  ])
  const withoutToken = await ask(path, credentials)
  expect([withoutToken.status, await withoutToken.json()]).toMatchObject([400, { error: 'invalid_request' }])
  const twice = await ask(path, [...Object.entries(credentials), ['token', token], ['token', token]])
  expect([twice.status, await twice.json()]).toMatchObject([400, { error: 'invalid_request' }])
})

test('another application’s token, a session’s, a forged one and no token at all are inactive', async () => {
  const { mint, introspect, ask, signIn } = await startApplication()
  const other = await ask('/oauth2/token', {
    grant_type: 'client_credentials',
    client_id: 'client_northwind_sync',
    client_secret: 'public-test-secret-northwind',
  })
  const { access_token: otherToken } = Object(await other.json())
  const { accessToken } = await signIn('admin@northwind.test')
  const [header, payload, signature] = (await mint()).split('.')
  for (const token of [otherToken, accessToken, `${header}.${payload}.AAAA`, `${header}.${payload}.`, 'x']) {
    expect(await introspect(token)).toEqual(inactive)
  }
  expect(await introspect(`${header}.${payload}.${signature}`)).toMatchObject({ active: true })
})

test('a token is inactive from its end on, by the clock of the control surface too', async () => {
  let time = Date.parse('2026-11-22T12:00:00.000Z')
  const { mint, introspect, emulator } = await startApplication({ now: () => time })
  const token = await mint()
  time += 299_999
  expect(await introspect(token)).toMatchObject({ active: true })
  emulator.setClockOffset(1)
  expect(await introspect(token)).toEqual(inactive)
  emulator.setClockOffset(0)
  time += 1
  expect(await introspect(token)).toEqual(inactive)
})

test('a token outlives the secret it was minted with, but not its application', async () => {
  const {
    mint,
    introspect,
    ask,
    workos: { connect },
    clientId,
    secretId,
  } = await startApplication()
  const token = await mint()
  const { secret } = await connect.createApplicationClientSecret({ id: clientId })
  await connect.deleteClientSecret({ id: secretId })
  expect(await introspect(token)).toMatchObject({ error: 'invalid_client' })
  const form = { client_id: clientId, client_secret: secret, token }
  expect(await (await ask('/oauth2/introspection', form)).json()).toMatchObject({ active: true })
  await connect.deleteApplication({ id: clientId })
  expect((await ask('/oauth2/introspection', form)).status).toBe(401)
})
