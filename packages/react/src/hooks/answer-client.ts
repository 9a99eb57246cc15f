/** What is asked, and how it is kept. */
export interface AnswerOptions<Data> {
  /** The answer's name: words and plain objects, the widest first. */
  queryKey: readonly unknown[]
  queryFn: (context: { signal: AbortSignal }) => Promise<Data>
  enabled: boolean
  /** Milliseconds for which an answer is not asked for again. */
  staleTime: number
  networkMode: 'always'
  refetchOnWindowFocus?: boolean | 'always'
  refetchOnReconnect?: boolean | 'always'
  /** Whether to try again after this failure; `failures` counts those before it. */
  retry: (failures: number, error: Error) => boolean
  /** Milliseconds until then. */
  retryDelay: number
}

/** What is known of one answer. Each change is a new object. */
export interface AnswerState<Data> {
  data: Data | undefined
  /** In milliseconds; 0 before there was any. */
  dataUpdatedAt: number
  error: Error | null
  fetchStatus: 'fetching' | 'paused' | 'idle'
  isInvalidated: boolean
}

/** Who watches an answer: told of each change, and asked whether it wants a new one. */
export interface AnswerWatcher {
  options: { enabled?: unknown }
  onQueryUpdate: () => void
  shouldFetchOnWindowFocus: () => boolean
  shouldFetchOnReconnect: () => boolean
  getCurrentResult: () => { isStale: boolean }
  refetch: (how?: { cancelRefetch: boolean }) => Promise<unknown>
}

/** One cached answer. */
export interface Answer<Data> {
  state: AnswerState<Data>
  setOptions(options: AnswerOptions<Data>): void
  setData(data: Data, how: { manual: true }): unknown
  invalidate(): void
  /** Asks for it. While it is on its way already, that counts, unless there is one to show meanwhile and `cancelRefetch` is set. */
  fetch(options?: AnswerOptions<Data>, how?: { cancelRefetch: boolean }): Promise<unknown>
  /** Gives up what is on its way, as if it had never been asked for. */
  cancel(how: { revert: true }): unknown
  /** Whether somebody watches who is not disabled. */
  isActive(): boolean
  addObserver(watcher: AnswerWatcher): void
  removeObserver(watcher: AnswerWatcher): void
}

/** What is needed of react-query's `QueryClient`: a host's own has all of it, and so has `createAnswerClient`'s. */
export interface AnswerClient {
  getQueryCache(): {
    /** The answer of this name, made where there is none. */
    build(client: object, options: AnswerOptions<unknown>): Answer<unknown>
    /** The answers whose names begin like this. */
    findAll(filter: { queryKey: readonly unknown[] }): Answer<unknown>[]
  }
  mount(): void
  unmount(): void
}

/** Has the cached answers below this key asked for anew: at once where one is shown, otherwise when it next is. */
export const renewAnswers = (client: AnswerClient, queryKey: readonly unknown[]): void => {
  for (const answer of client.getQueryCache().findAll({ queryKey })) {
    answer.invalidate()
    // What became of it is in the answer's state.
    if (answer.isActive()) answer.fetch(undefined, { cancelRefetch: true }).catch(() => {})
  }
}
