import { afterAll, beforeEach, expect, test } from 'vitest'
import { start, startTokenIssuer } from '../testing/start-token-issuer.ts'

/** The check of tokens against an issuer over HTTP. */

const { issuer, time, two, toJwk, sign, createCheck, reset, close } = await startTokenIssuer()
afterAll(() => close())
beforeEach(reset)

test('a good token gives its application, organization and scopes, first by its signature, then from memory', async () => {
  const check = createCheck()
  const token = await sign()
  expect(check.checkNow(token, [])).toBeNull()
  expect(await check.check(token, [])).toEqual({
    ok: true,
    from: 'signature',
    known: expect.objectContaining({
      credential: {
        kind: 'm2m',
        id: 'client_01',
        organizationId: 'org_northwind',
        subject: { type: 'organization', id: 'org_northwind' },
        permissions: ['posts:read', 'posts:write'],
        name: null,
        expiresAt: '2026-11-22T13:00:00.000Z',
      },
    }),
  })
  expect(check.checkNow(token, [])).toMatchObject({ ok: true, from: 'memory' })
})

test('the credential of a token cannot be changed, nor can anything in it', async () => {
  const verdict = await createCheck().check(await sign(), [])
  if (!verdict.ok) throw new Error('A good token was refused.')
  const { credential } = verdict.known
  for (const part of [credential, credential.subject, credential.permissions])
    expect(Object.isFrozen(part)).toBe(true)
})

test('tokens of two organizations, and of other scopes, share nothing that differs', async () => {
  const check = createCheck()
  const read = async (part: Record<string, string>) => {
    const verdict = await check.check(await sign(part), [])
    return verdict.ok ? verdict.known.credential : null
  }
  const all = { org_id: 'org_northwind', scope: 'posts:read posts:write' }
  const nothing = { org_id: 'org_globex', scope: '' }
  for (const { org_id: id, scope } of [all, nothing, { ...all, scope: '' }, { ...nothing, scope: 'a' }, all])
    expect(await read({ org_id: id, scope })).toMatchObject({
      organizationId: id,
      subject: { type: 'organization', id },
      permissions: scope === '' ? [] : scope.split(' '),
    })
})

test('a token is verified at once where its key is at hand, and only there', async () => {
  const check = createCheck()
  const token = await sign({ jti: 'first' })
  expect(check.checkNow(token, [])).toBeNull()
  await check.check(token, [])
  const another = await sign({ jti: 'second' })
  expect(check.checkNow(another, [])).toMatchObject({ ok: true, from: 'signature' })
  expect(check.checkNow(another, [])).toMatchObject({ ok: true, from: 'memory' })
  expect(check.checkNow(await sign({ jti: 'third' }, { pair: two }), [])).toMatchObject({
    reason: 'signature',
  })
  expect(check.checkNow(await sign({}, { kid: 'two' }), [])).toBeNull()
  issuer.keys = [await toJwk(two, 'one')]
  time.now += 600_000
  const late = await sign({ jti: 'fourth' })
  expect(check.checkNow(late, [])).toBeNull()
  expect(await check.check(late, [])).toMatchObject({ reason: 'signature' })
})

test('a remembered token ends with its exp, and a clock five seconds off', async () => {
  const check = createCheck()
  const token = await sign({ exp: start / 1000 + 60 })
  await check.check(token, [])
  time.now = start + 64_999
  expect(check.checkNow(token, [])).toMatchObject({ ok: true })
  time.now = start + 65_000
  expect(check.checkNow(token, [])).toMatchObject({ reason: 'expired' })
  expect(await createCheck().check(token, [])).toMatchObject({ reason: 'expired' })
})

test('a denied client’s tokens of before are refused, remembered or not; later ones are let in', async () => {
  const check = createCheck()
  const token = await sign()
  await check.check(token, [])
  check.deny('client_01', start + 1)
  expect(check.checkNow(token, [])).toMatchObject({ reason: 'denied' })
  expect(await check.check(await sign({ jti: 'another' }), [])).toMatchObject({ reason: 'denied' })
  expect(await check.check(await sign({ sub: 'client_02' }), [])).toMatchObject({ ok: true })
  time.now += 6_000
  // The issuer's clock may be five seconds ahead.
  expect(await check.check(await sign({ iat: start / 1000 + 5 }), [])).toMatchObject({ reason: 'denied' })
  expect(await check.check(await sign({ iat: start / 1000 + 6 }), [])).toMatchObject({ ok: true })
})

test('a denial outlives later ones, from a time to come and with the clock set back too', async () => {
  const check = createCheck()
  const token = await sign()
  time.now -= 3_000_000
  check.deny('client_01')
  check.deny('client_02', Number.POSITIVE_INFINITY)
  check.deny('client_03', start + 1e12)
  check.deny('client_04')
  time.now += 3_000_000
  expect(await check.check(token, [])).toMatchObject({ reason: 'denied' })
  expect(await check.check(await sign({ sub: 'client_02' }), [])).toMatchObject({ reason: 'denied' })
})

test('settings that make no sense are refused at once', () => {
  expect(() => createCheck({ issuer: 'http://issuer.test' })).toThrow(TypeError)
  expect(() => createCheck({ leewaySeconds: 61 })).toThrow(TypeError)
  expect(() => createCheck({ jwksUri: 'ftp://keys.test' })).toThrow(TypeError)
  expect(() => createCheck({ profile: 'rfc9068' })).toThrow('audience')
  expect(() => createCheck().deny('client_01', Number.NaN)).toThrow(TypeError)
})
