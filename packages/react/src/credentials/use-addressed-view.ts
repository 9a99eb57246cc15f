import { useEffect, useRef, useState } from 'react'
import { firstPlace, type Place } from '../hooks/use-pages.ts'
import { currentEntry, writeAddress } from './address.ts'

/** What is kept of a list beside its filters and its order: the page, and the credential whose details are open. */
export interface Addressed {
  place: Place
  openId: string | null
}

/** Gives what the address says under a name. */
export interface AddressReader {
  one: (name: string) => string | null
  all: (name: string) => string[]
}

/** The view and the ways to change it. */
export interface AddressedView<Filters> {
  view: Filters & Addressed
  /** Changes filters or order; the list starts again at its first page. */
  change: (filters: Partial<Filters>) => void
  onPlace: (place: Place) => void
  /** Opens the details of a credential, or closes them. */
  open: (id: string | null) => void
}

/** What `useAddressedView` is given. */
export interface AddressedOptions<Filters> {
  /** What the names in the address begin with; false: the view is not kept there. */
  prefix: string | false
  /** What the open credential is called in the address. */
  idName: string
  toFilters: (read: AddressReader) => Filters
  /** The filters by their names in the address; what is empty is left out. */
  toValues: (filters: Filters) => Record<string, readonly (string | false | null)[]>
  /** The host's own choice of what is open; undefined where it makes none. */
  id: string | null | undefined
  onIdChange: ((id: string | null) => void) | undefined
}

/**
 * Keeps the view; in the page's address only where the host asks for it. There, opening details adds an entry to the history, which
 * closing them goes back over; everything else changes the entry that is there.
 */
export const useAddressedView = <Filters extends object>(
  options: AddressedOptions<Filters>,
): AddressedView<Filters> => {
  const { prefix, id, onIdChange } = options
  type View = Filters & Addressed
  const [view, setView] = useState((): View => {
    const read = readView(options)
    return id === undefined ? read : { ...read, openId: id }
  })
  const latest = useRef({ view, options, onIdChange })
  latest.current.onIdChange = onIdChange
  latest.current.options = options
  const added = useRef<string>(undefined)
  const show = (next: View) => {
    const isOther = next.openId !== latest.current.view.openId
    latest.current.view = next
    setView(next)
    if (isOther) latest.current.onIdChange?.(next.openId)
  }
  const update = (part: Partial<Filters> | Partial<Addressed>) => {
    const { openId: before } = latest.current.view
    const isOurs = added.current === currentEntry()
    show({ ...latest.current.view, ...part })
    const { openId: after } = latest.current.view
    if (!prefix) return
    if (after === null && before !== null && isOurs) return history.back()
    const adds = after !== null && before === null
    writeView(options, latest.current.view, adds)
    if (adds || isOurs) added.current = currentEntry()
  }
  const given = useRef(id)
  useEffect(() => {
    // Only a change of the host's counts: one that takes no notice of what it is told must not keep the details open.
    if (given.current === id) return
    given.current = id
    const next = { ...latest.current.view, openId: id ?? null }
    latest.current.view = next
    setView(next)
    writeView(latest.current.options, next)
  }, [id])
  useEffect(() => {
    if (!prefix) return
    const readAgain = () => show(readView(options))
    addEventListener('popstate', readAgain)
    return () => removeEventListener('popstate', readAgain)
  })
  return {
    view,
    change: filters => update({ ...filters, place: firstPlace }),
    onPlace: place => update({ place }),
    open: openId => update({ openId }),
  }
}

const readView = <Filters>({ prefix, idName, toFilters }: AddressedOptions<Filters>): Filters & Addressed => {
  const query = new URLSearchParams(prefix && typeof location === 'object' ? location.search : '')
  const one = (name: string) => query.get(`${prefix}-${name}`)
  const [page, cursor] = [Number(one('page')), one('cursor')]
  return {
    ...toFilters({ one, all: name => query.getAll(`${prefix}-${name}`) }),
    place: cursor && Number.isSafeInteger(page) && page > 0 ? { index: page - 1, cursor } : firstPlace,
    openId: one(idName) || null,
  }
}

const writeView = <Filters>(
  { prefix, idName, toValues }: AddressedOptions<Filters>,
  view: Filters & Addressed,
  adds = false,
) => {
  if (!prefix) return
  const { place, openId } = view
  const values = {
    ...toValues(view),
    page: [place.cursor && String(place.index + 1)],
    cursor: [place.cursor],
    [idName]: [openId],
  }
  writeAddress(prefix, values, adds)
}
