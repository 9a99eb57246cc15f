import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { start, startTokenIssuer } from '../testing/start-token-issuer.ts'

/** What the issuer's keys say of its tokens, and how often it is asked for them. */

const { issuer, time, two, toJwk, asked, sign, createCheck, reset, close } = await startTokenIssuer()
afterAll(() => close())
beforeEach(reset)

test('five hundred tokens at once fetch the keys once', async () => {
  const check = createCheck()
  const tokens = await Promise.all(Array.from({ length: 500 }, (_, jti) => sign({ jti: `${jti}` })))
  const verdicts = await Promise.all(tokens.map(token => check.check(token, [])))
  expect(verdicts.every(({ ok }) => ok)).toBe(true)
  expect(asked('/jwks')).toBe(1)
})

test('two hundred unknown key ids fetch the keys once per cool-down', async () => {
  const check = createCheck()
  await check.check(await sign(), [])
  time.now += 30_000
  for (let kid = 0; kid < 200; kid++)
    expect(await check.check(await sign({}, { kid: `${kid}` }), [])).toMatchObject({
      reason: 'unknown_signing_key',
    })
  expect(asked('/jwks')).toBe(2)
})

test('a key that the issuer adds is found after the cool-down', async () => {
  const check = createCheck()
  await check.check(await sign(), [])
  issuer.keys.push(await toJwk(two, 'two'))
  const token = await sign({}, { pair: two, kid: 'two' })
  expect(await check.check(token, [])).toMatchObject({ reason: 'unavailable' })
  const older = await sign({ iat: start / 1000 - 6 }, { pair: two, kid: 'two' })
  expect(await check.check(older, [])).toMatchObject({ reason: 'unknown_signing_key' })
  time.now += 30_000
  expect(await check.check(token, [])).toMatchObject({ ok: true })
})

test('tokens of a key that left the set are refused, remembered or not', async () => {
  const check = createCheck()
  const token = await sign()
  await check.check(token, [])
  issuer.keys = [await toJwk(two, 'two')]
  time.now += 599_999
  expect(check.checkNow(token, [])).toMatchObject({ ok: true })
  await sleep(50)
  expect(check.checkNow(token, [])).toBeNull()
  expect(await check.check(token, [])).toMatchObject({ reason: 'unknown_signing_key' })
})

test('after ten minutes without a token, the first one waits for the keys', async () => {
  const check = createCheck()
  const token = await sign()
  await check.check(token, [])
  issuer.keys = []
  time.now += 600_000
  expect(check.checkNow(token, [])).toBeNull()
  expect(await check.check(token, [])).toMatchObject({ reason: 'unknown_signing_key' })
})

test('a key id that comes back with another key is another key', async () => {
  const check = createCheck()
  const token = await sign()
  await check.check(token, [])
  issuer.keys = [await toJwk(two, 'one')]
  time.now += 600_000
  check.checkNow(token, [])
  await sleep(50)
  expect(await check.check(token, [])).toMatchObject({ reason: 'signature' })
  expect(await check.check(await sign({ iat: start / 1000 + 1 }, { pair: two }), [])).toMatchObject({
    ok: true,
  })
})

test('with the issuer down, known keys hold for a day and no longer; without any, nobody can tell', async () => {
  const check = createCheck({ maxLifetimeSeconds: 200_000 })
  const token = await sign({ exp: start / 1000 + 180_000 })
  await check.check(token, [])
  issuer.status = 500
  time.now += 86_399_999
  expect(await check.check(token, [])).toMatchObject({ ok: true })
  time.now += 1
  expect(await check.check(token, [])).toMatchObject({ reason: 'unavailable' })
  expect(await createCheck().check(await sign(), [])).toMatchObject({ reason: 'unavailable' })
})

test('keys that could not be fetched are asked for again a second later, not a cool-down later', async () => {
  const check = createCheck()
  issuer.status = 500
  expect(await check.check(await sign(), [])).toMatchObject({ reason: 'unavailable' })
  issuer.status = 200
  time.now += 999
  expect(await check.check(await sign(), [])).toMatchObject({ reason: 'unavailable' })
  expect(asked('/jwks')).toBe(0)
  time.now += 1
  const tokens = await Promise.all(Array.from({ length: 50 }, (_, jti) => sign({ jti: `${jti}` })))
  const verdicts = await Promise.all(tokens.map(token => check.check(token, [])))
  expect(verdicts.every(({ ok }) => ok)).toBe(true)
  expect(asked('/jwks')).toBe(1)
  time.now += 29_999
  expect(await check.check(await sign({}, { kid: 'two' }), [])).toMatchObject({ ok: false })
  expect(asked('/jwks')).toBe(1)
})

test('an issuer that goes on failing is asked ever less often, once in a cool-down at last', async () => {
  const check = createCheck({ jwksUri: `${issuer.url}/jwks` })
  issuer.status = 500
  const attempts: number[] = []
  for (let second = 0; second <= 100; second += 1) {
    const before = asked('/jwks')
    await Promise.all([check.check(await sign(), []), check.check(await sign({ jti: 'another' }), [])])
    if (asked('/jwks') > before) attempts.push(second)
    time.now += 1_000
  }
  expect(attempts).toEqual([0, 1, 3, 7, 15, 31, 61, 91])
  expect(asked('/jwks')).toBe(8)
})
