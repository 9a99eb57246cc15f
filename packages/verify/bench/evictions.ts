import { medianOf } from '../../server/bench/compare.ts'
import { findRedis, startRedis } from '../src/testing/start-redis.ts'
import type { Request } from './eviction-process.ts'
import type { Part } from './part.ts'
import { type BenchProcess, startProcess } from './start-process.ts'

const count = 8
/** Rounds that only compile what the others measure. */
const warmUp = 10

/**
 * How soon a key that one process evicts is refused by the last of eight, beside a plain message over the same Redis that the last of
 * them hears. A message for one of them alone says what eight processes on few processors cost whatever the message is.
 */
export const evictions: Part = {
  title: `An eviction on ${count} processes over Redis`,
  measure: async ({ rounds }) => {
    const program = findRedis()
    if (program === null) throw new Error('The bench needs Redis on this machine.')
    const redis = await startRedis(program)
    const processes: BenchProcess[] = []
    try {
      for (let at = 0; at < count; at += 1) {
        const settings = { redis: redis.path, channels: [`to ${at}`, 'to all'] }
        processes.push(await startProcess('eviction-process.ts', [], settings))
      }
      const ask = async (at: number, request: Request) => Number(await processes[at]?.ask(request))
      const askAll = (request: Request) => Promise.all(processes.map((_, at) => ask(at, request)))
      const lastOf = async (name: string, since: number) =>
        Math.max(...(await askAll({ when: name }))) - since
      const found: { toOne: number; toAll: number; eviction: number }[] = []
      for (let round = 0; round < warmUp + rounds * 4; round += 1) {
        const [key, one, all] = [`key_${round}`, `one_${round}`, `all_${round}`]
        await askAll({ learn: key })
        const receiver = 1 + (round % (count - 1))
        const sentAt = await ask(0, { publish: one, on: `to ${receiver}` })
        const toOne = (await ask(receiver, { when: one })) - sentAt
        const toAll = await lastOf(all, await ask(0, { publish: all, on: 'to all' }))
        const eviction = await lastOf(key, await ask(0, { evict: key }))
        if (round >= warmUp) found.push({ toOne, toAll, eviction })
      }
      type Time = 'toOne' | 'toAll' | 'eviction'
      const ratioOf = (time: Time, reference: Time) =>
        medianOf(found.map(round => round[time])) / medianOf(found.map(round => round[reference]))
      return [
        {
          name: 'until the last refuses, beside a message that all hear',
          value: ratioOf('eviction', 'toAll'),
          unit: '×',
          limit: { atMost: 5 },
        },
        {
          name: 'until the last refuses, beside a message for one alone',
          value: ratioOf('eviction', 'toOne'),
          unit: '×',
        },
        {
          name: 'a message that all hear, beside one for one alone',
          value: ratioOf('toAll', 'toOne'),
          unit: '×',
        },
      ]
    } finally {
      for (const process of processes) process.close()
      await redis.close()
    }
  },
}
