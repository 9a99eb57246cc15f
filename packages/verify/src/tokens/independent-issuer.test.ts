import { expect, onTestFinished, test } from 'vitest'
import { createVerifier } from '../index.ts'
import type { RefusalReason } from '../refusal-event.ts'
import { readOauthError, startOauthClient } from '../testing/start-oauth-client.ts'
import {
  api,
  createIssuerKeys,
  type OidcClient,
  opaqueApi,
  otherApi,
  startOidcProvider,
} from '../testing/start-oidc-provider.ts'
import type { TokenSettings } from './create-token-check.ts'

/** The gate before tokens of `oidc-provider` that `oauth4webapi` was given: neither knows of Keydesk. */

const northwind: OidcClient = {
  id: 'northwind-sync',
  secret: 'a secret: 100% of +/&=? and more',
  organizationId: 'org_northwind',
  method: 'client_secret_basic',
}
const globex: OidcClient = {
  id: 'globex-export',
  secret: 'another',
  organizationId: 'org_globex',
  method: 'client_secret_post',
}

const start = async (options: Parameters<typeof startOidcProvider>[1] = {}) => {
  const provider = await startOidcProvider([northwind, globex], options)
  const client = await startOauthClient(provider.url)
  const time = { ahead: 0 }
  const createGate = (tokens: Partial<TokenSettings> = {}) => {
    const reasons: RefusalReason[] = []
    const asked: string[] = []
    const verifier = createVerifier({
      validate: async value => {
        asked.push(value)
        return { ok: false, code: 'unknown' }
      },
      tokens: { issuer: provider.url, profile: 'rfc9068', audience: api, ...tokens },
      onRefusal: ({ reason }) => reasons.push(reason),
      now: () => Date.now() + time.ahead,
    })
    onTestFinished(() => verifier.close())
    return { verifier, reasons, asked }
  }
  return { provider, ...client, createGate, time }
}

test.each([
  { how: 'oauth2', ...northwind },
  { how: 'oauth2', ...globex },
  { how: 'oidc', ...northwind },
  { how: 'oidc', ...globex },
] as const)(
  'found by $how metadata, by $method, it gives a token that is let in',
  async ({ how, ...client }) => {
    const { provider, createGate } = await start()
    const { mint } = await startOauthClient(provider.url, how)
    const { verifier, asked } = createGate()
    const token = await mint(client, { scope: 'posts:read' })
    expect(await verifier.verify(token, { permissions: ['posts:read'] })).toMatchObject({
      ok: true,
      from: 'signature',
      credential: {
        kind: 'm2m',
        id: client.id,
        organizationId: client.organizationId,
        subject: { type: 'organization', id: client.organizationId },
        permissions: ['posts:read'],
      },
    })
    expect(verifier.verifyNow(token)).toMatchObject({ ok: true, from: 'memory' })
    expect(await verifier.verify(token, { permissions: ['posts:write'] })).toMatchObject({ status: 403 })
    expect(asked).toEqual([])
  },
)

test('a token for another API, or of another issuer with the very same keys, is refused', async () => {
  const keys = createIssuerKeys()
  const { mint, createGate } = await start({ keys })
  const other = await startOidcProvider([northwind], { keys })
  const { verifier, reasons } = createGate()
  const elsewhere = await startOauthClient(other.url)
  for (const token of [await mint(northwind, { resource: otherApi }), await elsewhere.mint(northwind)])
    expect(await verifier.verify(token)).toMatchObject({ ok: false, code: 'invalid_token' })
  expect(reasons).toEqual(['audience', 'issuer'])
})

test('a token by an algorithm that was not chosen is refused, though the issuer publishes its key', async () => {
  const { provider, mint, createGate } = await start()
  provider.signWith('ES256')
  const token = await mint(northwind)
  const { verifier, reasons } = createGate()
  expect(await verifier.verify(token)).toMatchObject({ ok: false, code: 'invalid_token' })
  expect(reasons).toEqual(['algorithm'])
  const { verifier: chosen } = createGate({ algorithms: ['ES256'] })
  expect(await chosen.verify(token)).toMatchObject({ ok: true })
})

