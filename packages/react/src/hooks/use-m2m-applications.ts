'use client'
import type { ListM2MApplicationsQuery, M2MApplication } from '@keydesk/contract'
import { type PagesOptions, type PagesState, usePages } from './use-pages.ts'

/** Which applications `useM2MApplications` gives, in which order. */
export interface M2MApplicationsOptions
  extends Omit<ListM2MApplicationsQuery, 'cursor' | 'limit'>,
    PagesOptions {}

/** What `useM2MApplications` gives: one page of applications and the ways to the next. */
export interface M2MApplicationsState extends PagesState {
  /** The rows of this page; while another page, other filters or a refresh are on their way, the rows before it. */
  applications: M2MApplication[] | undefined
}

/** The organization's M2M applications, a page at a time; newest first, and all but the deleted, unless asked otherwise. */
export const useM2MApplications = (options: M2MApplicationsOptions = {}): M2MApplicationsState => {
  const { rows, ...pages } = usePages('m2m-applications', options, (call, query, signal) =>
    call('GET /m2m-applications', { query, signal }),
  )
  return { applications: rows, ...pages }
}
