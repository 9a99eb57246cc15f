import {
  focusManager,
  onlineManager,
  QueryCache,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query'

/** What is needed of a query client: a host's own has all of it, and so has `createAnswerClient`'s. */
export type AnswerClient = Pick<QueryClient, 'getQueryCache' | 'mount' | 'unmount'>

/** A private client: react-query's cache without its `QueryClient`, whose mutations and many methods nothing here calls. */
export const createAnswerClient = (): AnswerClient => {
  const cache = new QueryCache()
  let leave: (() => void)[] = []
  const client: AnswerClient & Pick<QueryClient, 'defaultQueryOptions' | 'getQueryDefaults'> = {
    getQueryCache: () => cache,
    mount: () => {
      leave = [
        focusManager.subscribe(focused => focused && cache.onFocus()),
        onlineManager.subscribe(online => online && cache.onOnline()),
      ]
    },
    unmount: () => {
      for (const stop of leave) stop()
    },
    // The cache asks its client for defaults: there are none.
    defaultQueryOptions: options => options as never,
    getQueryDefaults: () => ({}),
  }
  return client
}

/** Has the cached answers below this key asked for anew: at once where one is shown, otherwise when it next is. */
export const renewAnswers = (client: AnswerClient, queryKey: QueryKey): void => {
  for (const query of client.getQueryCache().findAll({ queryKey })) {
    query.invalidate()
    // What became of it is in the query's state.
    if (query.isActive()) query.fetch(undefined, { cancelRefetch: true }).catch(() => {})
  }
}
