import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Credential } from './credential.ts'
import { createVerifier } from './index.ts'
import type { Validation } from './validate.ts'

/**
 * The gate against a model: keys of two organizations are revoked, narrowed and shortened, told about or not, while answers
 * arrive in any order, upstream goes down and the clock moves. Whatever happens, a yes must have been true recently enough.
 */

const start = Date.parse('2026-11-22T12:00:00.000Z')
const freshMs = 30_000
const staleMs = 300_000
const keyCount = 4

interface Key {
  id: string
  organizationId: string
  permissions: readonly string[]
  expiresAt: number | null
  alive: boolean
}

/** One state of a key, and since when it is no longer true; `toldAt`: since when the gate knows. */
interface Past {
  permissions: readonly string[]
  expiresAt: number | null
  endedAt: number
  toldAt: number
}

const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('verify' as const), key: fc.nat(keyCount - 1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('revoke' as const),
      key: fc.nat(keyCount - 1),
      told: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('narrow' as const),
      key: fc.nat(keyCount - 1),
      told: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('shorten' as const),
      key: fc.nat(keyCount - 1),
      inMs: fc.nat(60_000),
      told: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      ms: fc.constantFrom(1, 5_000, 24_000, 29_999, 60_000, 400_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('setBack' as const), ms: fc.nat(100_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('outage' as const), on: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
)

type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never

/** Runs the commands; gives each yes with what was true when it was given and how old the untruth in it was. */
const run = async (scheduler: fc.Scheduler, commands: readonly Command[], prompt: boolean) => {
  let now = start
  // Real time for the model: the gate's clock may be set back, the passing of time may not.
  let passed = 0
  let isDown = false
  const keys: Key[] = Array.from({ length: keyCount }, (_, index) => ({
    id: `api_key_${index}`,
    organizationId: index % 2 === 0 ? 'org_northwind' : 'org_globex',
    permissions: ['posts:read', 'posts:write'],
    expiresAt: null,
    alive: true,
  }))
  const pasts: Past[][] = keys.map(() => [])
  const answerOf = (value: string): Validation => {
    const key = keys[Number(value.slice('sk_'.length))]
    if (isDown) return { ok: false, code: 'unavailable', cause: 'down' }
    if (!key?.alive || (key.expiresAt !== null && key.expiresAt <= now)) return { ok: false, code: 'unknown' }
    const { id, organizationId, permissions, expiresAt } = key
    const subject = { type: 'organization' as const, id: organizationId }
    return {
      ok: true,
      credential: {
        kind: 'api_key',
        id,
        organizationId,
        subject,
        permissions,
        name: null,
        expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
      },
    }
  }
  const gate = createVerifier({
    // True when it is asked, told whenever the scheduler pleases.
    validate: async value => {
      const answer = answerOf(value)
      if (!prompt) await scheduler.schedule(Promise.resolve(), 'answer')
      return answer
    },
    cache: { freshMs, staleMs, staleWaitMs: prompt ? 1_000 : 0 },
    missBudget: { burst: 10_000 },
    timeoutMs: 60_000,
    now: () => now,
    elapsed: () => passed,
  })
  const wrong: string[] = []
  const judge = (index: number, credential: Credential, askedAt: number, walls: readonly number[]) => {
    const key = keys[index]
    if (key === undefined) return
    if (
      credential.id !== key.id ||
      credential.organizationId !== key.organizationId ||
      credential.kind !== 'api_key'
    )
      wrong.push(`${credential.id} was given for ${key.id}`)
    if (credential.expiresAt !== null && Date.parse(credential.expiresAt) <= Math.min(...walls))
      wrong.push(`${key.id} was let in after its end`)
    const isTrue = (state: Pick<Key, 'permissions' | 'expiresAt'>) =>
      state.permissions.join() === credential.permissions.join() &&
      (state.expiresAt === null ? null : new Date(state.expiresAt).toISOString()) === credential.expiresAt
    if (key.alive && isTrue(key)) return
    const was = pasts[index]?.findLast(isTrue)
    if (was === undefined) wrong.push(`${key.id} was let in with what it never had`)
    else if (was.toldAt < askedAt) wrong.push(`${key.id} was let in after the gate was told`)
    else if (askedAt - was.endedAt >= freshMs + (prompt && !everDown ? 0 : staleMs))
      wrong.push(`${key.id} was let in too late`)
  }
  let everDown = false
  const running: Promise<void>[] = []
  /** What the clock on the wall showed while each was on its way. */
  const watching = new Set<number[]>()
  const settle = async () => {
    // Answers that were asked for while others were told need further rounds.
    for (let rounds = 0; rounds < 20; rounds++) {
      await turn()
      await scheduler.waitIdle()
    }
  }
  const change = async (index: number, told: boolean, apply: (key: Key) => void) => {
    const key = keys[index]
    if (key === undefined || !key.alive) return
    const { permissions, expiresAt } = key
    apply(key)
    pasts[index]?.push({
      permissions,
      expiresAt,
      endedAt: passed,
      toldAt: told ? passed : Number.POSITIVE_INFINITY,
    })
    if (told) await gate.evict([key.id])
    passed += 1
    now += 1
  }
  for (const next of commands) {
    if (next.do === 'verify') {
      const askedAt = passed
      const walls = [now]
      watching.add(walls)
      running.push(
        gate.verify(`sk_${next.key}`).then(outcome => {
          watching.delete(walls)
          if (outcome.ok) judge(next.key, outcome.credential, askedAt, walls)
        }),
      )
      if (prompt) await Promise.all(running)
    } else if (next.do === 'revoke')
      await change(next.key, next.told, key => {
        key.alive = false
      })
    else if (next.do === 'narrow')
      await change(next.key, next.told, key => {
        key.permissions = key.permissions.slice(1)
      })
    else if (next.do === 'shorten')
      await change(next.key, next.told, key => {
        key.expiresAt = now + next.inMs + 1
      })
    else if (next.do === 'pass') {
      now += next.ms
      passed += next.ms
    } else if (next.do === 'setBack') {
      now -= next.ms
      for (const walls of watching) walls.push(now)
    } else if (next.do === 'outage') {
      isDown = next.on
      everDown ||= next.on
    } else await settle()
  }
  const all = Promise.all(running)
  let done = false
  void all.then(() => {
    done = true
  })
  while (!done) await settle()
  await gate.close()
  return wrong
}

const commands = fc.array(command, { minLength: 5, maxLength: 60 })

test('answers in any order: no yes is older than its bound, or than what the gate was told', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), commands, async (scheduler, list) => {
      expect(await run(scheduler, list, false)).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('answers at once: with every message lost, no yes is older than the fresh window', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), commands, async (scheduler, list) => {
      expect(await run(scheduler, list, true)).toEqual([])
    }),
    { numRuns: 300 },
  )
})
