import type { Answer, AnswerOptions, AnswerState, AnswerWatcher } from './answer-client.ts'

/** How long an answer is kept that nobody watches, in milliseconds. */
const keptFor = 300_000

const unanswered = {
  data: undefined,
  dataUpdatedAt: 0,
  error: null,
  fetchStatus: 'idle',
  isInvalidated: false,
} as const

/** An answer of the private cache: asked for once for all who watch it, and forgotten some time after the last has gone. */
export interface PrivateAnswer<Data> extends Answer<Data> {
  /** Asks for it where a watcher wants that when this happens. */
  follow: (event: 'shouldFetchOnWindowFocus' | 'shouldFetchOnReconnect') => void
}

/** Makes the answer of this name, which stands among the others for as long as somebody watches it and some time after. */
export const createAnswer = <Data>(
  answers: Map<string, PrivateAnswer<unknown>>,
  name: string,
  given: AnswerOptions<Data>,
): PrivateAnswer<Data> => {
  const watchers = new Set<AnswerWatcher>()
  let options = given
  let flight: { controller: AbortController; landed: Promise<void> } | undefined
  let forgetting: ReturnType<typeof setTimeout> | undefined

  const set = (change: Partial<AnswerState<Data>>) => {
    answer.state = { ...answer.state, ...change }
    for (const watcher of [...watchers]) watcher.onQueryUpdate()
  }
  const accept = (data: Data): Partial<AnswerState<Data>> => ({
    // Answers are JSON. One that says the same stays the same object, so that nothing is rendered anew for it.
    data: JSON.stringify(data) === JSON.stringify(answer.state.data) ? answer.state.data : data,
    dataUpdatedAt: Date.now(),
    error: null,
    isInvalidated: false,
  })
  const cancel = () => {
    if (flight === undefined) return
    flight.controller.abort()
    flight = undefined
    set({ fetchStatus: 'idle' })
  }

  const answer: PrivateAnswer<Data> = {
    state: unanswered,
    setOptions: latest => {
      options = latest
    },
    setData: data => set(accept(data)),
    invalidate: () => set({ isInvalidated: true }),
    fetch: (latest = options, how) => {
      if (flight && !(how?.cancelRefetch && answer.state.data !== undefined)) return flight.landed
      options = latest
      flight?.controller.abort()
      const controller = new AbortController()
      // Only the latest flight may say what the answer is; who waits for one before it waits for that.
      const land = (change: Partial<AnswerState<Data>>) => {
        if (flight?.controller !== controller) return flight?.landed
        flight = undefined
        return set({ ...change, fetchStatus: 'idle' })
      }
      const landed = ask(options, controller.signal).then(
        data => land(accept(data)),
        (error: Error) => land({ error, isInvalidated: true }),
      )
      flight = { controller, landed }
      set({ fetchStatus: 'fetching' })
      return landed
    },
    cancel,
    isActive: () => [...watchers].some(watcher => watcher.options.enabled),
    follow: event => void [...watchers].find(watcher => watcher[event]())?.refetch({ cancelRefetch: false }),
    addObserver: watcher => {
      clearTimeout(forgetting)
      watchers.add(watcher)
      // It may have been forgotten meanwhile.
      if (!answers.has(name)) answers.set(name, answer)
    },
    removeObserver: watcher => {
      watchers.delete(watcher)
      if (watchers.size > 0) return
      cancel()
      // Only who has been watching leaves: on a server nobody does, and no timer keeps its process alive.
      forgetting = setTimeout(() => {
        cancel()
        // Whoever still holds it sees that it is gone.
        answer.state = unanswered
        if (answers.get(name) === answer) answers.delete(name)
      }, keptFor)
    },
  }
  return answer
}

const ask = async <Data>(
  { queryFn, retry, retryDelay }: AnswerOptions<Data>,
  signal: AbortSignal,
): Promise<Data> => {
  for (let failures = 0; ; failures++) {
    try {
      return await queryFn({ signal })
    } catch (thrown) {
      if (signal.aborted || !retry(failures, thrown as Error)) throw thrown
      await new Promise(resolve => setTimeout(resolve, retryDelay))
      signal.throwIfAborted()
    }
  }
}
