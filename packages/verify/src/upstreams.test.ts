import { once } from 'node:events'
import { createServer } from 'node:http'
import type { FaultInput } from '@keydesk/workos-emulator'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { toNodeListener } from '../../server/src/node.ts'
import { startBroker } from '../../server/src/testing/start-broker.ts'
import { brokerValidator } from './broker-validator.ts'
import { createVerifier, type VerifierOptions } from './index.ts'
import { startWorkos, type TestWorkos } from './testing/start-workos.ts'
import type { Validate } from './validate.ts'
import { workosValidator } from './workos-validator.ts'

/** Gates that ask WorkOS, themselves or through the broker, while it is well and while it is not. It is a process that is really killed. */

const token = 'the-token-of-gates-0000000000000'
const freshMs = 30_000
const staleMs = 300_000
const staleIfErrorMs = 600_000
/** After failures nobody is asked for this long at most. */
const longestPauseMs = 60_000

let workos: TestWorkos
let brokerUrl = ''
const closing: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  workos = await startWorkos()
  const broker = await startBroker({
    config: { gateTokens: [token], workos: { ...workos.account, clientId: 'client_keydesk' } },
  })
  const server = createServer(toNodeListener(broker.handler)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  brokerUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/api/keydesk/v1`
  closing.push(async () => {
    server.closeAllConnections()
    server.close()
    await broker.close()
  })
})
afterEach(() => workos.reset())
afterAll(async () => {
  for (const close of closing) await close()
  await workos.close()
})

const validators: [string, (timeoutMs?: number) => Validate][] = [
  ['asks WorkOS', (timeoutMs = 2_000) => workosValidator({ ...workos.account, timeoutMs })],
  ['asks the broker', (timeoutMs = 2_000) => brokerValidator({ url: brokerUrl, token, timeoutMs })],
]

const spoiled = (fault: Omit<FaultInput, 'path' | 'times'>) => ({
  begin: () => workos.spoil(fault),
  end: () => workos.heal(),
})
const outages: [string, { begin: () => Promise<void>; end: () => Promise<void> }][] = [
  ['is not there', { begin: () => workos.kill(), end: () => workos.start() }],
  ['hangs', spoiled({ mode: 'hang' })],
  ['hangs up', spoiled({ mode: 'reset' })],
  ['breaks off', spoiled({ mode: 'truncate' })],
  ['answers 500', spoiled({ status: 500 })],
  ['answers with a page', spoiled({ mode: 'html' })],
  ['answers 200 with a page', spoiled({ mode: 'html', status: 200 })],
  ['limits requests', spoiled({ status: 429, headers: { 'retry-after': '20' } })],
]

describe.each(validators)('a gate that %s', (_, createValidator) => {
  /** A gate with a clock that stands still until it is moved. */
  const openGate = ({
    validate = createValidator(),
    ...options
  }: Partial<Omit<VerifierOptions, 'now' | 'elapsed'>> = {}) => {
    const time = { now: Date.now() }
    const clock = () => time.now
    return { time, verifier: createVerifier({ ...options, validate, now: clock, elapsed: clock }) }
  }
  // A busy machine may be slow to answer where the answer is what counts.
  const patient = () => ({
    validate: createValidator(15_000),
    timeoutMs: 15_000,
    cache: { staleWaitMs: 15_000 },
  })

  test('asks once for a thousand first uses of one key at once', async () => {
    const { verifier } = openGate(patient())
    const { value } = await workos.createKey()
    const outcomes = await Promise.all(Array.from({ length: 1_000 }, () => verifier.verify(value)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1_000)
    expect(await workos.validations()).toEqual([200])
  })

  test('refuses a revoked key from the end of the fresh window on, although nobody told it', async () => {
    const { verifier, time } = openGate(patient())
    const { id, value } = await workos.createKey()
    expect(await verifier.verify(value)).toMatchObject({ ok: true })
    await workos.revokeKey(id)
    time.now += freshMs * 0.8 - 1
    expect(await verifier.verify(value)).toMatchObject({ ok: true, from: 'memory' })
    time.now += freshMs * 0.2 + 1
    expect(await verifier.verify(value)).toMatchObject({ status: 401 })
    expect(await workos.validations()).toEqual([200, 200])
  })

  test('lets nobody in by an answer that a revoke overtook', async () => {
    const { verifier } = openGate(patient())
    const { id, value } = await workos.createKey()
    await workos.spoil({ delayMs: 60_000, after: true })
    const asking = verifier.verify(value)
    await expect.poll(() => workos.validations()).toHaveLength(1)
    await workos.revokeKey(id)
    await verifier.evict([id])
    await workos.heal()
    expect(await asking).toMatchObject({ status: 401 })
    expect(await verifier.verify(value)).toMatchObject({ status: 401 })
    expect(verifier.stats().outdated).toBe(1)
  })

  test('says within two seconds that it cannot tell', async () => {
    const { verifier } = openGate()
    await workos.spoil({ mode: 'hang' })
    const started = performance.now()
    expect(await verifier.verify('sk_never_seen')).toMatchObject({
      status: 503,
      headers: { 'Retry-After': expect.stringMatching(/^\d+$/) },
    })
    // Two seconds, and what a busy machine adds.
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  test.each(outages)(
    'serves known keys for as long as was chosen while WorkOS %s, no other one, and recovers',
    async (_, outage) => {
      const gates = [0, staleIfErrorMs].map(chosenMs => {
        const cache = { staleWaitMs: 50, staleIfErrorMs: chosenMs }
        return { chosenMs, ...openGate({ cache, timeoutMs: 1_000 }) }
      })
      const [good, evicted, revoked] = [
        await workos.createKey(),
        await workos.createKey(),
        await workos.createKey(),
      ]
      for (const { verifier } of gates) {
        for (const { value } of [evicted, revoked])
          expect(await verifier.verify(value)).toMatchObject({ ok: true })
        await verifier.evict([evicted.id])
      }
      await workos.revokeKey(revoked.id)
      for (const { verifier, time } of gates) {
        time.now += freshMs
        await expect.poll(() => verifier.verify(revoked.value)).toMatchObject({ status: 401 })
        expect(await verifier.verify(good.value)).toMatchObject({ ok: true, from: 'upstream' })
      }

      await outage.begin()
      const livesThrough = async ({ verifier, time, chosenMs }: (typeof gates)[number]) => {
        const checkedAt = time.now
        const longestMs = freshMs + staleMs
        for (const age of [
          ...[1_000, freshMs, longestMs - 1, longestMs],
          ...[longestMs + staleIfErrorMs - 1, longestMs + staleIfErrorMs],
        ]) {
          time.now = checkedAt + age
          const [known, forgotten, unseen, gone] = await Promise.all(
            [good.value, evicted.value, 'sk_never_seen', revoked.value].map(value => verifier.verify(value)),
          )
          expect(known?.ok).toBe(age < longestMs + chosenMs)
          for (const outcome of [forgotten, unseen])
            expect(outcome).toMatchObject({
              status: 503,
              headers: { 'Retry-After': expect.stringMatching(/^([1-9]|[1-5]\d|60)$/) },
            })
          expect(gone?.ok).toBe(false)
        }
      }
      await Promise.all(gates.map(livesThrough))

      await outage.end()
      for (const { verifier, time } of gates) {
        time.now += longestPauseMs
        expect(await verifier.verify(good.value)).toMatchObject({ ok: true, from: 'upstream' })
        for (const value of [revoked.value, 'sk_never_seen'])
          expect(await verifier.verify(value)).toMatchObject({ status: 401 })
        expect(await verifier.verify(evicted.value)).toMatchObject({ ok: true })
      }
    },
  )
})
