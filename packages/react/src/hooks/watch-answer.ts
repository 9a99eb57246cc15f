import type { Answer, AnswerOptions, AnswerWatcher } from './answer-client.ts'

/** Keeps one cached answer fresh while somebody watches it: react-query's `QueryObserver` as far as the hooks here need it. */
export const watchAnswer = <Data>(answer: Answer<Data>, options: AnswerOptions<Data>) => {
  let tell: (() => void) | null = null
  const isStale = () => {
    const { data, dataUpdatedAt, isInvalidated } = answer.state
    const isOld = Date.now() - dataUpdatedAt >= watcher.options.staleTime
    return watcher.options.enabled && (data === undefined || isInvalidated || isOld)
  }
  const wants = (when: unknown) =>
    watcher.options.enabled && (when === 'always' || (when !== false && isStale()))
  const watcher: AnswerWatcher & { options: AnswerOptions<Data> } = {
    options,
    onQueryUpdate: () => tell?.(),
    shouldFetchOnWindowFocus: () => wants(watcher.options.refetchOnWindowFocus),
    shouldFetchOnReconnect: () => wants(watcher.options.refetchOnReconnect),
    getCurrentResult: () => ({ isStale: isStale() }),
    // What became of it is in the answer's state.
    refetch: how => answer.fetch(watcher.options, { cancelRefetch: true, ...how }).catch(() => {}),
  }
  return {
    read: () => answer.state,
    refetch: () => watcher.refetch(),
    /** Whether watching it will ask for it. */
    isStarting: () => tell === null && isStale(),
    update: (latest: AnswerOptions<Data>) => {
      watcher.options = latest
      answer.setOptions(latest)
    },
    subscribe: (listener: () => void) => {
      tell = listener
      answer.addObserver(watcher)
      if (isStale()) void watcher.refetch({ cancelRefetch: false })
      return () => {
        tell = null
        answer.removeObserver(watcher)
      }
    },
  }
}
