import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { isStoreUnavailable, type Store } from '../store/index.ts'
import { openMemoryStore } from '../testing/open-memory-store.ts'
import { createCountingClient } from './counting-client.ts'

let database: Store
beforeAll(async () => {
  database = await openMemoryStore()
}, 60_000)
afterAll(() => database.close())

const lines: string[] = []
const log = createLog({ destination: { write: line => void lines.push(line) } })
let asked = 0
beforeEach(() => {
  lines.length = 0
  asked = 0
})
const sum = { text: 'select $1::int + $2::int + $1::int as sum', values: [2, 5] }

const counted = <Result>(work: () => Promise<Result>): Promise<Result> => {
  asked += 1
  return work()
}

/** The same database, whose first answer takes for ever. */
const stuckOnce = (): Store => ({
  ...database,
  query: work => {
    asked += 1
    return asked === 1 ? new Promise(() => {}) : database.query(work)
  },
})

it('runs the statements of the library, values by their number', async () => {
  const client = createCountingClient(database, log)
  expect(await client.query(sum)).toMatchObject({ rows: [{ sum: 9 }] })
  expect(lines).toEqual([])
})

it('asks the store once for what is counted at the same moment, each key once and every answer to its own asker', async () => {
  const client = createCountingClient(
    { ...database, query: work => counted(() => database.query(work)) },
    log,
  )
  const ask = (key: string, value: number) =>
    client.query({ text: 'select $1::text as key, $2::int as value;', values: [key, value] })
  const answers = await Promise.all([ask('b', 1), ask('a', 2), ask('b', 3)])
  expect(answers.map(({ rows }) => rows)).toMatchObject([
    [{ key: 'b', value: 1 }],
    [{ key: 'a', value: 2 }],
    [{ key: 'b', value: 3 }],
  ])
  expect(asked).toBe(2)
})

it('gives up on a store that does not answer, leaves it alone for a while, and asks it again then', async () => {
  const client = createCountingClient(stuckOnce(), log, { patienceMs: 20, pauseMs: 400 })
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const error = await client.query(sum).catch(thrown => thrown)
    expect(isStoreUnavailable(error)).toBe(true)
  }
  expect(asked).toBe(1)
  expect(lines).toEqual([expect.stringContaining('counted by this instance alone')])
  await expect
    .poll(() => client.query(sum).catch(() => null), { timeout: 5000 })
    .toMatchObject({ rows: [{}] })
  expect(asked).toBe(2)
})
