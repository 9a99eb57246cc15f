import { expect, test } from 'vitest'
import { createTokenKeeper, type Grant, getToken } from './get-token.ts'

const sync = { clientId: 'client_1', clientSecret: 'a secret & more' }

test('id and secret travel in the form of one request, without the cookies of whoever tries them', async () => {
  let sent: Request | undefined
  const grant = await getToken(
    sync,
    async (input, init) => {
      sent = new Request(new URL(String(input), 'http://localhost'), init)
      return Response.json({ access_token: 'a.b.c', expires_in: 300, token_type: 'bearer' })
    },
    () => 1_000,
  )
  expect(grant).toEqual({ ok: true, token: 'a.b.c', endsAt: 301_000 })
  expect([sent?.method, sent?.url, sent?.credentials]).toEqual([
    'POST',
    'http://localhost/oauth2/token',
    'omit',
  ])
  expect(Object.fromEntries(new URLSearchParams(await sent?.text()))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'client_1',
    client_secret: 'a secret & more',
  })
})

test.each([
  ['no-token', async () => Response.json({ error: 'invalid_client' }, { status: 401 })],
  ['no-token', async () => Response.json({ access_token: 'a.b.c' })],
  ['no-issuer', async () => Response.json({ code: 'proxy_target_unreachable' }, { status: 502 })],
  ['no-issuer', async () => new Response('<html>')],
  ['no-issuer', () => Promise.reject(new TypeError('Failed to fetch'))],
])('what is no grant is told as %s', async (reason, fetch) => {
  expect(await getToken(sync, fetch)).toEqual({ ok: false, reason })
})

test('a token is given again until shortly before its end, and to the same application alone', async () => {
  let now = 0
  let minted = 0
  const get = async (): Promise<Grant> => ({ ok: true, token: `${++minted}`, endsAt: now + 300_000 })
  const keepToken = createTokenKeeper(get, () => now)
  const tokenOf = async (credentials = sync) => Object(await keepToken(credentials)).token
  expect([await tokenOf(), await tokenOf()]).toEqual(['1', '1'])
  expect(await tokenOf({ ...sync, clientSecret: 'the next one' })).toBe('2')
  expect(await tokenOf()).toBe('3')
  now = 295_000
  expect(await tokenOf()).toBe('4')
})

test('after a refusal it asks again', async () => {
  const grants: Grant[] = [
    { ok: false, reason: 'no-token' },
    { ok: true, token: 'a.b.c', endsAt: 300_000 },
  ]
  const keepToken = createTokenKeeper(
    async () => grants.shift() ?? { ok: false, reason: 'no-issuer' },
    () => 0,
  )
  expect(await keepToken(sync)).toEqual({ ok: false, reason: 'no-token' })
  expect(await keepToken(sync)).toMatchObject({ token: 'a.b.c' })
  expect(await keepToken(sync)).toMatchObject({ token: 'a.b.c' })
})
