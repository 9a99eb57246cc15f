'use client'
import type { ApiKey, ListApiKeysQuery } from '@keydesk/contract'
import { type PagesOptions, type PagesState, usePages } from './use-pages.ts'

/** Which keys `useApiKeys` gives, in which order. */
export interface ApiKeysOptions extends Omit<ListApiKeysQuery, 'cursor' | 'limit'>, PagesOptions {}

/** What `useApiKeys` gives: one page of keys and the ways to the next. */
export interface ApiKeysState extends PagesState {
  /** The rows of this page; while another page, other filters or a refresh are on their way, the rows before it. */
  apiKeys: ApiKey[] | undefined
}

/** The organization's API keys, a page at a time; newest first, and all but the revoked, unless asked otherwise. */
export const useApiKeys = (options: ApiKeysOptions = {}): ApiKeysState => {
  const { rows, ...pages } = usePages('api-keys', options, (call, query, signal) =>
    call('GET /api-keys', { query, signal }),
  )
  return { apiKeys: rows, ...pages }
}
