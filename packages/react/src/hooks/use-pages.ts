'use client'
import { type Page, pageSize } from '@keydesk/contract'
import { useEffect, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import type { CallBroker } from '../client/create-call.ts'
import type { CredentialName } from './query-settings.ts'
import { useOrganizationAnswer } from './use-organization-answer.ts'

/** Where a page of a list is: how many pages come before it, and the cursor that leads to it. */
export interface Place {
  index: number
  cursor: string | null
}

/** The first page. */
export const firstPlace: Place = { index: 0, cursor: null }

/** What is asked for beside the filters: how long a page is, and which one, where the caller keeps that. */
export interface PagesOptions {
  limit?: number | undefined
  /** The page, where the caller keeps it; with `onPlace`, which is told where to go. */
  place?: Place | undefined
  onPlace?: ((place: Place) => void) | undefined
}

/** One page of a list and the ways to the next. */
export interface PagesState {
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

/** The organization's credentials of a kind, a page at a time. */
export const usePages = <Row, Filters extends object>(
  name: CredentialName,
  { place: given, onPlace, ...filters }: Filters & PagesOptions,
  ask: (
    call: CallBroker,
    query: Omit<Filters & PagesOptions, 'place' | 'onPlace'> & { limit: number; cursor: string | undefined },
    signal: AbortSignal,
  ) => Promise<Page<Row>>,
): PagesState & { rows: Row[] | undefined } => {
  const { limit = pageSize.default } = filters
  const query = { ...filters, limit }
  const asked = JSON.stringify(query)
  const [own, setOwn] = useState<Place & { asked: string }>({ ...firstPlace, asked })
  // A cursor leads through one list only.
  const place = given ?? (own.asked === asked ? own : firstPlace)
  const go = (to: Place) => (onPlace ? onPlace(to) : setOwn({ ...to, asked }))
  const { cursor, index } = place
  const { data, error, isFetching, isPlaceholderData, refresh } = useOrganizationAnswer(
    ['credentials', name, { ...query, cursor }],
    (call, signal) => ask(call, { ...query, cursor: cursor ?? undefined }, signal),
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
    rows: data?.data,
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
