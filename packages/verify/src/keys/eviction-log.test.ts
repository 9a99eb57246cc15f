import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createKeyWorld, down, hold, yes } from '../testing/create-key-world.ts'

/** The check of keys that were evicted. */

test('an evicted key is asked about again, and never answered from memory', async () => {
  const { check, verify, upstream } = createKeyWorld({ cache: { staleIfErrorMs: 1_000_000 } })
  await verify()
  check.evict(['api_key_1'])
  upstream.answer = down
  expect(await verify()).toMatchObject({ ok: false, reason: 'unavailable' })
  upstream.answer = { ok: false, code: 'unknown' }
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
})

test('the eviction of one key leaves the others alone; the eviction of all does not', async () => {
  const { check, verify, time, upstream } = createKeyWorld()
  await verify('sk_1')
  upstream.answer = yes({ id: 'api_key_2' })
  await verify('sk_2')
  check.evict(['api_key_1'])
  expect(check.recall('sk_1', 'sk_1', time.now)).toBeNull()
  expect(check.recall('sk_2', 'sk_2', time.now)).toMatchObject({ ok: true })
  check.evictAll()
  expect(check.recall('sk_2', 'sk_2', time.now)).toBeNull()
})

test('a revoke that lands while a validation is in flight stays revoked', async () => {
  const { check, verify, upstream, counters } = createKeyWorld()
  const { gate, release } = hold()
  upstream.gate = gate
  const early = verify()
  await sleep(1)
  upstream.answer = { ok: false, code: 'unknown' }
  check.evict(['api_key_1'])
  release()
  expect(await early).toMatchObject({ ok: false, reason: 'unknown' })
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
  expect(counters.outdated).toBe(1)
})

test('a clock that is set forward and back forgets no eviction', async () => {
  const { check, verify, time, upstream } = createKeyWorld()
  await verify()
  upstream.answer = { ok: false, code: 'unknown' }
  check.evict(['api_key_1'])
  time.now += 3_600_000
  time.setBack -= 3_600_000
  check.evict(['api_key_2'])
  time.now -= 3_600_000
  time.setBack += 3_600_000
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
})
