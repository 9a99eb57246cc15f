import { expect, it } from 'vitest'
import type { Tx } from './engine.ts'
import { createLater, type Untold } from './later.ts'
import { StoreUnavailable } from './store-error.ts'

const about = (requestId: string): Untold[] => [
  { action: 'api_key.revoked', keyId: 'api_key_1', actorId: 'user_1', requestId },
]

/** A database that is down until it is mended, and remembers what it was told. */
const startDatabase = () => {
  const told: string[] = []
  const dropped: unknown[] = []
  let isDown = true
  const queue = createLater(
    async work => {
      if (isDown) throw new StoreUnavailable(new Error('down'))
      await work({} as Tx)
    },
    { retryMs: 1, onDropped: (untold, cause) => dropped.push({ untold, cause }) },
  )
  const tell = (words: string) => queue.later(async () => void told.push(words), about(words))
  const mend = () => {
    isDown = false
  }
  return { told, dropped, queue, tell, mend }
}

it('tells the database once it is back, in the order things happened', async () => {
  const { told, queue, tell, mend } = startDatabase()
  for (const words of ['first', 'second', 'third']) tell(words)
  mend()
  expect(await queue.drain({ timeoutMs: 5_000 })).toEqual([])
  expect(told).toEqual(['first', 'second', 'third'])
})

it('is not held up by what the database will never take, and reports it', async () => {
  const { told, dropped, queue, tell, mend } = startDatabase()
  const cause = new Error('violates a constraint')
  queue.later(() => Promise.reject(cause), about('refused'))
  tell('after it')
  mend()
  expect(await queue.drain({ timeoutMs: 5_000 })).toEqual([])
  expect(told).toEqual(['after it'])
  expect(dropped).toEqual([{ untold: about('refused'), cause }])
})

it('waits no longer than it is told to, and says what is left', async () => {
  const { told, queue, tell } = startDatabase()
  expect(await queue.drain({ timeoutMs: 5_000 })).toEqual([])
  tell('first')
  tell('second')
  expect(await queue.drain({ timeoutMs: 10 })).toEqual([...about('first'), ...about('second')])
  expect(told).toEqual([])
})
