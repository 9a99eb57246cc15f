import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createKeyWorld, down, hold, start, yes } from '../testing/create-key-world.ts'

/** What the check of keys remembers, and for how long: with a clock that stands still until it is moved, and an upstream that answers when it is told to. */

test('asks once, then answers from memory for as long as the answer is fresh', async () => {
  const { verify, time, upstream } = createKeyWorld()
  expect(await verify()).toMatchObject({ ok: true, from: 'upstream' })
  time.now += 23_999
  expect(await verify()).toMatchObject({ ok: true, from: 'memory' })
  expect(upstream.calls).toBe(1)
})

test('a thousand who ask at once make one call, and one who leaves does not end it', async () => {
  const { verify, upstream } = createKeyWorld()
  const { gate, release } = hold()
  upstream.gate = gate
  const all = Array.from({ length: 1_000 }, () => verify())
  await Promise.race([all[0], sleep(5)])
  release()
  const verdicts = await Promise.all(all)
  expect(verdicts.every(({ ok }) => ok)).toBe(true)
  expect(upstream.calls).toBe(1)
})

test('an answer in use is renewed before it is stale, while the old one is used', async () => {
  const { verify, time, upstream } = createKeyWorld()
  await verify()
  time.now += 25_000
  upstream.answer = yes({ permissions: ['posts:write'] })
  expect(await verify()).toMatchObject({
    known: { credential: { permissions: ['posts:read'] } },
    from: 'memory',
  })
  await sleep(1)
  expect(await verify()).toMatchObject({
    known: { credential: { permissions: ['posts:write'] } },
    from: 'memory',
  })
  expect(upstream.calls).toBe(2)
})

test('a key that was revoked without a word is refused by the first request after the fresh window', async () => {
  const { verify, time, upstream } = createKeyWorld()
  await verify()
  upstream.answer = { ok: false, code: 'unknown' }
  time.now += 30_000
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
})

test('a stale answer is used where a new one does not come soon, and not beyond the stale window', async () => {
  const { verify, time, upstream } = createKeyWorld()
  await verify()
  const { gate, release } = hold()
  upstream.gate = gate
  time.now += 30_000
  expect(await verify()).toMatchObject({ ok: true, from: 'memory' })
  time.now += 300_000
  expect(await verify()).toMatchObject({ ok: false, reason: 'unavailable' })
  release()
})

test('an answer that is late keeps one request waiting, not those after it, and counts once it is there', async () => {
  const { check, verify, time, upstream } = createKeyWorld()
  await verify()
  const { gate, release } = hold()
  upstream.gate = gate
  upstream.answer = { ok: false, code: 'unknown' }
  time.now += 30_000
  expect(check.recall('sk_1', 'sk_1', time.now)).toBeNull()
  expect(await verify()).toMatchObject({ ok: true, from: 'memory' })
  await expect.poll(() => check.recall('sk_1', 'sk_1', time.now)).toMatchObject({ ok: true, from: 'memory' })
  check.evict(['api_key_1'])
  expect(check.recall('sk_1', 'sk_1', time.now)).toBeNull()
  release()
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
  expect(upstream.calls).toBe(2)
})

test('while nobody can be asked, what is stale is used until its window ends, and longer only where that was chosen', async () => {
  for (const [staleIfErrorMs, expected] of [
    [0, false],
    [600_000, true],
  ] as const) {
    const { verify, time, upstream } = createKeyWorld({ cache: { staleIfErrorMs } })
    await verify()
    upstream.answer = down
    time.now += 200_000
    for (let times = 0; times < 10; times++) expect((await verify()).ok).toBe(true)
    // After five failures in a row nobody is asked.
    expect(upstream.calls).toBeLessThan(8)
    time.now += 200_000
    expect((await verify()).ok).toBe(expected)
  }
})

test('a key expires to the millisecond, asked or not', async () => {
  const { verify, time, upstream } = createKeyWorld()
  upstream.answer = yes({ expiresAt: new Date(start + 10_000).toISOString() })
  await verify()
  time.now = start + 9_999
  expect(await verify()).toMatchObject({ ok: true })
  time.now = start + 10_000
  expect(await verify()).toMatchObject({ ok: false, reason: 'expired', from: 'memory' })
  expect(upstream.calls).toBe(1)
})

test.each(['never', '2026-13-01T00:00:00Z', ''])(
  'an expiry that cannot be read, %j, counts as past',
  async expiresAt => {
    const { verify, upstream } = createKeyWorld()
    upstream.answer = yes({ expiresAt })
    expect(await verify()).toMatchObject({ ok: false, reason: 'expired' })
  },
)

test('a validator that hangs or throws is unavailable within the deadline', async () => {
  const { verify, upstream } = createKeyWorld({ timeoutMs: 30 })
  upstream.gate = new Promise(() => {})
  expect(await verify('sk_1')).toMatchObject({ ok: false, reason: 'unavailable' })
  upstream.gate = Promise.reject(new Error('no'))
  upstream.gate.catch(() => {})
  expect(await verify('sk_2')).toMatchObject({ ok: false, reason: 'unavailable' })
})

test('a clock that is set back makes nothing last longer', async () => {
  const { verify, time, upstream } = createKeyWorld()
  await verify()
  upstream.answer = { ok: false, code: 'unknown' }
  await verify('sk_unknown')
  time.now -= 3_600_000
  time.setBack += 3_600_000
  expect(await verify()).toMatchObject({ ok: true, from: 'memory' })
  time.now += 30_000
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
  upstream.answer = yes()
  expect(await verify('sk_unknown')).toMatchObject({ ok: true })
})

test('a machine that slept takes nothing for fresh', async () => {
  const { verify, time, upstream } = createKeyWorld()
  await verify()
  upstream.answer = { ok: false, code: 'unknown' }
  time.now += 3_600_000
  time.setBack -= 3_600_000
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
})

test('what is remembered is bounded and cannot be changed by a handler', async () => {
  const { check, verify } = createKeyWorld({ cache: { maxKeys: 100 }, missBudget: { burst: 10_000 } })
  for (let key = 0; key < 1_000; key++) await verify(`sk_${key}`)
  expect(check.size).toBeLessThanOrEqual(100)
  const verdict = await verify('sk_999')
  expect(verdict).toMatchObject({ ok: true, from: 'memory' })
  expect(() =>
    Object.assign(verdict.ok ? verdict.known.credential.permissions : [], { 0: 'posts:write' }),
  ).toThrow(TypeError)
})

test("the environment's own key is told about each time", async () => {
  const { verify, upstream } = createKeyWorld()
  upstream.answer = { ok: false, code: 'environment_key' }
  expect(await verify()).toMatchObject({ reason: 'environment_key' })
  expect(await verify()).toMatchObject({ reason: 'environment_key', from: 'upstream' })
})