test('a token that is bound to a key of its holder proves nothing when it is merely shown', async () => {
  const { mint, createGate } = await start()
  const { verifier, reasons } = createGate()
  expect(await verifier.verify(await mint(northwind, {}, { bound: true }))).toMatchObject({ ok: false })
  expect(reasons).toEqual(['sender_constrained'])
})

test('a new signing key is found, a withdrawn one takes its tokens with it, and in between nobody hears 401', async () => {
  const { provider, mint, createGate, time } = await start()
  const { verifier, reasons } = createGate()
  const before = await mint(northwind)
  expect(await verifier.verify(before)).toMatchObject({ ok: true })
  provider.rotateKeys()
  const after = await mint(northwind)
  expect(await verifier.verify(after)).toMatchObject({ status: 503, headers: { 'Retry-After': '5' } })
  time.ahead += 30_000
  expect(await verifier.verify(after)).toMatchObject({ ok: true })
  expect(await verifier.verify(before)).toMatchObject({ ok: true })

  provider.rotateKeys({ withdraw: true })
  time.ahead += 600_000
  expect(await verifier.verify(before)).toMatchObject({ ok: false, code: 'invalid_token' })
  expect(await verifier.verify(after)).toMatchObject({ ok: false, code: 'invalid_token' })
  expect(await verifier.verify(await mint(northwind))).toMatchObject({ ok: true })
  expect(reasons).toEqual(['unavailable', 'unknown_signing_key', 'unknown_signing_key'])
})

test.each([northwind, globex])(
  'without its secret $method gets invalid_client, and its tokens end by being denied',
  async client => {
    const { provider, mint, createGate } = await start()
    const { verifier, reasons } = createGate()
    const token = await mint(client)
    expect(await verifier.verify(token)).toMatchObject({ ok: true })
    provider.replaceClients([{ ...client, secret: 'a new one' }])
    expect(await readOauthError(mint(client))).toBe('invalid_client')
    expect(await verifier.verify(token)).toMatchObject({ ok: true })
    verifier.deny(client.id)
    expect(await verifier.verify(token)).toMatchObject({ ok: false, code: 'invalid_token' })
    expect(reasons).toEqual(['denied'])
  },
)

test('an opaque token is no token here: it is asked about as a key', async () => {
  const { mint, createGate } = await start()
  const { verifier, reasons, asked } = createGate()
  const opaque = await mint(northwind, { resource: opaqueApi })
  expect(await verifier.verify(opaque)).toMatchObject({ ok: false, code: 'invalid_token' })
  expect([asked, reasons]).toEqual([[opaque], ['unknown']])
})

test.each([northwind, globex])(
  'asked by $method about a token it does not keep, it cannot tell, and so the gate cannot',
  async ({ id: clientId, secret: clientSecret, method }) => {
    const { provider, mint, createGate } = await start()
    const token = await mint(northwind, { scope: 'posts:read' })
    const introspection = { clientId, clientSecret, authentication: method }
    const { verifier } = createGate({ introspection })
    expect(await verifier.verify(token)).toMatchObject({ status: 503, code: 'upstream_unavailable' })
    expect(provider.introspectionErrors).toEqual(['unsupported_token_type'])
    const { verifier: mistaken } = createGate({ introspection: { ...introspection, clientSecret: 'wrong' } })
    expect(await mistaken.verify(token)).toMatchObject({ status: 503 })
    expect(provider.introspectionErrors).toEqual(['unsupported_token_type', 'invalid_client'])
    const { verifier: atTimes } = createGate({ introspection: { ...introspection, when: ['posts:write'] } })
    expect(await atTimes.verify(token, { permissions: ['posts:read'] })).toMatchObject({ ok: true })
  },
)
