import { focusManager, onlineManager, QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { KeydeskClientError } from '../client/client-error.ts'
import { type AnswerClient, type AnswerOptions, renewAnswers } from './answer-client.ts'
import { createAnswerClient } from './create-answer-client.ts'
import { querySettings } from './query-settings.ts'
import { watchAnswer } from './watch-answer.ts'

const queryKey = ['keydesk', 'test']
const fiveMinutes = 300_000

type Question = Partial<AnswerOptions<unknown>>

const ask = (changes: Question = {}) => ({
  ...querySettings,
  queryKey,
  queryFn: async (): Promise<unknown> => null,
  enabled: true,
  staleTime: 0,
  ...changes,
})

/** What a rendering does. */
const build = (client: AnswerClient, changes: Question = {}) => {
  const options = ask(changes)
  const answer = client.getQueryCache().build(client, options)
  return { answer, watched: watchAnswer(answer, options) }
}

/** What a rendering does, and what follows it. */
const watch = (client: AnswerClient, changes: Question = {}) => {
  const { answer, watched } = build(client, changes)
  const heard = vi.fn()
  return { answer, watched, heard, leave: watched.subscribe(heard) }
}

/** Answers 1, 2, 3, … */
const counting = () => {
  let count = 0
  return vi.fn(async () => ++count)
}

/** A question whose answers the test gives, by the number of the request. */
const asking = () => {
  const flights: { signal: AbortSignal; answer: (data: unknown) => void; fail: (error: Error) => void }[] = []
  const queryFn = ({ signal }: { signal: AbortSignal }) =>
    new Promise<unknown>((answer, fail) => flights.push({ signal, answer, fail }))
  const flight = (at: number) => {
    const found = flights[at]
    if (found === undefined) throw new Error(`No request ${at} was made.`)
    return found
  }
  return { queryFn, flights, flight }
}

/** Lets everything happen that takes no time. */
const settle = () => vi.advanceTimersByTimeAsync(0)

const names = (client: AnswerClient) => client.getQueryCache().findAll({ queryKey: ['keydesk'] })

const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
const happen = async (...types: string[]) => {
  for (const type of types) page.dispatchEvent(new Event(type))
  await settle()
}

beforeEach(() => {
  vi.useFakeTimers()
  page.visibilityState = 'visible'
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', page)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  focusManager.setFocused(undefined)
  onlineManager.setOnline(true)
})

describe.each([
  ['a private client', createAnswerClient],
  [
    'a host’s query client',
    (): AnswerClient => {
      const client = new QueryClient()
      // Its own default in a browser; elsewhere it keeps everything.
      client.setQueryDefaults(['keydesk'], { gcTime: fiveMinutes })
      return client
    },
  ],
])('an answer in %s', (_, createClient) => {
  it('is asked for once for all who watch it, and tells each of them', async () => {
    const client = createClient()
    const queryFn = counting()
    const first = watch(client, { queryFn })
    const second = watch(client, { queryFn })
    await settle()
    expect([first.watched.read().data, second.watched.read().data]).toEqual([1, 1])
    expect(queryFn).toHaveBeenCalledTimes(1)
    expect(first.heard).toHaveBeenCalled()
    expect(second.heard).toHaveBeenCalled()
    first.leave()
    await second.watched.refetch()
    expect(second.watched.read().data).toBe(2)
  })

  it('is one for all who render before anybody watches', () => {
    const client = createClient()
    expect(build(client).answer).toBe(build(client).answer)
  })

  it('says before it is watched whether it will be asked for, and says nothing afterwards', async () => {
    const client = createClient()
    expect(build(client, { enabled: false }).watched.isStarting()).toBe(false)
    expect(build(client).watched.isStarting()).toBe(true)
    const { watched, heard, leave } = watch(client)
    expect(watched.isStarting()).toBe(false)
    await settle()
    leave()
    expect(watched.isStarting()).toBe(true)
    expect(build(client, { staleTime: 30_000 }).watched.isStarting()).toBe(false)
    heard.mockClear()
    renewAnswers(client, queryKey)
    expect(heard).not.toHaveBeenCalled()
  })

  it('is the same object for as long as nothing has changed', async () => {
    const { watched, heard } = watch(createClient(), { queryFn: counting() })
    await settle()
    const before = watched.read()
    expect(watched.read()).toBe(before)
    heard.mockClear()
    await watched.refetch()
    expect(watched.read()).not.toBe(before)
    expect(heard).toHaveBeenCalled()
  })

  it('keeps its data as the same object when the next answer says the same, and takes one that differs', async () => {
    let name = 'Zapier'
    const { answer, watched } = watch(createClient(), { queryFn: async () => ({ data: [{ name }] }) })
    await settle()
    const { data, dataUpdatedAt } = answer.state
    vi.advanceTimersByTime(10)
    await watched.refetch()
    expect(answer.state.data).toBe(data)
    expect(answer.state.dataUpdatedAt).toBe(dataUpdatedAt + 10)
    name = 'Make'
    await watched.refetch()
    expect(answer.state.data).toEqual({ data: [{ name }] })
  })

  it('is not asked for while it is fresh, nor while it is disabled', async () => {
    const client = createClient()
    const queryFn = counting()
    expect(watch(client, { queryFn, enabled: false }).answer.isActive()).toBe(false)
    expect(queryFn).not.toHaveBeenCalled()
    const { watched } = watch(client, { queryFn, staleTime: 30_000 })
    await settle()
    vi.advanceTimersByTime(29_999)
    expect(watch(client, { queryFn, staleTime: 30_000 }).watched.isStarting()).toBe(false)
    await settle()
    expect(queryFn).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1)
    watch(client, { queryFn, staleTime: 30_000 })
    await settle()
    expect(watched.read().data).toBe(2)
  })

  it('is asked for with the latest question', async () => {
    const client = createClient()
    const { answer, watched } = watch(client, { queryFn: async () => 'old', staleTime: 30_000 })
    await settle()
    watched.update(ask({ queryFn: async () => 'new', staleTime: 30_000 }))
    renewAnswers(client, queryKey)
    await settle()
    expect(answer.state.data).toBe('new')
    watched.update(ask({ queryFn: async () => 'newest', refetchOnWindowFocus: 'always' }))
    client.mount()
    await happen('visibilitychange')
    client.unmount()
    expect(answer.state.data).toBe('newest')
  })

  it('is tried once more, 800 ms after a failure, and stays what it was when that fails too', async () => {
    const queryFn = vi.fn(async () => 7)
    const { answer, watched } = watch(createClient(), { queryFn })
    await settle()
    queryFn.mockRejectedValue(new Error('gone'))
    const done = watched.refetch()
    await vi.advanceTimersByTimeAsync(799)
    expect(queryFn).toHaveBeenCalledTimes(2)
    expect(answer.state).toMatchObject({ data: 7, error: null, fetchStatus: 'fetching' })
    await vi.advanceTimersByTimeAsync(1)
    await done
    expect(queryFn).toHaveBeenCalledTimes(3)
    expect(answer.state).toMatchObject({ data: 7, error: { message: 'gone' }, fetchStatus: 'idle' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(queryFn).toHaveBeenCalledTimes(3)
  })

  it('is not tried again after an answer that will not change', async () => {
    const refused = new KeydeskClientError({ code: 'not_found', message: 'No such key.', status: 404 })
    const queryFn = vi.fn(async () => Promise.reject(refused))
    const { answer } = watch(createClient(), { queryFn })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(queryFn).toHaveBeenCalledTimes(1)
    expect(answer.state.error).toBe(refused)
  })

  it('recovers: a failed one counts as stale, and the next answer takes the failure away', async () => {
    const client = createClient()
    const queryFn = vi.fn(async (): Promise<unknown> => 1)
    const { answer, watched } = watch(client, { queryFn, staleTime: 30_000 })
    await settle()
    queryFn.mockRejectedValue(new Error('down'))
    void watched.refetch()
    await vi.advanceTimersByTimeAsync(800)
    expect(answer.state).toMatchObject({ data: 1, error: { message: 'down' } })
    queryFn.mockResolvedValue(2)
    watch(client, { queryFn, staleTime: 30_000 })
    await settle()
    expect(answer.state).toMatchObject({ data: 2, error: null, isInvalidated: false })
  })

  it('fails without data, and is asked for by the next who watches', async () => {
    const client = createClient()
    const queryFn = vi.fn(async (): Promise<unknown> => {
      throw new Error('down')
    })
    const { answer } = watch(client, { queryFn })
    await vi.advanceTimersByTimeAsync(800)
    expect(answer.state).toMatchObject({ data: undefined, error: { message: 'down' }, fetchStatus: 'idle' })
    queryFn.mockResolvedValue(1)
    watch(client, { queryFn })
    await settle()
    expect(answer.state).toMatchObject({ data: 1, error: null })
  })

  it('is no longer waited for once nobody watches, whatever comes then', async () => {
    const client = createClient()
    const { queryFn, flight } = asking()
    const { answer, leave } = watch(client, { queryFn })
    const other = watch(client, { queryFn })
    leave()
    expect(flight(0).signal.aborted).toBe(false)
    other.leave()
    expect(flight(0).signal.aborted).toBe(true)
    expect(answer.state).toMatchObject({ fetchStatus: 'idle', error: null })
    flight(0).answer('late')
    await settle()
    expect(answer.state).toMatchObject({ data: undefined, error: null })
  })

  it('is not tried again once nobody watches', async () => {
    const { queryFn, flights, flight } = asking()
    const { answer, leave } = watch(createClient(), { queryFn })
    flight(0).fail(new Error('down'))
    await vi.advanceTimersByTimeAsync(400)
    leave()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(flights).toHaveLength(1)
    expect(answer.state).toMatchObject({ error: null, fetchStatus: 'idle' })
  })

  it('is asked for once more, not twice, by who leaves while it waits to be tried again and comes back', async () => {
    const client = createClient()
    const { queryFn, flights, flight } = asking()
    const { leave } = watch(client, { queryFn })
    flight(0).fail(new Error('down'))
    await vi.advanceTimersByTimeAsync(400)
    leave()
    const { answer } = watch(client, { queryFn })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(flights).toHaveLength(2)
    flight(1).answer('here')
    await settle()
    expect(answer.state).toMatchObject({ data: 'here', fetchStatus: 'idle' })
  })

  it('comes from the second request where StrictMode watches, leaves and watches again', async () => {
    const { queryFn, flight } = asking()
    const { answer, watched, heard, leave } = watch(createClient(), { queryFn })
    leave()
    watched.subscribe(heard)
    expect([flight(0), flight(1)].map(({ signal }) => signal.aborted)).toEqual([true, false])
    flight(0).answer('first')
    await settle()
    expect(answer.state.data).toBe(undefined)
    flight(1).answer('second')
    await settle()
    expect(answer.state.data).toBe('second')
  })

  it('shares what is on its way while there is nothing to show, and after that counts the latest request alone', async () => {
    const { queryFn, flights, flight } = asking()
    const { answer, watched } = watch(createClient(), { queryFn })
    void watched.refetch()
    expect(flights).toHaveLength(1)
    flight(0).answer('first')
    await settle()
    const done = vi.fn()
    void watched.refetch().then(done)
    const latest = watched.refetch()
    expect([flight(1), flight(2)].map(({ signal }) => signal.aborted)).toEqual([true, false])
    flight(1).answer('overtaken')
    await settle()
    expect(answer.state).toMatchObject({ data: 'first', fetchStatus: 'fetching' })
    expect(done).not.toHaveBeenCalled()
    flight(2).answer('latest')
    await latest
    await settle()
    expect(answer.state).toMatchObject({ data: 'latest', fetchStatus: 'idle' })
    expect(done).toHaveBeenCalled()
  })

  it('shares what is on its way with who comes to watch, and with a page that is seen again', async () => {
    const client = createClient()
    const { queryFn, flights, flight } = asking()
    const { watched } = watch(client, { queryFn, refetchOnWindowFocus: 'always' })
    flight(0).answer('first')
    await settle()
    void watched.refetch()
    watch(client, { queryFn })
    client.mount()
    await happen('visibilitychange')
    client.unmount()
    expect(flights).toHaveLength(2)
    expect(flight(1).signal.aborted).toBe(false)
  })

  it('ignores the failure of a request that was overtaken', async () => {
    const { queryFn, flights, flight } = asking()
    const { answer, watched } = watch(createClient(), { queryFn })
    flight(0).answer('first')
    await settle()
    void watched.refetch()
    void watched.refetch()
    flight(1).fail(new Error('aborted'))
    flight(2).answer('latest')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(answer.state).toMatchObject({ data: 'latest', error: null })
    expect(flights).toHaveLength(3)
  })

  it('goes on as it was when a request is cancelled, and ignores its answer', async () => {
    const { queryFn, flight } = asking()
    const { answer, watched } = watch(createClient(), { queryFn })
    flight(0).answer('first')
    await settle()
    const given = watched.refetch()
    answer.cancel({ revert: true })
    expect(flight(1).signal.aborted).toBe(true)
    expect(answer.state).toMatchObject({ data: 'first', fetchStatus: 'idle', error: null })
    flight(1).answer('late')
    await given
    expect(answer.state.data).toBe('first')
    answer.cancel({ revert: true })
    void watched.refetch()
    flight(2).answer('next')
    await settle()
    expect(answer.state.data).toBe('next')
  })

  it('is over for who waits for it once it was cancelled', async () => {
    const { queryFn, flight } = asking()
    const { answer, watched } = watch(createClient(), { queryFn })
    const done = vi.fn()
    void watched.refetch().then(done)
    answer.cancel({ revert: true })
    flight(0).fail(new Error('aborted'))
    await settle()
    expect(done).toHaveBeenCalled()
    expect(answer.state).toMatchObject({ error: null, fetchStatus: 'idle' })
  })

  it('shows at once what it is set to, and then the answer that was on its way', async () => {
    const { queryFn, flight } = asking()
    const { answer, watched, heard } = watch(createClient(), { queryFn })
    flight(0).answer('first')
    await settle()
    void watched.refetch()
    heard.mockClear()
    answer.setData('changed', { manual: true })
    expect(heard).toHaveBeenCalled()
    expect(watched.read()).toMatchObject({ data: 'changed', fetchStatus: 'fetching' })
    flight(1).answer('asked')
    await settle()
    expect(watched.read()).toMatchObject({ data: 'asked', fetchStatus: 'idle' })
  })

  it('stays what it was set to when the request on its way is cancelled', async () => {
    const { queryFn } = asking()
    const { answer } = watch(createClient(), { queryFn })
    answer.setData('changed', { manual: true })
    answer.cancel({ revert: true })
    await settle()
    expect(answer.state).toMatchObject({ data: 'changed', fetchStatus: 'idle', error: null })
  })

  it('is forgotten five minutes after nobody watches, not before, and then asked for anew', async () => {
    const client = createClient()
    const queryFn = counting()
    const { leave } = watch(client, { queryFn })
    await vi.advanceTimersByTimeAsync(2 * fiveMinutes)
    expect(names(client)).toHaveLength(1)
    leave()
    await vi.advanceTimersByTimeAsync(fiveMinutes - 1)
    expect(names(client)).toHaveLength(1)
    const back = watch(client, { queryFn, staleTime: Number.POSITIVE_INFINITY })
    await vi.advanceTimersByTimeAsync(fiveMinutes)
    expect(back.watched.read().data).toBe(1)
    back.leave()
    await vi.advanceTimersByTimeAsync(fiveMinutes)
    expect(names(client)).toEqual([])
    const anew = watch(client, { queryFn, staleTime: Number.POSITIVE_INFINITY })
    expect(anew.watched.read().data).toBe(undefined)
    await settle()
    expect(anew.watched.read().data).toBe(2)
  })

  it('is asked for anew when renewed: now if it is watched, else when it next is', async () => {
    const client = createClient()
    const queryFn = counting()
    const { answer, leave } = watch(client, { queryFn, staleTime: 30_000 })
    await settle()
    renewAnswers(client, ['keydesk'])
    await settle()
    expect(answer.state.data).toBe(2)
    leave()
    renewAnswers(client, ['keydesk'])
    await settle()
    expect(queryFn).toHaveBeenCalledTimes(2)
    watch(client, { queryFn, staleTime: 30_000 })
    await settle()
    expect(answer.state.data).toBe(3)
  })

  it('is found by the beginning of its name, and by nothing that only looks like it', async () => {
    const client = createClient()
    const askFor = async (name: unknown[]) => {
      const queryFn = counting()
      watch(client, { queryFn, queryKey: name, staleTime: 30_000 })
      await settle()
      return queryFn
    }
    const listed = await askFor(['keydesk', 'org_1', 'api-keys', { limit: 25 }])
    const neighbours = [
      await askFor(['keydesk', 'org_1', 'api-keys-2']),
      await askFor(['keydesk', 'org_12', 'api-keys']),
      await askFor(['keydesk', 'org_1']),
    ]
    renewAnswers(client, ['keydesk', 'org_1', 'api-keys'])
    await settle()
    expect(listed).toHaveBeenCalledTimes(2)
    for (const queryFn of neighbours) expect(queryFn).toHaveBeenCalledTimes(1)
  })

  it('follows focus and connection as its question says, from mount to unmount', async () => {
    const client = createClient()
    const queryFn = counting()
    const focused = watch(client, { queryFn, staleTime: 30_000, refetchOnWindowFocus: 'always' })
    watch(client, { queryFn, staleTime: 30_000, refetchOnWindowFocus: 'always' })
    const never = counting()
    watch(client, { queryFn: never, queryKey: ['keydesk', 'never'] })
    const reconnecting = counting()
    const fresh = counting()
    watch(client, { queryFn: reconnecting, queryKey: ['keydesk', 'online'], refetchOnReconnect: true })
    watch(client, {
      queryFn: fresh,
      queryKey: ['keydesk', 'fresh'],
      refetchOnReconnect: true,
      staleTime: 30_000,
    })
    await happen('visibilitychange', 'offline', 'online')
    client.mount()
    page.visibilityState = 'hidden'
    await happen('visibilitychange')
    expect(queryFn).toHaveBeenCalledTimes(1)
    page.visibilityState = 'visible'
    await happen('visibilitychange')
    expect(focused.watched.read().data).toBe(2)
    await happen('offline', 'online')
    expect(reconnecting).toHaveBeenCalledTimes(2)
    client.unmount()
    await happen('visibilitychange', 'offline', 'online')
    expect([queryFn, never, reconnecting, fresh].map(asked => asked.mock.calls.length)).toEqual([2, 1, 2, 1])
  })

  it('that failed offline is there once the connection is', async () => {
    const client = createClient()
    client.mount()
    const queryFn = vi.fn(async (): Promise<unknown> => {
      throw new Error('offline')
    })
    const { answer } = watch(client, { queryFn, refetchOnReconnect: true, staleTime: 30_000 })
    await happen('offline')
    await vi.advanceTimersByTimeAsync(800)
    expect(answer.state).toMatchObject({ error: { message: 'offline' }, fetchStatus: 'idle' })
    queryFn.mockResolvedValue('here')
    await happen('online')
    expect(answer.state).toMatchObject({ data: 'here', error: null })
    client.unmount()
  })
})

describe('an answer in a private client', () => {
  it('keeps no process alive where it is rendered and never watched', () => {
    const client = createAnswerClient()
    build(client)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is seen to be gone by who still holds it once it is forgotten, and is found again when that watches', async () => {
    const client = createAnswerClient()
    const queryFn = counting()
    const { watched, heard, leave } = watch(client, { queryFn, staleTime: Number.POSITIVE_INFINITY })
    await settle()
    leave()
    await vi.advanceTimersByTimeAsync(fiveMinutes)
    expect(watched.read().data).toBe(undefined)
    watched.subscribe(heard)
    await settle()
    renewAnswers(client, queryKey)
    await settle()
    expect(watched.read().data).toBe(3)
    expect(names(client)).toHaveLength(1)
  })

  it('is not forgotten with another of the same name, made while that was forgotten', async () => {
    const client = createAnswerClient()
    const old = watch(client)
    old.leave()
    await vi.advanceTimersByTimeAsync(fiveMinutes)
    const { answer } = watch(client)
    old.watched.subscribe(() => {})()
    await vi.advanceTimersByTimeAsync(fiveMinutes)
    expect(names(client)).toEqual([answer])
  })

  it('is given up where it was asked for by somebody who does not watch', async () => {
    const client = createAnswerClient()
    const { queryFn, flight } = asking()
    const { watched, leave } = watch(client, { queryFn })
    leave()
    void watched.refetch()
    await vi.advanceTimersByTimeAsync(fiveMinutes)
    expect(flight(1).signal.aborted).toBe(true)
  })
})
