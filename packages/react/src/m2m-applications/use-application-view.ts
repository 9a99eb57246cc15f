import {
  type ListM2MApplicationsQuery,
  type M2MApplicationSort,
  type M2MApplicationStatus,
  m2mApplicationSorts,
  m2mApplicationStatuses,
} from '@keydesk/contract'
import { type AddressedView, useAddressedView } from '../credentials/use-addressed-view.ts'
import type { M2MApplicationsProps } from './m2m-applications.tsx'

/** What the list shows: filters and order. */
export interface ApplicationFilters {
  search: string
  status: M2MApplicationStatus[]
  mine: boolean
  sort: M2MApplicationSort
}

/** The view and the ways to change it. */
export type ApplicationView = AddressedView<ApplicationFilters>

/** Newest first. */
export const defaultSort: M2MApplicationSort = '-createdAt'

/** What filters nothing. */
export const noFilters = { search: '', status: [], mine: false } satisfies Partial<ApplicationFilters>

/** Whether fewer applications are shown than there are. */
export const isFiltered = ({ search, status, mine }: ApplicationFilters): boolean =>
  search !== '' || status.length > 0 || mine

/** The view as the broker is asked for it. */
export const toQuery = ({ search, status, mine, sort }: ApplicationFilters): ListM2MApplicationsQuery => ({
  search: search || undefined,
  status,
  owner: mine ? ['me'] : undefined,
  sort,
})

/** Keeps the view of the applications; in the page's address only where the host asks for it. */
export const useApplicationView = (props: M2MApplicationsProps): ApplicationView => {
  const { urlState = false, applicationId, onApplicationChange } = props
  return useAddressedView({
    prefix: urlState === true ? 'applications' : urlState,
    open: applicationId,
    onOpenChange: onApplicationChange,
    read: ({ word, known }) => ({
      search: (word('search') ?? '').slice(0, 200),
      status: known(m2mApplicationStatuses, 'status'),
      mine: word('owner') === 'me',
      sort: known(sorts, 'sort')[0] ?? defaultSort,
      open: word('application') || null,
    }),
    write: ({ search, status, mine, sort, open }) => ({
      search: [search],
      status,
      owner: [mine && 'me'],
      sort: [sort !== defaultSort && sort],
      application: [open],
    }),
  })
}

const sorts = m2mApplicationSorts.flatMap(sort => [sort, `-${sort}` as const])
