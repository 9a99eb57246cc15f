'use client'
import { type ApiKey, type ListApiKeysQuery, pageSize } from '@keydesk/contract'
import { useEffect, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useOrganizationAnswer } from './use-organization-answer.ts'

/** Where a page of a list is: how many pages come before it, and the cursor that leads to it. */
export interface Place {
  index: number
  cursor: string | null
}

/** The first page. */
export const firstPlace: Place = { index: 0, cursor: null }

/** Which keys `useApiKeys` gives, in which order. */
export interface ApiKeysOptions extends Omit<ListApiKeysQuery, 'cursor'> {
  /** The page, where the caller keeps it; with `onPlace`, which is told where to go. */
  place?: Place | undefined
  onPlace?: ((place: Place) => void) | undefined
}

/** What `useApiKeys` gives: one page of keys and the ways to the next. */
export interface ApiKeysState {
  /** The rows of this page; while another page, other filters or a refresh are on their way, the rows before it. */
  apiKeys: ApiKey[] | undefined
  error: KeydeskClientError | null
  isRefreshing: boolean
  /** Whether the rows are still those of the page, the filters or the order before. */
  isPrevious: boolean
  /** Position of the first row, from 1. */
  from: number
  total: number | null
  /** Null where there is no such page. */
  next: (() => void) | null
  previous: (() => void) | null
  first: () => void
  refresh: () => Promise<unknown>
}

/** The organization's API keys, a page at a time; newest first, and all but the revoked, unless asked otherwise. */
export const useApiKeys = ({ place: given, onPlace, ...filters }: ApiKeysOptions = {}): ApiKeysState => {
  const { limit = pageSize.default } = filters
  const query = { ...filters, limit }
  const asked = JSON.stringify(query)
  const [own, setOwn] = useState<Place & { asked: string }>({ ...firstPlace, asked })
  // A cursor leads through one list only.
  const place = given ?? (own.asked === asked ? own : firstPlace)
  const go = (to: Place) => (onPlace ? onPlace(to) : setOwn({ ...to, asked }))
  const { cursor, index } = place
  const { data, error, isFetching, isPlaceholderData, refresh } = useOrganizationAnswer(
    ['api-keys', { ...query, cursor }],
    (client, signal) => client.apiKeys.list({ ...query, cursor: cursor ?? undefined }, { signal }),
    { keepPrevious: true },
  )
  const isGone =
    cursor !== null && !isPlaceholderData && (data?.data.length === 0 || error?.code === 'malformed_request')
  useEffect(() => {
    if (isGone) go(firstPlace)
  })

  const step = (to: string | null | undefined, by: number) =>
    to && !isPlaceholderData ? () => go({ cursor: to, index: Math.max(0, index + by) }) : null
  return {
    apiKeys: data?.data,
    error,
    isRefreshing: isFetching,
    isPrevious: isPlaceholderData,
    from: index * limit + 1,
    total: data?.total ?? null,
    next: step(data?.nextCursor, 1),
    previous: step(data?.previousCursor, -1),
    first: () => go(firstPlace),
    refresh,
  }
}
