import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Credential } from '../credential.ts'
import type { Validation } from '../validate.ts'
import { createKeyCheck } from './check-key.ts'
import { createKeyCounters } from './key-counters.ts'
import type { CacheSettings } from './key-settings.ts'
import type { SharedAnswer, SharedCache } from './shared-cache.ts'

/** The check alone, with a clock that stands still until it is moved, and an upstream that answers when it is told to. */

const start = Date.parse('2026-11-22T12:00:00.000Z')
const down: Validation = { ok: false, code: 'unavailable', cause: 'down' }

const credential = (part: Partial<Credential> = {}): Credential => ({
  kind: 'api_key',
  id: 'api_key_1',
  organizationId: 'org_northwind',
  subject: { type: 'organization', id: 'org_northwind' },
  permissions: ['posts:read'],
  name: 'Nightly import',
  expiresAt: null,
  ...part,
})
const yes = (part?: Partial<Credential>): Validation => ({ ok: true, credential: credential(part) })

const world = ({
  cache,
  shared,
  timeoutMs = 200,
  missBudget,
}: {
  cache?: CacheSettings
  shared?: SharedCache
  timeoutMs?: number
  missBudget?: { burst?: number; perSecond?: number }
} = {}) => {
  const time = { now: start, setBack: 0 }
  const upstream: { answer: Validation; calls: number; gate: Promise<unknown> } = {
    answer: yes(),
    calls: 0,
    gate: Promise.resolve(),
  }
  const counters = createKeyCounters()
  const check = createKeyCheck({
    // What is true when it is asked, told when the gate opens.
    validate: async () => {
      upstream.calls += 1
      const { answer } = upstream
      await upstream.gate
      return answer
    },
    cache: { staleWaitMs: 20, ...cache },
    missBudget,
    timeoutMs,
    waitUntil: () => {},
    shared,
    counters,
    now: () => time.now,
    elapsed: () => time.now + time.setBack,
  })
  const verify = async (value = 'sk_1') => check.recall(value, value, time.now) ?? check.ask(value, value)
  return { check, verify, time, upstream, counters }
}

const hold = () => {
  let release = () => {}
  const gate = new Promise<void>(resolve => {
    release = resolve
  })
  return { gate, release }
}

test('asks once, then answers from memory for as long as the answer is fresh', async () => {
  const { verify, time, upstream } = world()
  expect(await verify()).toMatchObject({ ok: true, from: 'upstream' })
  time.now += 23_999
  expect(await verify()).toMatchObject({ ok: true, from: 'memory' })
  expect(upstream.calls).toBe(1)
})

test('a thousand who ask at once make one call, and one who leaves does not end it', async () => {
  const { verify, upstream } = world()
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
  const { verify, time, upstream } = world()
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
  const { verify, time, upstream } = world()
  await verify()
  upstream.answer = { ok: false, code: 'unknown' }
  time.now += 30_000
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
})

