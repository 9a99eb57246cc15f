import { createEmulator, defaultSeed, type SeedInput } from '@keydesk/workos-emulator'
import { WorkOS } from '@workos-inc/node'
import { expect, onTestFinished, test, vi } from 'vitest'
import * as z from 'zod'
import { createVerifier } from '../index.ts'
import type { RefusalReason } from '../refusal-event.ts'
import { workosValidator } from '../workos-validator.ts'
import type { TokenSettings } from './create-token-check.ts'

/** The gate in front of tokens as the local WorkOS mints them, over HTTP. */

const clientId = 'client_northwind_sync'
const client = { client_id: clientId, client_secret: 'public-test-secret-northwind' }
const minted = z.object({ access_token: z.string() })

const start = async (settings: SeedInput['settings'] = {}) => {
  const time = { now: Date.parse('2026-11-22T12:00:00.000Z') }
  const now = () => time.now
  const emulator = await createEmulator({ port: 0, now, seed: { ...defaultSeed, settings } })
  onTestFinished(() => emulator.close())
  const { apiKey, port, url } = emulator
  const where = { apiHostname: 'localhost', https: false, port }

  const mint = async (scope?: string) => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      ...client,
      ...(scope !== undefined && { scope }),
    })
    const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body })
    return minted.parse(await answer.json()).access_token
  }
  const signIn = async () => {
    const workos = new WorkOS(apiKey, { ...where, clientId: emulator.clientId })
    const request = await workos.userManagement.getAuthorizationUrlWithPKCE({
      provider: 'authkit',
      redirectUri: 'http://localhost:3000/callback',
      loginHint: 'admin@northwind.test',
    })
    const answer = await fetch(request.url, { redirect: 'manual' })
    const code = new URL(answer.headers.get('location') ?? 'none:').searchParams.get('code') ?? ''
    const { codeVerifier } = request
    return (await workos.userManagement.authenticateWithCode({ code, codeVerifier })).accessToken
  }
  const createGate = (tokens: Partial<TokenSettings> = {}) => {
    const reasons: RefusalReason[] = []
    const verifier = createVerifier({
      validate: workosValidator({ apiKey, ...where }),
      tokens: { issuer: url, ...tokens },
      onRefusal: ({ reason }) => reasons.push(reason),
      now,
    })
    onTestFinished(() => verifier.close())
    return { verifier, reasons }
  }
  return { emulator, time, mint, signIn, createGate }
}

test('a token of an application is let in, as its organization and with the scopes it was granted', async () => {
  const { mint, createGate } = await start()
  const { verifier, reasons } = createGate({ audience: 'client_keydesk' })
  const token = await mint('posts:read')
  const authorization = `Bearer ${token}`
  expect(await verifier.authenticate(authorization, { permissions: ['posts:read'] })).toMatchObject({
    ok: true,
    from: 'signature',
    credential: {
      kind: 'm2m',
      id: clientId,
      organizationId: 'org_northwind',
      permissions: ['posts:read'],
      expiresAt: '2026-11-22T12:05:00.000Z',
    },
  })
  expect(verifier.authenticateNow(authorization)).toMatchObject({ ok: true, from: 'memory' })
  expect(await verifier.verify(token, { permissions: ['posts:write'] })).toMatchObject({ status: 403 })
  const { verifier: ofAnother, reasons: others } = createGate({ audience: 'https://api.acme.test' })
  expect(await ofAnother.verify(token)).toMatchObject({ code: 'invalid_token' })
  expect([reasons, others]).toEqual([['missing_permission'], ['audience']])
})

