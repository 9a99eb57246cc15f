import { afterAll, beforeEach, expect, test } from 'vitest'
import { type Claims, start, startTokenIssuer } from '../testing/start-token-issuer.ts'

/** Which claims of a well-signed token are believed. */

const { sign, createCheck, reset, close } = await startTokenIssuer()
afterAll(() => close())
beforeEach(reset)

test.each<[string, Claims, string]>([
  ['of another issuer', { iss: 'https://evil.test' }, 'issuer'],
  ['without an end', { exp: undefined }, 'claims'],
  ['that never ends', { exp: 1e308 }, 'claims'],
  ['that lives too long', { exp: start / 1000 + 86_401 }, 'claims'],
  ['without a beginning', { iat: undefined }, 'claims'],
  ['from the future', { iat: start / 1000 + 6 }, 'not_yet_valid'],
  ['not yet valid', { nbf: start / 1000 + 6 }, 'not_yet_valid'],
  ['bound to a key of its holder', { cnf: { jkt: 'x' } }, 'sender_constrained'],
  ['of a user', { sub: 'user_01' }, 'not_m2m'],
  ['of a session', { sid: 'session_01' }, 'not_m2m'],
  ['of another client than its subject', { client_id: 'client_02' }, 'not_m2m'],
  ['without a subject', { sub: undefined }, 'claims'],
  ['of no organization', { org_id: undefined }, 'claims'],
  ['of the organization null', { org_id: null }, 'claims'],
  ['of the organization ""', { org_id: '' }, 'claims'],
  ['of a list of organizations', { org_id: ['org_northwind'] }, 'claims'],
  ['of an organization that is an object', { org_id: { id: 'org_northwind' } }, 'claims'],
  ['with scopes in a list', { scope: ['posts:read'] }, 'claims'],
  ['with a scope that breaks out of quotes', { scope: 'a"b' }, 'claims'],
])('a token %s is refused', async (_, part, reason) => {
  expect(await createCheck().check(await sign(part), [])).toMatchObject({ ok: false, reason })
})

test('an audience, where one is set, must be named', async () => {
  const check = createCheck({ audience: ['https://api.test', 'client_env'] })
  expect(await check.check(await sign(), [])).toMatchObject({ reason: 'audience' })
  expect(await check.check(await sign({ aud: 'https://other.test' }), [])).toMatchObject({
    reason: 'audience',
  })
  expect(await check.check(await sign({ aud: ['x', 'client_env'] }), [])).toMatchObject({ ok: true })
})

test('the profile of RFC 9068 wants its type, client, id and audience', async () => {
  const check = createCheck({ profile: 'rfc9068', audience: 'https://api.test' })
  const part = { aud: 'https://api.test', client_id: 'client_01' }
  expect(await check.check(await sign(part, { typ: 'at+jwt' }), [])).toMatchObject({ ok: true })
  expect(await check.check(await sign(part, { typ: 'application/at+JWT' }), [])).toMatchObject({ ok: true })
  expect(await check.check(await sign(part, { typ: 'JWT' }), [])).toMatchObject({ reason: 'claims' })
  expect(await check.check(await sign(part), [])).toMatchObject({ reason: 'claims' })
  for (const missing of ['aud', 'client_id', 'jti'])
    expect(
      await check.check(await sign({ ...part, [missing]: undefined }, { typ: 'at+jwt' }), []),
    ).toMatchObject({ ok: false })
})
