'use client'
import { type ApiKey, pageSize } from '@keydesk/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useKeydesk } from './keydesk-context.ts'
import { queryKeys, querySettings } from './query-settings.ts'
import { useClientError } from './use-client-error.ts'
import { useSession } from './use-session.ts'

/** What `useApiKeys` gives: one page of keys, newest first, and the ways to the next. */
export interface ApiKeysState {
  /** The rows of this page; while another page or a refresh is on its way, the rows before it. */
  apiKeys: ApiKey[] | undefined
  error: KeydeskClientError | null
  isRefreshing: boolean
  /** Position of the first row, from 1. */
  from: number
  total: number | null
  /** Null where there is no such page. */
  next: (() => void) | null
  previous: (() => void) | null
  first: () => void
  refresh: () => Promise<unknown>
}

/** The organization's API keys, a page at a time. */
export const useApiKeys = ({ limit = pageSize.default }: { limit?: number } = {}): ApiKeysState => {
  const { client, queryClient, scope } = useKeydesk()
  const { session, checkedAt } = useSession()
  const organization = session?.organization.id
  const [place, setPlace] = useState<Place>({ index: 0, cursor: null })
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(
    {
      ...querySettings,
      queryKey: [...queryKeys.apiKeys(scope, organization ?? ''), { limit, cursor: place.cursor }],
      queryFn: ({ signal }) =>
        client.apiKeys.list(
          { limit, ...(place.cursor === null ? {} : { cursor: place.cursor }) },
          { signal },
        ),
      enabled: organization !== undefined,
      placeholderData: keepPreviousData,
    },
    queryClient,
  )
  // The rows are renewed after the session, never beside it: an organization that has changed must not answer under the old one's name.
  const renewedFor = useRef(checkedAt)
  useEffect(() => {
    if (renewedFor.current !== 0 && renewedFor.current !== checkedAt) void refetch()
    renewedFor.current = checkedAt
  }, [checkedAt, refetch])

  const isGone = data?.data.length === 0 && !isPlaceholderData && place.index > 0
  useEffect(() => {
    if (isGone) setPlace({ index: 0, cursor: null })
  }, [isGone])

  const step = (cursor: string | null | undefined, by: number) =>
    cursor && !isPlaceholderData ? () => setPlace({ cursor, index: Math.max(0, place.index + by) }) : null
  return {
    apiKeys: data?.data,
    error: useClientError(error),
    isRefreshing: isFetching,
    from: place.index * limit + 1,
    total: data?.total ?? null,
    next: step(data?.nextCursor, 1),
    previous: step(data?.previousCursor, -1),
    first: () => setPlace({ index: 0, cursor: null }),
    refresh: refetch,
  }
}

interface Place {
  index: number
  cursor: string | null
}
