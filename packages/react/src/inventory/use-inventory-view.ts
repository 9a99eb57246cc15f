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
import { useEffect, useRef, useState } from 'react'
import { currentEntry, writeAddress } from '../credentials/address.ts'
import { firstPlace, type Place } from '../hooks/use-pages.ts'
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

/** What the inventory shows: filters and order, the page, and the credential whose details are open. */
export interface InventoryView {
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
  place: Place
  open: Pointer | null
}

/** The view and the ways to change it. */
export interface InventoryViews {
  view: InventoryView
  /** Changes filters or order; the list starts again at its first page. */
  change: (filters: Partial<Omit<InventoryView, 'place' | 'open'>>) => void
  onPlace: (place: Place) => void
  /** Opens the details of a credential, or closes them. */
  onOpen: (open: Pointer | null) => void
}

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
} satisfies Partial<InventoryView>

/** Whether fewer credentials are shown than there are. */
export const isFiltered = ({ search, status, ...view }: InventoryView): boolean =>
  search !== '' ||
  status.length > 0 ||
  ([view.kind, view.owner, view.attention, view.age, view.unused] as const).some(filter => filter !== null)

const day = 24 * 60 * 60 * 1000

/** The filters as the broker is asked for them. Days are counted from the last midnight (UTC), so that a page stays the same page. */
export const toFilter = (view: InventoryView, now: number): CredentialFilter => {
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

/**
 * Keeps the view; in the page's address only where the host asks for it. There, opening details adds an entry to the history, which
 * closing them goes back over; everything else changes the entry that is there.
 */
export const useInventoryView = ({ urlState = false }: CredentialsProps): InventoryViews => {
  const prefix = urlState === true ? 'credentials' : urlState
  const [view, setView] = useState(() => readView(prefix))
  const latest = useRef(view)
  const added = useRef<string>(undefined)
  const show = (next: InventoryView) => {
    latest.current = next
    setView(next)
  }
  const update = (part: Partial<InventoryView>) => {
    const { open: before } = latest.current
    const isOurs = added.current === currentEntry()
    show({ ...latest.current, ...part })
    const { open: after } = latest.current
    if (!prefix) return
    if (after === null && before !== null && isOurs) return history.back()
    const adds = after !== null && before === null
    writeAddress(prefix, toValues(latest.current), adds)
    if (adds || isOurs) added.current = currentEntry()
  }
  useEffect(() => {
    if (!prefix) return
    const readAgain = () => show(readView(prefix))
    addEventListener('popstate', readAgain)
    return () => removeEventListener('popstate', readAgain)
  })
  return {
    view,
    change: filters => update({ ...filters, place: firstPlace }),
    onPlace: place => update({ place }),
    onOpen: open => update({ open }),
  }
}

const sorts = credentialSorts.flatMap(sort => [sort, `-${sort}`] as const)

const readView = (prefix: string | false): InventoryView => {
  const query = new URLSearchParams(prefix && typeof location === 'object' ? location.search : '')
  const read = (name: string) => query.get(`${prefix}-${name}`)
  const oneOf = <Word extends string>(known: readonly Word[], name: string) =>
    known.find(word => word === read(name)) ?? null
  const days = (name: string) => spans.find(span => String(span) === read(name)) ?? null
  const [page, cursor, id] = [Number(read('page')), read('cursor'), read('id')]
  const openKind = oneOf(credentialKinds, 'open')
  return {
    search: (read('search') ?? '').slice(0, 200),
    kind: oneOf(credentialKinds, 'kind'),
    status: credentialStatuses.filter(status => query.getAll(`${prefix}-status`).includes(status)),
    owner: read('owner') || null,
    attention: oneOf(credentialAttentions, 'attention'),
    age: days('age'),
    unused: days('unused'),
    sort: oneOf(sorts, 'sort') ?? defaultSort,
    place: cursor && Number.isSafeInteger(page) && page > 0 ? { index: page - 1, cursor } : firstPlace,
    open: openKind && id ? { kind: openKind, id } : null,
  }
}

const toValues = ({
  search,
  kind,
  status,
  owner,
  attention,
  age,
  unused,
  sort,
  place,
  open,
}: InventoryView) => ({
  search: [search],
  kind: [kind],
  status,
  owner: [owner],
  attention: [attention],
  age: [age === null ? null : String(age)],
  unused: [unused === null ? null : String(unused)],
  sort: [sort !== defaultSort && sort],
  page: [place.cursor && String(place.index + 1)],
  cursor: [place.cursor],
  open: [open?.kind ?? null],
  id: [open?.id ?? null],
})
