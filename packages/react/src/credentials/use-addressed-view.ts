import { useEffect, useRef, useState } from 'react'
import { firstPlace, type Place } from '../hooks/use-pages.ts'
import { currentEntry, writeAddress } from './address.ts'

/** What is kept of a list beside its filters and its order: the page, and what leads to the details that are open. */
export interface Addressed<Pointer> {
  place: Place
  open: Pointer | null
}

/** Gives what the address says under a name. */
export interface AddressReader {
  word: (name: string) => string | null
  /** Those of these words that are there, in their own order. */
  known: <Word extends string>(words: readonly Word[], name: string) => Word[]
}

/** The view and the ways to change it. */
export interface AddressedView<Filters, Pointer = string> {
  view: Filters & Addressed<Pointer>
  /** Changes filters or order; the list starts again at its first page. */
  change: (filters: Partial<Filters>) => void
  onPlace: (place: Place) => void
  /** Opens the details of a credential, or closes them. */
  onOpen: (open: Pointer | null) => void
}

/** What `useAddressedView` is given. */
export interface AddressedOptions<Filters, Pointer> {
  /** What the names in the address begin with; false: the view is not kept there. */
  prefix: string | false
  read: (address: AddressReader) => Filters & { open: Pointer | null }
  /** The view by its names in the address, all but the page; what is empty is left out. */
  write: (view: Filters & { open: Pointer | null }) => Record<string, readonly (string | false | null)[]>
  /** The host's own choice of what is open; undefined where it makes none. */
  open?: Pointer | null | undefined
  onOpenChange?: ((open: Pointer | null) => void) | undefined
}

/**
 * Keeps the view; in the page's address only where the host asks for it. There, opening details adds an entry to the history, which
 * closing them goes back over; everything else changes the entry that is there.
 */
export const useAddressedView = <Filters extends object, Pointer>(
  options: AddressedOptions<Filters, Pointer>,
): AddressedView<Filters, Pointer> => {
  const { prefix, open: chosen } = options
  const [view, setView] = useState(() => {
    const read = readView(options)
    return chosen === undefined ? read : { ...read, open: chosen }
  })
  const latest = useRef({ view, options })
  latest.current.options = options
  const added = useRef<string>(undefined)
  const take = (next: Filters & Addressed<Pointer>) => {
    latest.current.view = next
    setView(next)
  }
  const show = (next: Filters & Addressed<Pointer>) => {
    const isOther = next.open !== latest.current.view.open
    take(next)
    if (isOther) latest.current.options.onOpenChange?.(next.open)
  }
  const update = (part: Partial<Filters> | Partial<Addressed<Pointer>>) => {
    const { open: before } = latest.current.view
    const isOurs = added.current === currentEntry()
    show({ ...latest.current.view, ...part })
    const { open: after } = latest.current.view
    if (prefix && before && !after && isOurs) return history.back()
    const adds = !before && !!after
    writeView(options, latest.current.view, adds)
    if (adds || isOurs) added.current = currentEntry()
  }
  const given = useRef(chosen)
  useEffect(() => {
    // Only a change of the host's counts: one that takes no notice of what it is told must not keep the details open.
    if (given.current === chosen) return
    given.current = chosen
    take({ ...latest.current.view, open: chosen ?? null })
    writeView(options, latest.current.view)
  })
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
    onOpen: open => update({ open }),
  }
}

const readView = <Filters, Pointer>({
  prefix,
  read,
}: AddressedOptions<Filters, Pointer>): Filters & Addressed<Pointer> => {
  const query = new URLSearchParams(prefix ? globalThis.location?.search : '')
  const word = (name: string) => query.get(`${prefix}-${name}`)
  const known = <Word extends string>(words: readonly Word[], name: string) =>
    words.filter(each => query.getAll(`${prefix}-${name}`).includes(each))
  const [page, cursor] = [Number(word('page')), word('cursor')]
  return {
    ...read({ word, known }),
    place: cursor && Number.isSafeInteger(page) && page > 0 ? { index: page - 1, cursor } : firstPlace,
  }
}

const writeView = <Filters, Pointer>(
  { prefix, write }: AddressedOptions<Filters, Pointer>,
  view: Filters & Addressed<Pointer>,
  adds = false,
) => {
  const { index, cursor } = view.place
  if (prefix)
    writeAddress(prefix, { ...write(view), page: [cursor && String(index + 1)], cursor: [cursor] }, adds)
}
