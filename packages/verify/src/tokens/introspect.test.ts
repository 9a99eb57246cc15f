import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { startTokenIssuer } from '../testing/start-token-issuer.ts'

/** Tokens of an issuer that is asked whether they still hold. */

const { issuer, time, asked, sign, surroundings, createCheck, reset, close } = await startTokenIssuer()
afterAll(() => close())
beforeEach(reset)

test('a token is not let in at once that the issuer has to confirm', async () => {
  const check = createCheck({ introspection: { clientId: 'c', clientSecret: 's', when: ['posts:write'] } })
  await check.check(await sign({ jti: 'first' }), [])
  const token = await sign({ jti: 'second' })
  expect(check.checkNow(token, ['posts:write'])).toBeNull()
  expect(check.checkNow(token, ['posts:read'])).toMatchObject({ ok: true })
  expect(check.checkNow(token, ['posts:write'])).toBeNull()
  expect(check.checkNow(token, ['posts:write'])).toBeNull()
})

test('introspection is asked where it was chosen, and its no is a no for everything', async () => {
  const check = createCheck({ introspection: { clientId: 'c', clientSecret: 's', when: ['posts:write'] } })
  const token = await sign()
  await check.check(token, ['posts:read'])
  expect(check.checkNow(token, ['posts:read'])).toMatchObject({ ok: true })
  expect([asked('/introspect'), check.checkNow(token, ['posts:write'])]).toEqual([0, null])
  await Promise.all([check.check(token, ['posts:write']), check.check(token, ['posts:write'])])
  expect([asked('/introspect'), check.checkNow(token, ['posts:write'])]).toEqual([
    1,
    expect.objectContaining({ ok: true }),
  ])
  time.now += 10_000
  issuer.active = false
  expect(await check.check(token, ['posts:write'])).toMatchObject({ reason: 'inactive', from: 'upstream' })
  expect(check.checkNow(token, ['posts:write'])).toMatchObject({ reason: 'inactive', from: 'memory' })
  expect(check.checkNow(token, ['posts:read'])).toMatchObject({ reason: 'inactive' })
  expect(asked('/introspect')).toBe(2)
  time.now += 10_000
  issuer.active = undefined
  expect(await check.check(token, ['posts:read'])).toMatchObject({ reason: 'unavailable' })
  issuer.active = true
  expect(await check.check(token, ['posts:read'])).toMatchObject({ ok: true })
})

test('a clock that is set back makes no confirmation and no key set younger', async () => {
  const elapsed = { now: 0 }
  const how = {
    ...surroundings,
    elapsed: () => elapsed.now,
  }
  const introspection = { clientId: 'c', clientSecret: 's' }
  const check = createCheck({ introspection }, how)
  const token = await sign()
  await check.check(token, [])
  issuer.active = false
  elapsed.now += 10_000
  time.now -= 5_000
  expect(check.checkNow(token, [])).toBeNull()
  expect(await check.check(token, [])).toMatchObject({ reason: 'inactive' })
  expect(asked('/jwks')).toBe(1)
  elapsed.now += 600_000
  await check.check(token, [])
  expect(asked('/jwks')).toBe(2)
})

test('where each request is to ask, nobody is given the answer to an earlier one', async () => {
  const check = createCheck({ introspection: { clientId: 'c', clientSecret: 's', freshMs: 0 } })
  const token = await sign()
  await check.check(token, [])
  const earlier = check.check(token, [])
  await vi.waitUntil(() => asked('/introspect') === 2)
  issuer.active = false
  const [, later] = await Promise.all([earlier, check.check(token, [])])
  expect(later).toMatchObject({ reason: 'inactive' })
})
