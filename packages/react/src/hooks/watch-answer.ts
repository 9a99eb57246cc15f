import type { Query, QueryKey, QueryObserver, QueryObserverOptions } from '@tanstack/react-query'

/** What is asked, and how it is kept. */
export interface AnswerOptions<Data> extends QueryObserverOptions<Data, Error, Data, Data, QueryKey> {
  enabled: boolean
  staleTime: number
}

/** Keeps one cached answer fresh while somebody watches it: react-query's `QueryObserver` as far as the hooks here need it. */
export const watchAnswer = <Data>(
  query: Query<Data, Error, Data, QueryKey>,
  options: AnswerOptions<Data>,
) => {
  let tell: (() => void) | null = null
  const isStale = () => watcher.options.enabled && query.isStaleByTime(watcher.options.staleTime)
  const wants = (when: unknown) =>
    watcher.options.enabled && (when === 'always' || (when !== false && isStale()))
  const watcher = {
    options,
    onQueryUpdate: () => tell?.(),
    shouldFetchOnWindowFocus: () => wants(watcher.options.refetchOnWindowFocus),
    shouldFetchOnReconnect: () => wants(watcher.options.refetchOnReconnect),
    getCurrentResult: () => ({ isStale: isStale() }),
    // What became of it is in the query's state.
    refetch: (how?: { cancelRefetch: boolean }): Promise<unknown> =>
      query.fetch(watcher.options, { cancelRefetch: true, ...how }).catch(() => {}),
  }
  // A query calls nothing else of its observers; that it is a class of its own with private parts is all that differs.
  const observer = watcher as unknown as QueryObserver
  return {
    read: () => query.state,
    refetch: () => watcher.refetch(),
    /** Whether watching it will ask for it. */
    isStarting: () => tell === null && isStale(),
    update: (latest: AnswerOptions<Data>) => {
      watcher.options = latest
      query.setOptions(latest)
    },
    subscribe: (listener: () => void) => {
      tell = listener
      query.addObserver(observer)
      if (isStale()) void watcher.refetch({ cancelRefetch: false })
      return () => {
        tell = null
        query.removeObserver(observer)
      }
    },
  }
}
