import { expect, test } from 'vitest'
import { createKeyWorld, down, yes } from '../testing/create-key-world.ts'

/** How often the check of keys asks about what it does not know, and somebody who cannot tell. */

test('unknown values are asked about once, and only as many as the budget allows', async () => {
  const { verify, time, upstream, counters } = createKeyWorld()
  await verify('sk_good')
  upstream.answer = { ok: false, code: 'unknown' }
  for (let times = 0; times < 3; times++) await verify('sk_bad')
  expect(upstream.calls).toBe(2)
  for (let guess = 0; guess < 1_000; guess++) await verify(`sk_${guess}`)
  expect(upstream.calls).toBe(50)
  expect(await verify('sk_another')).toMatchObject({ reason: 'unavailable', retryAfter: expect.any(Number) })
  expect(counters.unasked).toBe(953)
  time.now += 1_000
  for (let guess = 0; guess < 1_000; guess++) await verify(`sk_later_${guess}`)
  expect(upstream.calls).toBe(70)
  expect(await verify('sk_good')).toMatchObject({ ok: true, from: 'memory' })
})

test('a key that was seen before is renewed although guesses have spent their budget', async () => {
  const { verify, time, upstream } = createKeyWorld()
  await verify('sk_good')
  upstream.answer = { ok: false, code: 'unknown' }
  for (let guess = 0; guess < 100; guess++) await verify(`sk_${guess}`)
  upstream.answer = yes()
  time.now += 400_000
  for (let guess = 0; guess < 100; guess++) await verify(`sk_more_${guess}`)
  expect(await verify('sk_good')).toMatchObject({ ok: true, from: 'upstream' })
})

test('an unknown value is asked about again after a while', async () => {
  const { verify, time, upstream } = createKeyWorld()
  upstream.answer = { ok: false, code: 'unknown' }
  await verify()
  upstream.answer = yes()
  time.now += 9_999
  expect(await verify()).toMatchObject({ reason: 'unknown', from: 'memory' })
  time.now += 1
  expect(await verify()).toMatchObject({ ok: true })
})

test('after failures in a row nobody is asked for a second, then one probe decides', async () => {
  const { verify, time, upstream } = createKeyWorld()
  upstream.answer = down
  for (let guess = 0; guess < 20; guess++) await verify(`sk_${guess}`)
  expect(upstream.calls).toBe(5)
  time.now += 1_000
  upstream.answer = yes()
  await Promise.all([verify('sk_a'), verify('sk_b'), verify('sk_c')])
  expect(upstream.calls).toBe(6)
  expect(await verify('sk_d')).toMatchObject({ ok: true })
})

test('nobody is asked for as long as upstream says to wait', async () => {
  const { verify, time, upstream } = createKeyWorld()
  upstream.answer = { ...down, retryAfter: 20 }
  expect(await verify('sk_1')).toMatchObject({ retryAfter: 20 })
  upstream.answer = yes()
  time.now += 19_999
  expect(await verify('sk_1')).toMatchObject({ ok: false, reason: 'unavailable' })
  time.now += 1
  expect(await verify('sk_1')).toMatchObject({ ok: true })
})
