'use client'
import { notifyManager, type QueryKey, QueryObserver, type QueryObserverOptions } from '@tanstack/react-query'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useKeydesk } from './keydesk-context.ts'
import { querySettings } from './query-settings.ts'

/** What is asked, and how it is kept. */
export type Question<Data> = Pick<
  QueryObserverOptions<Data, Error, Data, Data, QueryKey>,
  | 'queryKey'
  | 'queryFn'
  | 'enabled'
  | 'placeholderData'
  | 'staleTime'
  | 'refetchOnWindowFocus'
  | 'refetchOnReconnect'
>

/** A cached answer of the broker. `useQuery` without what no hook here needs: suspense, error boundaries, restored caches. */
export const useAnswer = <Data>(question: Question<Data>) => {
  const { queryClient } = useKeydesk()
  const options = queryClient.defaultQueryOptions<Data, Error, Data, Data, QueryKey>({
    ...querySettings,
    ...question,
  })
  options._optimisticResults = 'optimistic'
  const [observer] = useState(() => new QueryObserver(queryClient, options))
  const answer = observer.getOptimisticResult(options)
  useEffect(() => observer.setOptions(options))
  const subscribe = useCallback(
    (tell: () => void) => {
      const unsubscribe = observer.subscribe(notifyManager.batchCalls(tell))
      // Something may have come between the render and this.
      observer.updateResult()
      return unsubscribe
    },
    [observer],
  )
  const read = () => observer.getCurrentResult()
  useSyncExternalStore(subscribe, read, read)
  return observer.trackResult(answer)
}