test('a token goes with the signing key that made it, one of the next key is let in', async () => {
  const { emulator, time, mint, createGate } = await start({ m2mTokenSeconds: 3600 })
  const { verifier, reasons } = createGate()
  const before = await mint()
  expect(await verifier.verify(before)).toMatchObject({ ok: true })
  emulator.rotateSigningKey()
  const after = await mint()
  time.now += 30_000
  expect(await verifier.verify(after)).toMatchObject({ ok: true })
  expect(await verifier.verify(before)).toMatchObject({ ok: true })

  emulator.removeOldSigningKeys()
  time.now += 600_000
  // The set is old enough to be fetched again, which happens behind the first request that finds it so.
  await vi.waitUntil(async () => !(await verifier.verify(before)).ok)
  expect(new Set(reasons)).toEqual(new Set(['unknown_signing_key']))
  expect(await verifier.verify(after)).toMatchObject({ ok: true })
})

test('five hundred tokens at once fetch the keys once, two hundred unknown key ids once per cool-down', async () => {
  const { emulator, time, mint, createGate } = await start({ m2mTokenSeconds: 3600 })
  const { verifier } = createGate()
  const fetches = () =>
    ['/oauth2/jwks', '/.well-known/oauth-authorization-server'].map(
      path => emulator.requests().filter(request => request.path === path).length,
    )
  const tokens = await Promise.all(Array.from({ length: 500 }, () => mint()))
  expect(new Set(tokens).size).toBe(500)
  const outcomes = await Promise.all(tokens.map(token => verifier.verify(token)))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(500)
  expect(fetches()).toEqual([1, 1])

  const [, payload = '', signature = ''] = tokens[0]?.split('.') ?? []
  const naming = (kid: number) =>
    [btoa(JSON.stringify({ alg: 'RS256', kid: `${kid}` })), payload, signature].join('.').replaceAll('=', '')
  const guess = (from: number) =>
    Promise.all(Array.from({ length: 200 }, (_, kid) => verifier.verify(naming(from + kid))))
  for (const outcome of await guess(0)) expect(outcome.ok).toBe(false)
  expect(fetches()).toEqual([1, 1])
  time.now += 30_000
  await guess(200)
  for (let kid = 400; kid < 600; kid++) await verifier.verify(naming(kid))
  expect(fetches()).toEqual([2, 1])
})

test('a token ends when the issuer says, and the seconds that clocks may differ later', async () => {
  const { time, mint, createGate } = await start({ m2mTokenSeconds: 60 })
  const { verifier, reasons } = createGate({ leewaySeconds: 0 })
  const { verifier: lenient } = createGate()
  const token = await mint()
  time.now += 59_999
  expect(await verifier.verify(token)).toMatchObject({ ok: true })
  time.now += 1
  expect(await verifier.verify(token)).toMatchObject({ ok: false, code: 'invalid_token' })
  expect(await lenient.verify(token)).toMatchObject({ ok: true })
  time.now += 5_000
  expect(await lenient.verify(token)).toMatchObject({ ok: false })
  expect(await createGate({ leewaySeconds: 0 }).verifier.verify(token)).toMatchObject({ ok: false })
  expect(reasons).toEqual(['expired'])
})

test.each([
  ['another issuer', false, 'issuer'],
  ['the very same issuer', true, 'not_m2m'],
] as const)(
  'the token of a session is refused, from %s and the same keys',
  async (_, sharedIssuer, reason) => {
    const { signIn, mint, createGate } = await start({ sharedIssuer })
    const { verifier, reasons } = createGate()
    expect(await verifier.verify(await mint())).toMatchObject({ ok: true })
    expect(await verifier.verify(await signIn())).toMatchObject({ ok: false, code: 'invalid_token' })
    expect(reasons).toEqual([reason])
  },
)

test('the issuer is asked for a second look, and its no counts', async () => {
  const { emulator, mint, createGate } = await start()
  const { client_id: clientId, client_secret: clientSecret } = client
  const { verifier, reasons } = createGate({ introspection: { clientId, clientSecret, freshMs: 0 } })
  const token = await mint()
  expect(await verifier.verify(token)).toMatchObject({ ok: true })
  emulator.setClockOffset(300)
  expect(await verifier.verify(token)).toMatchObject({ ok: false, code: 'invalid_token' })
  expect(reasons).toEqual(['inactive'])
  expect(emulator.requests().filter(({ path }) => path === '/oauth2/introspection')).toHaveLength(2)
})
