'use client'
import type { ListM2MApplicationsQuery, M2MApplicationSort } from '@keydesk/contract'
import { useState } from 'react'
import { firstPlace } from '../hooks/use-pages.ts'

/** What the list shows: filters and order. */
export interface ApplicationView {
  search: string
  mine: boolean
  sort: M2MApplicationSort
}

/** Newest first. */
export const defaultSort: M2MApplicationSort = '-createdAt'

/** What filters nothing. */
export const noFilters = { search: '', mine: false } satisfies Partial<ApplicationView>

/** Whether fewer applications are shown than there are. */
export const isFiltered = ({ search, mine }: ApplicationView): boolean => search !== '' || mine

/** The view as the broker is asked for it. */
export const toQuery = ({ search, mine, sort }: ApplicationView): ListM2MApplicationsQuery => ({
  search: search || undefined,
  owner: mine ? ['me'] : undefined,
  sort,
})

/** Keeps the view and its page; other filters or another order start again at the first. */
export const useApplicationView = () => {
  const [view, setView] = useState<ApplicationView>({ ...noFilters, sort: defaultSort })
  const [place, onPlace] = useState(firstPlace)
  const change = (part: Partial<ApplicationView>) => {
    setView(before => ({ ...before, ...part }))
    onPlace(firstPlace)
  }
  return { view, change, place, onPlace }
}
