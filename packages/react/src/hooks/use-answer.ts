'use client'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { Answer, AnswerOptions } from './answer-client.ts'
import { useKeydesk } from './keydesk-context.ts'
import { querySettings } from './query-settings.ts'
import { watchAnswer } from './watch-answer.ts'

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
  // A name stands for one question, and so for one kind of data.
  const answer = queryClient.getQueryCache().build(queryClient, options) as Answer<Data>
  // biome-ignore lint/correctness/useExhaustiveDependencies: the options follow in `update`; being enabled starts anew.
  const watched = useMemo(() => watchAnswer(answer, options), [answer, enabled])
  useEffect(() => watched.update(options))
  const state = useSyncExternalStore(watched.subscribe, watched.read, watched.read)
  const previous = useRef<Data>(undefined)
  if (state.data !== undefined) previous.current = state.data
  const isFetching = watched.isStarting() || state.fetchStatus === 'fetching'
  // Where there is nothing to show meanwhile, another try begins as the first one did.
  const error = isFetching && state.data === undefined ? null : state.error
  const isPlaceholderData =
    keepPrevious === true && state.data === undefined && error === null && previous.current !== undefined
  return {
    answer,
    data: isPlaceholderData ? previous.current : state.data,
    error,
    dataUpdatedAt: state.dataUpdatedAt,
    isFetching,
    isPlaceholderData,
    refetch: watched.refetch,
  }
}
