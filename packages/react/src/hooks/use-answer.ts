'use client'
import { notifyManager, type QueryKey, QueryObserver, type QueryObserverOptions } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { KeydeskClient } from '../client/create-client.ts'
import { useKeydesk } from './keydesk-context.ts'
import { querySettings } from './query-settings.ts'
import { useClientError } from './use-client-error.ts'
import { useSession } from './use-session.ts'

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

/** The same of something that belongs to the organization, asked once that is known; `name` is unique within it. */
export const useOrganizationAnswer = <Data>(
  name: readonly unknown[],
  ask: (client: KeydeskClient, signal: AbortSignal) => Promise<Data>,
  options: Pick<Question<Data>, 'placeholderData' | 'staleTime' | 'enabled'> = {},
) => {
  const { client, scope } = useKeydesk()
  const { session, checkedAt } = useSession()
  const organization = session?.organization.id
  const answer = useAnswer<Data>({
    ...options,
    queryKey: ['keydesk', scope, organization ?? '', ...name],
    queryFn: ({ signal }) => ask(client, signal),
    enabled: organization !== undefined && options.enabled !== false,
  })
  // Renewed after the session, never beside it: an organization that has changed must not answer under the old one's name.
  const { refetch } = answer
  const renewedFor = useRef(checkedAt)
  useEffect(() => {
    if (renewedFor.current !== 0 && renewedFor.current !== checkedAt && options.enabled !== false)
      void refetch()
    renewedFor.current = checkedAt
  }, [checkedAt, refetch, options.enabled])
  const { data, isFetching, isPlaceholderData } = answer
  return { data, error: useClientError(answer.error), isFetching, isPlaceholderData, refresh: refetch }
}
