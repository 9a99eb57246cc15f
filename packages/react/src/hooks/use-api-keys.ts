'use client'
import type { ApiKey, ListApiKeysQuery } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { type PagesOptions, usePages } from './use-pages.ts'

/** Which keys `useApiKeys` gives, in which order. */
export interface ApiKeysOptions extends Omit<ListApiKeysQuery, 'cursor' | 'limit'>, PagesOptions {}

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
export const useApiKeys = (options: ApiKeysOptions = {}): ApiKeysState => {
  const { rows, ...pages } = usePages('api-keys', options, client => client.apiKeys.list)
  return { apiKeys: rows, ...pages }
}
