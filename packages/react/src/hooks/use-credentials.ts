'use client'
import type { ApiKey, ListCredentialsQuery, M2MApplication } from '@keydesk/contract'
import { type PagesOptions, type PagesState, usePages } from './use-pages.ts'

/** Which credentials `useCredentials` gives, in which order. */
export interface CredentialsOptions extends Omit<ListCredentialsQuery, 'cursor' | 'limit'>, PagesOptions {}

/** What `useCredentials` gives: one page of credentials and the ways to the next. */
export interface CredentialsState extends PagesState {
  /** The rows of this page; while another page, other filters or a refresh are on their way, the rows before it. */
  credentials: (ApiKey | M2MApplication)[] | undefined
}

/** The organization's credentials of both kinds, a page at a time; newest first, and all but the revoked and deleted, unless asked otherwise. */
export const useCredentials = (options: CredentialsOptions = {}): CredentialsState => {
  const { rows, ...pages } = usePages('both', options, (call, query, signal) =>
    call('GET /credentials', { query, signal }),
  )
  return { credentials: rows, ...pages }
}
