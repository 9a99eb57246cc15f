'use client'
import type { CredentialMigration, ListMigrationsQuery } from '@keydesk/contract'
import { type PagesOptions, type PagesState, usePages } from './use-pages.ts'

/** Which migrations `useMigrations` gives. */
export interface MigrationsOptions extends Omit<ListMigrationsQuery, 'cursor' | 'limit'>, PagesOptions {}

/** What `useMigrations` gives: one page of migrations and the ways to the next. */
export interface MigrationsState extends PagesState {
  /** The rows of this page; while another page, other filters or a refresh are on their way, the rows before it. */
  migrations: CredentialMigration[] | undefined
}

/** The organization's migrations from keys to applications, a page at a time, newest first; all of them, unless asked otherwise. */
export const useMigrations = (options: MigrationsOptions = {}): MigrationsState => {
  const { rows, ...pages } = usePages('migrations', options, (call, query, signal) =>
    call('GET /migrations', { query, signal }),
  )
  return { migrations: rows, ...pages }
}