test('a stale answer is used where a new one does not come soon, and not beyond the stale window', async () => {
  const { verify, time, upstream } = world()
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
  const { check, verify, time, upstream } = world()
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
    const { verify, time, upstream } = world({ cache: { staleIfErrorMs } })
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

test('an evicted key is asked about again, and never answered from memory', async () => {
  const { check, verify, upstream } = world({ cache: { staleIfErrorMs: 1_000_000 } })
  await verify()
  check.evict(['api_key_1'])
  upstream.answer = down
  expect(await verify()).toMatchObject({ ok: false, reason: 'unavailable' })
  upstream.answer = { ok: false, code: 'unknown' }
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
})

test('the eviction of one key leaves the others alone; the eviction of all does not', async () => {
  const { check, verify, time, upstream } = world()
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
  const { check, verify, upstream, counters } = world()
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

test('a key expires to the millisecond, asked or not', async () => {
  const { verify, time, upstream } = world()
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
    const { verify, upstream } = world()
    upstream.answer = yes({ expiresAt })
    expect(await verify()).toMatchObject({ ok: false, reason: 'expired' })
  },
)

test('unknown values are asked about once, and only as many as the budget allows', async () => {
  const { verify, time, upstream, counters } = world()
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
  const { verify, time, upstream } = world()
  await verify('sk_good')
  upstream.answer = { ok: false, code: 'unknown' }
  for (let guess = 0; guess < 100; guess++) await verify(`sk_${guess}`)
  upstream.answer = yes()
  time.now += 400_000
  for (let guess = 0; guess < 100; guess++) await verify(`sk_more_${guess}`)
  expect(await verify('sk_good')).toMatchObject({ ok: true, from: 'upstream' })
})

test('an unknown value is asked about again after a while', async () => {
  const { verify, time, upstream } = world()
  upstream.answer = { ok: false, code: 'unknown' }
  await verify()
  upstream.answer = yes()
  time.now += 9_999
  expect(await verify()).toMatchObject({ reason: 'unknown', from: 'memory' })
  time.now += 1
  expect(await verify()).toMatchObject({ ok: true })
})

test('after failures in a row nobody is asked for a second, then one probe decides', async () => {
  const { verify, time, upstream } = world()
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
  const { verify, time, upstream } = world()
  upstream.answer = { ...down, retryAfter: 20 }
  expect(await verify('sk_1')).toMatchObject({ retryAfter: 20 })
  upstream.answer = yes()
  time.now += 19_999
  expect(await verify('sk_1')).toMatchObject({ ok: false, reason: 'unavailable' })
  time.now += 1
  expect(await verify('sk_1')).toMatchObject({ ok: true })
})

test('a validator that hangs or throws is unavailable within the deadline', async () => {
  const { verify, upstream } = world({ timeoutMs: 30 })
  upstream.gate = new Promise(() => {})
  expect(await verify('sk_1')).toMatchObject({ ok: false, reason: 'unavailable' })
  upstream.gate = Promise.reject(new Error('no'))
  upstream.gate.catch(() => {})
  expect(await verify('sk_2')).toMatchObject({ ok: false, reason: 'unavailable' })
})

test('a clock that is set back makes nothing last longer', async () => {
  const { verify, time, upstream } = world()
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

test('a clock that is set forward and back forgets no eviction', async () => {
  const { check, verify, time, upstream } = world()
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

test('a machine that slept takes nothing for fresh', async () => {
  const { verify, time, upstream } = world()
  await verify()
  upstream.answer = { ok: false, code: 'unknown' }
  time.now += 3_600_000
  time.setBack -= 3_600_000
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
})

test('what is remembered is bounded and cannot be changed by a handler', async () => {
  const { check, verify } = world({ cache: { maxKeys: 100 }, missBudget: { burst: 10_000 } })
  for (let key = 0; key < 1_000; key++) await verify(`sk_${key}`)
  expect(check.size).toBeLessThanOrEqual(100)
  const verdict = await verify('sk_999')
  expect(verdict).toMatchObject({ ok: true, from: 'memory' })
  expect(() =>
    Object.assign(verdict.ok ? verdict.known.credential.permissions : [], { 0: 'posts:write' }),
  ).toThrow(TypeError)
})

test("the environment's own key is told about each time", async () => {
  const { verify, upstream } = world()
  upstream.answer = { ok: false, code: 'environment_key' }
  expect(await verify()).toMatchObject({ reason: 'environment_key' })
  expect(await verify()).toMatchObject({ reason: 'environment_key', from: 'upstream' })
})

/** A cache shared with nobody, that says what it is told to. */
const sharedWith = (answers: Map<string, SharedAnswer>): SharedCache => ({
  get: async print => answers.get(print) ?? null,
  begin: async () => async (print, answer) => void answers.set(print, answer),
  evict: async ids => {
    for (const [print, { credential }] of answers) if (ids.includes(credential.id)) answers.delete(print)
    return true
  },
  onEvict: () => () => {},
  deny: async () => true,
  onDeny: () => () => {},
})

test("another process's fresh answer is used, with its age", async () => {
  const answers = new Map<string, SharedAnswer>()
  const one = world({ shared: sharedWith(answers) })
  await one.verify()
  const other = world({ shared: sharedWith(answers) })
  other.time.now += 20_000
  expect(await other.verify()).toMatchObject({ ok: true, from: 'shared' })
  other.time.now += 10_000
  other.upstream.answer = { ok: false, code: 'unknown' }
  expect(await other.verify()).toMatchObject({ ok: false, reason: 'unknown' })
})

test('an answer that is shared is renewed before it is stale, and once for all', async () => {
  const answers = new Map<string, SharedAnswer>()
  const [one, other] = [world({ shared: sharedWith(answers) }), world({ shared: sharedWith(answers) })]
  for (const { verify } of [one, other]) await verify()
  for (const { verify, time } of [one, other]) {
    time.now += 25_000
    expect(await verify()).toMatchObject({ ok: true, from: 'memory' })
    await sleep(5)
    time.now += 10_000
    expect(await verify()).toMatchObject({ ok: true, from: 'memory' })
  }
  expect([one.upstream.calls, other.upstream.calls]).toEqual([2, 0])
})

test("another process's answer from before an eviction is not used", async () => {
  const answers = new Map<string, SharedAnswer>([['sk_1', { credential: credential(), checkedAt: start }]])
  const { check, verify, time, upstream } = world({ shared: sharedWith(answers) })
  time.now += 1_000
  check.evict(['api_key_1'])
  upstream.answer = { ok: false, code: 'unknown' }
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
})

test('who finds out that a key is no longer one tells the other processes', async () => {
  const answers = new Map<string, SharedAnswer>()
  const { verify, time, upstream } = world({ shared: sharedWith(answers) })
  await verify()
  time.now += 30_000
  upstream.answer = { ok: false, code: 'unknown' }
  expect(answers.size).toBe(1)
  await verify()
  expect(answers.size).toBe(0)
  await verify('sk_never_seen')
  expect(upstream.calls).toBe(3)
})
