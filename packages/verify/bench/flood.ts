import * as z from 'zod'
import { medianOf } from '../../server/bench/compare.ts'
import { createVerifier, workosValidator } from '../src/index.ts'
import { missBudgetDefaults } from '../src/keys/key-settings.ts'
import { startWorkos, type TestWorkos } from '../src/testing/start-workos.ts'
import type { Measure, Part } from './part.ts'
import { type BenchProcess, startProcess } from './start-process.ts'

const perSecond = 5_000
const { burst, perSecond: refill } = missBudgetDefaults
const called = z.object({ refused: z.number(), p99: z.number() })
const flooded = z.object({ sent: z.number(), statuses: z.record(z.string(), z.number()) })

/** What keys cost WorkOS that the gate has not seen before, and what that costs those it has: an API, its callers and WorkOS are processes. */
export const flood: Part = {
  title: `${perSecond.toLocaleString('en')} unknown keys a second, beside keys that are known`,
  measure: async ({ peers }) => {
    const workos = await startWorkos()
    const processes: BenchProcess[] = []
    const start = async (script: string, settings: object) => {
      const process = await startProcess(script, [], settings)
      processes.push(process)
      return process
    }
    try {
      const first = await measureFirstUses(workos)
      const values: string[] = []
      while (values.length < 20) values.push((await workos.createKey()).value)
      const api = await start('api-process.ts', { workos: workos.account })
      const callers = await start('good-process.ts', { port: api.ready, values })
      const attackers = await start('flood-process.ts', { port: api.ready, perSecond })
      const sliceMs = peers ? 2_000 : 500
      const call = async (slices: number) => {
        const found: { refused: number; wholeMs: number; gateMs: number }[] = []
        while (found.length < slices) {
          const { refused, p99 } = called.parse(await callers.ask(sliceMs))
          found.push({ refused, wholeMs: p99, gateMs: Number(await api.ask()) })
        }
        return found
      }

      // Until every key is known and the handler is compiled.
      await call(3)
      const calm = await call(3)
      const before = (await workos.validations()).length
      const started = performance.now()
      const attack = attackers.ask(5 * sliceMs)
      const during = await call(5)
      const { sent, statuses } = flooded.parse(await attack)
      const seconds = (performance.now() - started) / 1000
      const questions = (await workos.validations()).length - before
      calm.push(...(await call(2)))

      const beside = (timeOf: (slice: (typeof calm)[number]) => number) =>
        medianOf(during.map(timeOf)) / medianOf(calm.map(timeOf))
      const refused = (statuses[401] ?? 0) + (statuses[503] ?? 0)
      return [
        ...first,
        {
          name: 'unknown keys in all',
          value: sent,
          unit: '',
          limit: { atLeast: (perSecond * 5 * sliceMs) / 1000 },
        },
        { name: 'of these, let in or in error', value: sent - refused, unit: '', limit: { atMost: 0 } },
        {
          name: 'questions to WorkOS about them',
          value: questions,
          unit: '',
          limit: { atMost: Math.floor(burst + refill * seconds) },
        },
        {
          name: 'known keys refused meanwhile',
          value: during.reduce((sum, { refused }) => sum + refused, 0),
          unit: '',
          limit: { atMost: 0 },
        },
        {
          name: 'p99 of the gate over a known key, beside a calm time',
          value: beside(({ gateMs }) => gateMs),
          unit: '×',
          limit: { atMost: 2 },
        },
        // No limit: it is the machine that shares its processors among the API, its callers and whatever else runs.
        ...(peers
          ? [
              {
                name: 'p99 of the whole call over HTTP, beside a calm time',
                value: beside(({ wholeMs }) => wholeMs),
                unit: '×' as const,
              },
            ]
          : []),
      ]
    } finally {
      for (const process of processes) process.close()
      await workos.close()
    }
  },
}

const measureFirstUses = async (workos: TestWorkos): Promise<Measure[]> => {
  const verifier = createVerifier({ validate: workosValidator(workos.account) })
  const { value } = await workos.createKey()
  const outcomes = await Promise.all(Array.from({ length: 1_000 }, () => verifier.verify(value)))
  if (outcomes.some(({ ok }) => !ok)) throw new Error('A good key was refused.')
  return [
    {
      name: 'questions to WorkOS about 1,000 first uses of one key at once',
      value: (await workos.validations()).length,
      unit: '',
      limit: { atMost: 1 },
    },
  ]
}
