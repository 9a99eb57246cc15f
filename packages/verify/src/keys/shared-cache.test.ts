import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createKeyWorld, credential, start } from '../testing/create-key-world.ts'
import type { SharedAnswer, SharedCache } from './shared-cache.ts'

/** Checks of several processes that share a cache. */

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
  const one = createKeyWorld({ shared: sharedWith(answers) })
  await one.verify()
  const other = createKeyWorld({ shared: sharedWith(answers) })
  other.time.now += 20_000
  expect(await other.verify()).toMatchObject({ ok: true, from: 'shared' })
  other.time.now += 10_000
  other.upstream.answer = { ok: false, code: 'unknown' }
  expect(await other.verify()).toMatchObject({ ok: false, reason: 'unknown' })
})

test('an answer that is shared is renewed before it is stale, and once for all', async () => {
  const answers = new Map<string, SharedAnswer>()
  const [one, other] = [
    createKeyWorld({ shared: sharedWith(answers) }),
    createKeyWorld({ shared: sharedWith(answers) }),
  ]
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
  const { check, verify, time, upstream } = createKeyWorld({ shared: sharedWith(answers) })
  time.now += 1_000
  check.evict(['api_key_1'])
  upstream.answer = { ok: false, code: 'unknown' }
  expect(await verify()).toMatchObject({ ok: false, reason: 'unknown' })
})

test('who finds out that a key is no longer one tells the other processes', async () => {
  const answers = new Map<string, SharedAnswer>()
  const { verify, time, upstream } = createKeyWorld({ shared: sharedWith(answers) })
  await verify()
  time.now += 30_000
  upstream.answer = { ok: false, code: 'unknown' }
  expect(answers.size).toBe(1)
  await verify()
  expect(answers.size).toBe(0)
  await verify('sk_never_seen')
  expect(upstream.calls).toBe(3)
})
