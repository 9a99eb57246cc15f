import { expect, it } from 'vitest'
import type { Tx } from './engine.ts'
import { createLater } from './later.ts'
import { StoreUnavailable } from './store-error.ts'

/** A database that is down until it is mended, and remembers what it was told. */
const startDatabase = () => {
  const told: string[] = []
  let isDown = true
  const queue = createLater(
    async work => {
      if (isDown) throw new StoreUnavailable(new Error('down'))
      await work({} as Tx)
    },
    { retryMs: 1 },
  )
  const tell = (words: string) => queue.later(async () => void told.push(words))
  const mend = () => {
    isDown = false
  }
  return { told, queue, tell, mend }
}

it('tells the database once it is back, in the order things happened', async () => {
  const { told, queue, tell, mend } = startDatabase()
  for (const words of ['first', 'second', 'third']) tell(words)
  mend()
  expect(await queue.drain({ timeoutMs: 5_000 })).toBe(0)
  expect(told).toEqual(['first', 'second', 'third'])
})

it('is not held up by what the database will never take', async () => {
  const { told, queue, tell, mend } = startDatabase()
  queue.later(() => Promise.reject(new Error('violates a constraint')))
  tell('after it')
  mend()
  expect(await queue.drain({ timeoutMs: 5_000 })).toBe(0)
  expect(told).toEqual(['after it'])
})

it('waits no longer than it is told to, and says how much is left', async () => {
  const { told, queue, tell } = startDatabase()
  expect(await queue.drain({ timeoutMs: 5_000 })).toBe(0)
  tell('first')
  tell('second')
  expect(await queue.drain({ timeoutMs: 10 })).toBe(2)
  expect(told).toEqual([])
})
