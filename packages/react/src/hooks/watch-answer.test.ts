import { focusManager, onlineManager, QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type AnswerClient, createAnswerClient, renewAnswers } from './answer-client.ts'
import { querySettings } from './query-settings.ts'
import { type AnswerOptions, watchAnswer } from './watch-answer.ts'

const queryKey = ['keydesk', 'test']

const watch = (client: AnswerClient, changes: Partial<AnswerOptions<number>> = {}) => {
  const options = { ...querySettings, retryDelay: 1, queryKey, enabled: true, staleTime: 0, ...changes }
  const query = client.getQueryCache().build<number, Error, number>(client as QueryClient, options)
  const watched = watchAnswer(query, options)
  const heard = vi.fn()
  return { query, watched, heard, leave: watched.subscribe(heard) }
}

/** Answers 1, 2, 3, … */
const counting = () => {
  let count = 0
  return vi.fn(async () => ++count)
}

afterEach(() => {
  vi.useRealTimers()
  focusManager.setFocused(undefined)
  onlineManager.setOnline(true)
})

describe.each([
  ['a private client', createAnswerClient],
  ['a host’s query client', () => new QueryClient()],
])('an answer in %s', (_, createClient) => {
  it('is asked for once for all who watch it, and tells each of them', async () => {
    const client = createClient()
    const queryFn = counting()
    const first = watch(client, { queryFn })
    const second = watch(client, { queryFn })
    await expect.poll(() => first.watched.read().data).toBe(1)
    expect(queryFn).toHaveBeenCalledTimes(1)
    expect(first.heard).toHaveBeenCalled()
    expect(second.heard).toHaveBeenCalled()
    expect(first.query.getObserversCount()).toBe(2)
  })

  it('is not asked for while it is fresh, nor while it is disabled', async () => {
    const client = createClient()
    const queryFn = counting()
    expect(watch(client, { queryFn, enabled: false }).query.isActive()).toBe(false)
    expect(queryFn).not.toHaveBeenCalled()
    const { query } = watch(client, { queryFn, staleTime: 30_000 })
    await expect.poll(() => query.state.data).toBe(1)
    watch(client, { queryFn, staleTime: 30_000 })
    expect(queryFn).toHaveBeenCalledTimes(1)
    expect(query.isStale()).toBe(false)
  })

  it('is tried again after a failure, and stays what it was when that fails too', async () => {
    const queryFn = vi.fn(async () => 7)
    const { query, watched } = watch(createClient(), { queryFn })
    await expect.poll(() => query.state.data).toBe(7)
    queryFn.mockRejectedValue(new Error('gone'))
    await watched.refetch()
    expect(queryFn).toHaveBeenCalledTimes(3)
    expect(query.state).toMatchObject({ data: 7, error: { message: 'gone' } })
  })

  it('is no longer waited for once nobody watches', () => {
    let signal: AbortSignal | undefined
    const { leave } = watch(createClient(), {
      queryFn: given => {
        signal = given.signal
        return new Promise(() => {})
      },
    })
    expect(signal?.aborted).toBe(false)
    leave()
    expect(signal?.aborted).toBe(true)
  })

  it('is forgotten some time after nobody watches, not before', () => {
    vi.useFakeTimers()
    const client = createClient()
    const { leave } = watch(client, { queryFn: () => 1, enabled: false, gcTime: 1000 })
    vi.advanceTimersByTime(5000)
    expect(client.getQueryCache().getAll()).toHaveLength(1)
    leave()
    vi.advanceTimersByTime(1000)
    expect(client.getQueryCache().getAll()).toEqual([])
  })

  it('is asked for anew when renewed: now if it is watched, else when it next is', async () => {
    const client = createClient()
    const queryFn = counting()
    const { query, leave } = watch(client, { queryFn, staleTime: 30_000 })
    await expect.poll(() => query.state.data).toBe(1)
    renewAnswers(client, ['keydesk'])
    await expect.poll(() => query.state.data).toBe(2)
    leave()
    renewAnswers(client, ['keydesk'])
    expect(queryFn).toHaveBeenCalledTimes(2)
    watch(client, { queryFn, staleTime: 30_000 })
    await expect.poll(() => query.state.data).toBe(3)
  })

  it('follows focus and connection as its question says, from mount to unmount', async () => {
    const client = createClient()
    const queryFn = counting()
    const { query } = watch(client, { queryFn, staleTime: 30_000, refetchOnWindowFocus: 'always' })
    const never = counting()
    watch(client, { queryFn: never, queryKey: ['keydesk', 'never'] })
    const reconnecting = counting()
    watch(client, { queryFn: reconnecting, queryKey: ['keydesk', 'online'], refetchOnReconnect: true })
    await expect.poll(() => query.state.data).toBe(1)
    const refocus = () => {
      for (const focused of [false, true]) focusManager.setFocused(focused)
    }
    refocus()
    client.mount()
    refocus()
    await expect.poll(() => query.state.data).toBe(2)
    onlineManager.setOnline(false)
    onlineManager.setOnline(true)
    await expect.poll(() => reconnecting.mock.calls.length).toBe(2)
    client.unmount()
    refocus()
    expect([queryFn, never, reconnecting].map(asked => asked.mock.calls.length)).toEqual([2, 1, 2])
  })
})
