'use client'
import type { ApiKey, ListCredentialsQuery, M2MApplication } from '@keydesk/contract'
import { type PagesOptions, type PagesState, usePages } from './use-pages.ts'
export interface CredentialsOptions extends Omit<ListCredentialsQuery, 'cursor' | 'limit'>, PagesOptions {}
export interface CredentialsState extends PagesState {
  credentials: (ApiKey | M2MApplication)[] | undefined
}
export const useCredentials = (options: CredentialsOptions = {}): CredentialsState => {
  const { rows, ...pages } = usePages('credentials' as never, options, client => client.credentials.list)
  return { credentials: rows, ...pages }
}
