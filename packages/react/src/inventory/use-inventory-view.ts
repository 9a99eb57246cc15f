'use client'
import {
  type ApiKeyStatus,
  apiKeyStatuses,
  type CredentialAttention,
  type CredentialFilter,
  type CredentialKind,
  type CredentialSort,
  credentialAttentions,
  credentialKinds,
  credentialSorts,
  type M2MApplicationStatus,
  m2mApplicationStatuses,
} from '@keydesk/contract'
import {
  type AddressedView,
  type AddressReader,
  useAddressedView,
} from '../credentials/use-addressed-view.ts'
import type { CredentialsProps } from './credentials.tsx'

/** A state of either kind. */
export type CredentialStatus = ApiKeyStatus | M2MApplicationStatus

/** The states of both kinds, most urgent first. */
export const credentialStatuses = [...new Set([...apiKeyStatuses, ...m2mApplicationStatuses])]

/** A credential, by what leads to its details. */
export interface Pointer {
  kind: CredentialKind
  id: string
}

/** What the inventory shows: filters and order. */
export interface InventoryFilters {
  search: string
  kind: CredentialKind | null
  status: CredentialStatus[]
  /** The id of a person, `me`, or null for anyone. */
  owner: string | null
  attention: CredentialAttention | null
  /** Made at least so many days ago. */
  age: number | null
  /** Not used for so many days. */
  unused: number | null
  sort: CredentialSort
}

/** The view and the ways to change it. */
export type InventoryViews = AddressedView<InventoryFilters, Pointer>

/** The spans of the filters by age and by last use, in days. */
export const spans = [30, 90, 180, 365] as const

/** Newest first. */
export const defaultSort: CredentialSort = '-createdAt'

/** What filters nothing. */
export const noFilters = {
  search: '',
  kind: null,
  status: [],
  owner: null,
  attention: null,
  age: null,
  unused: null,
} satisfies Partial<InventoryFilters>

/** Whether fewer credentials are shown than there are. */
export const isFiltered = ({ search, status, ...view }: InventoryFilters): boolean =>
  search !== '' ||
  status.length > 0 ||
  ([view.kind, view.owner, view.attention, view.age, view.unused] as const).some(filter => filter !== null)

const day = 24 * 60 * 60 * 1000

/** The filters as the broker is asked for them. Days are counted from the last midnight (UTC), so that a page stays the same page. */
export const toFilter = (view: InventoryFilters, now: number): CredentialFilter => {
  const ago = (days: number | null) =>
    days === null ? undefined : new Date((Math.floor(now / day) - days) * day).toISOString()
  return {
    search: view.search || undefined,
    kind: view.kind === null ? undefined : [view.kind],
    status: view.status,
    owner: view.owner === null ? undefined : [view.owner],
    attention: view.attention === null ? undefined : [view.attention],
    createdBefore: ago(view.age),
    lastUsedBefore: ago(view.unused),
  }
}

/** Keeps the view of the inventory; in the page's address only where the host asks for it. */
export const useInventoryView = ({ urlState = false }: CredentialsProps): InventoryViews =>
  useAddressedView({ prefix: urlState === true ? 'credentials' : urlState, read, write })

const sorts = credentialSorts.flatMap(sort => [sort, `-${sort}`] as const)

const read = ({ word, known }: AddressReader): InventoryFilters & { open: Pointer | null } => {
  const days = (name: string) => spans.find(span => String(span) === word(name)) ?? null
  const [kind, id] = [known(credentialKinds, 'open')[0], word('id')]
  return {
    search: (word('search') ?? '').slice(0, 200),
    kind: known(credentialKinds, 'kind')[0] ?? null,
    status: known(credentialStatuses, 'status'),
    owner: word('owner') || null,
    attention: known(credentialAttentions, 'attention')[0] ?? null,
    age: days('age'),
    unused: days('unused'),
    sort: known(sorts, 'sort')[0] ?? defaultSort,
    open: kind && id ? { kind, id } : null,
  }
}

const write = (view: InventoryFilters & { open: Pointer | null }) => ({
  search: [view.search],
  kind: [view.kind],
  status: view.status,
  owner: [view.owner],
  attention: [view.attention],
  age: [view.age === null ? null : String(view.age)],
  unused: [view.unused === null ? null : String(view.unused)],
  sort: [view.sort !== defaultSort && view.sort],
  open: [view.open?.kind ?? null],
  id: [view.open?.id ?? null],
})
