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
import { useEffect, useRef, useState } from 'react'
import { currentEntry, writeAddress } from '../credentials/address.ts'
import { firstPlace, type Place } from '../hooks/use-pages.ts'
import type { ApiKeysProps } from './api-keys.tsx'

/** What the list shows: filters and order, the page, and the key whose details are open. */
export interface View {
  search: string
  status: ApiKeyStatus[]
  mine: boolean
  attention: ApiKeyAttention | null
  sort: ApiKeySort
  place: Place
  keyId: string | null
}

/** The view and the ways to change it. */
export interface ListView {
  view: View
  /** The key whose details are open. */
  keyId: string | null
  /** Changes filters or order; the list starts again at its first page. */
  change: (filters: Partial<Omit<View, 'place' | 'keyId'>>) => void
  onPlace: (place: Place) => void
  /** Opens the details of a key, or closes them. */
  openKey: (id: string | null) => void
}

/** Newest first. */
export const defaultSort: ApiKeySort = '-createdAt'

/** What filters nothing. */
export const noFilters = { search: '', status: [], mine: false, attention: null } satisfies Partial<View>

/** Whether fewer keys are shown than there are. */
export const isFiltered = ({ search, status, mine, attention }: View): boolean =>
  search !== '' || status.length > 0 || mine || attention !== null

/** The view as the broker is asked for it. */
export const toQuery = ({ search, status, mine, attention, sort }: View): ListApiKeysQuery => ({
  search: search || undefined,
  status,
  owner: mine ? ['me'] : undefined,
  attention: attention === null ? undefined : [attention],
  sort,
})

/**
 * Keeps the view; in the page's address only where the host asks for it. There, opening details adds an entry to the history, which
 * closing them goes back over; everything else changes the entry that is there.
 */
export const useListView = ({ urlState = false, keyId, onKeyChange }: ApiKeysProps): ListView => {
  const prefix = urlState === true ? 'keys' : urlState
  const [view, setView] = useState(() => {
    const read = readView(prefix)
    return keyId === undefined ? read : { ...read, keyId }
  })
  const latest = useRef({ view, onKeyChange })
  latest.current.onKeyChange = onKeyChange
  const added = useRef<string>(undefined)
  const show = (next: View) => {
    const isOther = next.keyId !== latest.current.view.keyId
    latest.current.view = next
    setView(next)
    if (isOther) latest.current.onKeyChange?.(next.keyId)
  }
  const update = (part: Partial<View>) => {
    const { keyId: before } = latest.current.view
    const isOurs = added.current === currentEntry()
    show({ ...latest.current.view, ...part })
    const { keyId: after } = latest.current.view
    if (!prefix) return
    if (after === null && before !== null && isOurs) return history.back()
    const adds = after !== null && before === null
    writeView(prefix, latest.current.view, adds)
    if (adds || isOurs) added.current = currentEntry()
  }
  const given = useRef(keyId)
  useEffect(() => {
    // Only a change of the host's counts: one that takes no notice of `onKeyChange` must not keep the details open.
    if (given.current === keyId) return
    given.current = keyId
    const next = { ...latest.current.view, keyId: keyId ?? null }
    latest.current.view = next
    setView(next)
    writeView(prefix, next)
  }, [keyId, prefix])
  useEffect(() => {
    if (!prefix) return
    const readAgain = () => show(readView(prefix))
    addEventListener('popstate', readAgain)
    return () => removeEventListener('popstate', readAgain)
  })
  return {
    view,
    keyId: view.keyId,
    change: filters => update({ ...filters, place: firstPlace }),
    onPlace: place => update({ place }),
    openKey: id => update({ keyId: id }),
  }
}

const sorts: readonly string[] = apiKeySorts.flatMap(sort => [sort, `-${sort}`])
const isSort = (word: string | null): word is ApiKeySort => word !== null && sorts.includes(word)

const readView = (prefix: string | false): View => {
  const query = new URLSearchParams(prefix && typeof location === 'object' ? location.search : '')
  const read = (name: string) => query.get(`${prefix}-${name}`)
  const [sort, page, attention] = [read('sort'), Number(read('page')), read('attention')]
  const cursor = read('cursor')
  return {
    search: (read('search') ?? '').slice(0, 200),
    status: apiKeyStatuses.filter(status => query.getAll(`${prefix}-status`).includes(status)),
    mine: read('owner') === 'me',
    attention: apiKeyAttentions.find(known => known === attention) ?? null,
    sort: isSort(sort) ? sort : defaultSort,
    place: cursor && Number.isSafeInteger(page) && page > 0 ? { index: page - 1, cursor } : firstPlace,
    keyId: read('key') || null,
  }
}

const writeView = (prefix: string | false, view: View, adds = false) => {
  if (!prefix) return
  const { search, status, mine, attention, sort, place, keyId } = view
  const values = {
    search: [search],
    status,
    owner: [mine && 'me'],
    attention: [attention],
    sort: [sort !== defaultSort && sort],
    page: [place.cursor && String(place.index + 1)],
    cursor: [place.cursor],
    key: [keyId],
  }
  writeAddress(prefix, values, adds)
}
