'use client'
import {
  type ApiKeyAttention,
  type ApiKeySort,
  type ApiKeyStatus,
  apiKeyAttentions,
  apiKeySorts,
  apiKeyStatuses,
  type ListApiKeysQuery,
} from '@keydesk/contract'
import { type AddressedView, useAddressedView } from '../credentials/use-addressed-view.ts'
import type { ApiKeysProps } from './api-keys.tsx'

/** What the list shows: filters and order. */
export interface KeyFilters {
  search: string
  status: ApiKeyStatus[]
  mine: boolean
  attention: ApiKeyAttention | null
  sort: ApiKeySort
}

/** The view and the ways to change it. */
export type ListView = AddressedView<KeyFilters>

/** Newest first. */
export const defaultSort: ApiKeySort = '-createdAt'

/** What filters nothing. */
export const noFilters = {
  search: '',
  status: [],
  mine: false,
  attention: null,
} satisfies Partial<KeyFilters>

/** Whether fewer keys are shown than there are. */
export const isFiltered = ({ search, status, mine, attention }: KeyFilters): boolean =>
  search !== '' || status.length > 0 || mine || attention !== null

/** The view as the broker is asked for it. */
export const toQuery = ({ search, status, mine, attention, sort }: KeyFilters): ListApiKeysQuery => ({
  search: search || undefined,
  status,
  owner: mine ? ['me'] : undefined,
  attention: attention === null ? undefined : [attention],
  sort,
})

/** Keeps the view of the keys; in the page's address only where the host asks for it. */
export const useListView = ({ urlState = false, keyId, onKeyChange }: ApiKeysProps): ListView =>
  useAddressedView({
    prefix: urlState === true ? 'keys' : urlState,
    open: keyId,
    onOpenChange: onKeyChange,
    read: ({ word, known }) => ({
      search: (word('search') ?? '').slice(0, 200),
      status: known(apiKeyStatuses, 'status'),
      mine: word('owner') === 'me',
      attention: known(apiKeyAttentions, 'attention')[0] ?? null,
      sort: known(sorts, 'sort')[0] ?? defaultSort,
      open: word('key') || null,
    }),
    write: ({ search, status, mine, attention, sort, open }) => ({
      search: [search],
      status,
      owner: [mine && 'me'],
      attention: [attention],
      sort: [sort !== defaultSort && sort],
      key: [open],
    }),
  })

const sorts = apiKeySorts.flatMap(sort => [sort, `-${sort}` as const])
