'use client'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useKeydesk } from './keydesk-context.ts'
import { querySettings } from './query-settings.ts'
import { type AnswerOptions, watchAnswer } from './watch-answer.ts'

/** What is asked, and how it is kept. */
export interface Question<Data>
  extends Pick<AnswerOptions<Data>, 'queryKey' | 'queryFn' | 'refetchOnWindowFocus' | 'refetchOnReconnect'> {
  enabled?: boolean | undefined
  staleTime?: number | undefined
  /** While another answer is on its way for the first time, the one before it stands in. */
  keepPrevious?: boolean | undefined
}

/** A cached answer of the broker, asked for when it is stale and somebody looks. */
export const useAnswer = <Data>({
  enabled = true,
  staleTime = 0,
  keepPrevious,
  ...question
}: Question<Data>) => {
  const { queryClient } = useKeydesk()
  const options: AnswerOptions<Data> = { ...querySettings, ...question, enabled, staleTime }
  // A private client has what the cache calls of it; see `createAnswerClient`.
  const query = queryClient.getQueryCache().build<Data, Error, Data>(queryClient as QueryClient, options)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the options follow in `update`; being enabled starts anew.
  const watched = useMemo(() => watchAnswer(query, options), [query, enabled])
  useEffect(() => watched.update(options))
  const state = useSyncExternalStore(watched.subscribe, watched.read, watched.read)
  const previous = useRef<Data>(undefined)
  if (state.data !== undefined) previous.current = state.data
  const isStarting = watched.isStarting()
  const error = isStarting && state.data === undefined ? null : state.error
  const isPlaceholderData =
    keepPrevious === true && state.data === undefined && error === null && previous.current !== undefined
  return {
    data: isPlaceholderData ? previous.current : state.data,
    error,
    dataUpdatedAt: state.dataUpdatedAt,
    isFetching: isStarting || state.fetchStatus === 'fetching',
    isPlaceholderData,
    refetch: watched.refetch,
  }
}
