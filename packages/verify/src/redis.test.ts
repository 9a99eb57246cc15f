import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'redis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Credential } from './credential.ts'
import { createVerifier } from './index.ts'
import { createRedisCache, type RedisCacheSettings, type RedisClient } from './redis.ts'
import { findRedis, startRedis, type TestRedis } from './testing/start-redis.ts'
import { start, startTokenIssuer } from './testing/start-token-issuer.ts'
import type { Validation } from './validate.ts'

/** Gates of several processes, as far as Redis knows, on one real server. */

const { issuer, sign, reset, close } = await startTokenIssuer()
afterAll(() => close())

const program = findRedis()
const upstream = { answers: new Map<string, Validation>(), calls: 0 }

const key = (id: string): Credential => ({
  kind: 'api_key',
  id,
  organizationId: 'org_northwind',
  subject: { type: 'organization', id: 'org_northwind' },
  permissions: ['posts:read'],
  name: null,
  expiresAt: null,
})

describe.skipIf(program === null)(program === null ? 'Redis (skipped: no Redis)' : 'Redis', () => {
  let redis: TestRedis
  const closing: (() => unknown)[] = []

  beforeAll(async () => {
    redis = await startRedis(program ?? '')
  })
  afterAll(() => redis.close())
  beforeEach(async () => {
    await reset()
    const client = await connect()
    await client.flushAll()
    upstream.calls = 0
    upstream.answers = new Map([
      ['sk_1', { ok: true, credential: key('api_key_1') }],
      ['sk_2', { ok: true, credential: key('api_key_2') }],
    ])
  })
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  const connect = async () => {
    const client = createClient({ socket: { path: redis.path, reconnectStrategy: 20 } })
    client.on('error', () => {})
    await client.connect()
    closing.push(() => client.destroy())
    return client
  }

  const gate = async (settings: Partial<RedisCacheSettings> = {}) => {
    const client = await connect()
    const shared = await createRedisCache({ client, checkMs: 60_000, ...settings })
    const verifier = createVerifier({
      validate: async value => {
        upstream.calls += 1
        return upstream.answers.get(value) ?? { ok: false, code: 'unknown' }
      },
      shared,
      tokens: { issuer: issuer.url },
      // The issuer's time stands still; answers age all the same.
      now: () => start,
    })
    closing.push(
      () => shared.close(),
      () => verifier.close(),
    )
    return { verifier, client, shared }
  }

  test('what one process has asked, the others know', async () => {
    const [one, two] = [await gate(), await gate()]
    expect(await one.verifier.verify('sk_1')).toMatchObject({ ok: true, from: 'upstream' })
    await expect.poll(() => two.client.keys('*key:*')).toHaveLength(1)
    expect(await two.verifier.verify('sk_1')).toMatchObject({
      ok: true,
      from: 'shared',
      credential: key('api_key_1'),
    })
    expect(upstream.calls).toBe(1)
  })

  test('the value of a key is never in Redis', async () => {
    const { verifier, client } = await gate()
    upstream.answers.set('sk_canary_in_a_coal_mine', { ok: true, credential: key('api_key_1') })
    await verifier.verify('sk_canary_in_a_coal_mine')
    await expect.poll(() => client.keys('*key:*')).toHaveLength(1)
    for (const name of await client.keys('*')) {
      expect(name).not.toContain('canary')
      if ((await client.type(name)) === 'string') expect(await client.get(name)).not.toContain('canary')
    }
  })

  test('an eviction in one process is an eviction in all, in memory and in Redis', async () => {
    const gates = await Promise.all(Array.from({ length: 4 }, () => gate()))
    for (const { verifier } of gates) await verifier.verify('sk_1')
    upstream.answers.delete('sk_1')
    expect(await gates[0]?.verifier.evict(['api_key_1'])).toBe(true)
    for (const { verifier } of gates) {
      await expect.poll(() => verifier.verifyNow('sk_1')).not.toMatchObject({ ok: true })
      expect(await verifier.verify('sk_1')).toMatchObject({ ok: false, code: 'invalid_token' })
    }
  })

  test('an answer that was asked for before an eviction elsewhere is not kept', async () => {
    const [one, two] = [await gate(), await gate()]
    const keep = await one.shared.begin()
    await two.verifier.evict(['api_key_1'])
    await keep('print', { credential: key('api_key_1'), checkedAt: Date.now() })
    expect(await two.shared.get('print')).toBeNull()
    const keepLater = await one.shared.begin()
    await keepLater('print', { credential: key('api_key_1'), checkedAt: Date.now() })
    expect(await two.shared.get('print')).toMatchObject({ credential: { id: 'api_key_1' } })
  })

  test('a process whose connection was cut reads what it missed, and forgets no more than that', async () => {
    const [one, two] = [await gate(), await gate({ checkMs: 50 })]
    await two.verifier.verify('sk_1')
    await two.verifier.verify('sk_2')
    const killer = await connect()
    await killer.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub'])
    upstream.answers.delete('sk_1')
    await one.verifier.evict(['api_key_1'])
    await expect.poll(() => two.verifier.verifyNow('sk_1')).toBeNull()
    expect(two.verifier.verifyNow('sk_2')).toMatchObject({ ok: true })
  })

  test('an application that is denied in one process is denied in all, and in those that start later', async () => {
    const token = await sign()
    const [one, two] = [await gate(), await gate()]
    for (const { verifier } of [one, two]) expect(await verifier.verify(token)).toMatchObject({ ok: true })
    expect(await one.verifier.deny('client_01', start + 1)).toBe(true)
    const denied = { ok: false, code: 'invalid_token' }
    expect(one.verifier.verifyNow(token)).toMatchObject(denied)
    await expect.poll(() => two.verifier.verifyNow(token)).toMatchObject(denied)
    const late = await gate()
    expect(await late.verifier.verify(token)).toMatchObject(denied)
    expect(late.verifier.stats().refused).toEqual({ denied: 1 })
    for (const { verifier } of [one, two, late])
      expect(await verifier.verify(await sign({ iat: start / 1000 + 5, sub: 'client_02' }))).toMatchObject({
        ok: true,
      })
  })

  test('a process that hears nothing reads what was denied, with what the log holds and without', async () => {
    const client = await connect()
    const deaf: RedisClient = {
      eval: (...question) => client.eval(...question),
      duplicate: () => ({
        connect: async () => {},
        subscribe: async () => {},
        on: () => {},
        destroy: () => {},
      }),
    }
    const [one, two] = [await gate(), await gate({ client: deaf, checkMs: 50 })]
    const [token, other] = [await sign(), await sign({ sub: 'client_02' })]
    for (const value of [token, other, 'sk_2']) await two.verifier.verify(value)
    const denied = { ok: false, code: 'invalid_token' }
    await one.verifier.deny('client_01', start + 1)
    await expect.poll(() => two.verifier.verifyNow(token)).toMatchObject(denied)
    // Nothing else was missed, so nothing else is forgotten.
    expect(two.verifier.verifyNow('sk_2')).toMatchObject({ ok: true })
    await client.multi().incrBy('{keydesk}:version', 5_000).del('{keydesk}:log').exec()
    await one.verifier.deny('client_02', Number.POSITIVE_INFINITY)
    await expect.poll(() => two.verifier.verifyNow(other)).toMatchObject(denied)
    expect(two.verifier.verifyNow('sk_2')).toBeNull()
  })

  test('a denial is kept for as long as a token of before can live', async () => {
    const { verifier, shared, client } = await gate()
    await verifier.deny('client_01', start)
    const [kept] = await client.zRangeWithScores('{keydesk}:denied', 0, -1)
    expect(kept?.value).toBe(JSON.stringify(['client_01', String(start)]))
    // A day, and the seconds by which clocks may differ.
    const keptMs = (kept?.score ?? 0) - Date.now()
    expect(keptMs).toBeGreaterThan(86_400_000 - 60_000)
    expect(keptMs).toBeLessThan(86_420_000)
    await client.del('{keydesk}:denied')
    await shared.deny({ clientId: 'client_01', notBefore: start, keepMs: -1 })
    await verifier.deny('client_02')
    expect(await client.zRange('{keydesk}:denied', 0, -1)).toEqual([expect.stringContaining('client_02')])
  })

  test('a process that missed more than the log holds forgets everything', async () => {
    const [one, two] = [await gate(), await gate({ checkMs: 50 })]
    await two.verifier.verify('sk_2')
    await one.client.incrBy('{keydesk}:version', 5_000)
    await expect.poll(() => two.verifier.verifyNow('sk_2')).toBeNull()
  })

  test('a server that lost everything makes every process forget everything', async () => {
    const { verifier, shared } = await gate({ checkMs: 50 })
    await verifier.evict(['api_key_9'])
    await verifier.verify('sk_1')
    await redis.stop()
    await redis.start()
    await expect.poll(() => verifier.verifyNow('sk_1')).toBeNull()
    await expect.poll(() => shared.evict(['api_key_1'])).toBe(true)
  })

  test('what is none of ours, in the channel or under a key, is passed over and ends nothing', async () => {
    const errors: unknown[] = []
    const [one, two] = [await gate(), await gate({ onError: error => errors.push(error) })]
    await one.verifier.verify('sk_1')
    await expect.poll(() => one.client.keys('*key:*')).toHaveLength(1)
    const [name = ''] = await one.client.keys('*key:*')
    const kept = JSON.parse((await one.client.get(name)) ?? '')
    const { permissions, ...credential } = kept.credential
    await one.client.set(name, JSON.stringify({ ...kept, credential }))
    expect(await two.verifier.verify('sk_1')).toMatchObject({ ok: true, from: 'upstream' })
    for (const message of ['hello', '{}', '[1]']) await one.client.publish('{keydesk}:evicted', message)
    await expect.poll(() => errors).toHaveLength(4)
    await one.verifier.evict(['api_key_1'])
    await expect.poll(() => two.verifier.verifyNow('sk_1')).toBeNull()
  })

  test('with Redis hanging a flood waits for it in no longer a queue than a thousand', async () => {
    const client = await connect()
    let asked = 0
    const counted: RedisClient = {
      eval: (...question) => {
        asked += 1
        return client.eval(...question)
      },
      duplicate: () => client.duplicate(),
    }
    const shared = await createRedisCache({ client: counted, checkMs: 60_000, onError: () => {} })
    closing.push(() => shared.close())
    await redis.stop()
    await expect.poll(() => client.isReady).toBe(false)
    const before = asked
    const flood = Array.from({ length: 3_000 }, (_, guess) => shared.get(`print ${guess}`))
    expect(new Set(await Promise.all(flood))).toEqual(new Set([null]))
    expect(asked - before).toBe(1_000)
    await redis.start()
    await expect.poll(() => client.isReady).toBe(true)
    await expect.poll(async () => (await shared.evict(['api_key_1'])) && asked).toBeGreaterThan(1_000)
    const after = asked
    await shared.get('print')
    expect(asked - after).toBe(1)
  })

  test('with Redis down the gate goes on alone, and says that it could not tell', async () => {
    const { verifier } = await gate()
    await redis.stop()
    expect(await verifier.verify('sk_1')).toMatchObject({ ok: true, from: 'upstream' })
    expect(await verifier.evict(['api_key_1'])).toBe(false)
    expect(await verifier.deny('client_01')).toBe(false)
    expect(verifier.verifyNow('sk_1')).toBeNull()
    await redis.start()
    await sleep(50)
  })
})
