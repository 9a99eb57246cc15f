'use client'
import { type RefObject, useEffect, useRef } from 'react'
import { useWords } from '../messages/words.ts'

/** A pause in typing of this many milliseconds sends the search. */
const pause = 200

/** Props of `ListSearch`. */
export interface ListSearchProps {
  /** What the list is searched for now. */
  search: string
  onSearch: (search: string) => void
  searchRef: RefObject<HTMLInputElement | null>
}

/** The search of a list. What is typed stays in the field itself, so that no keystroke renders a row. */
export const ListSearch = ({ search: current, onSearch, searchRef }: ListSearchProps) => {
  const { messages } = useWords()
  const sent = useRef(current)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const composing = useRef(false)

  // Changed elsewhere (cleared, or another address): what was being typed is over.
  useEffect(() => {
    if (sent.current === current) return
    sent.current = current
    if (searchRef.current) searchRef.current.value = current
  }, [current, searchRef])
  useEffect(() => () => clearTimeout(timer.current), [])

  const search = () => {
    clearTimeout(timer.current)
    if (composing.current) return
    timer.current = setTimeout(() => {
      const text = searchRef.current?.value ?? ''
      if (text === sent.current) return
      sent.current = text
      onSearch(text)
    }, pause)
  }
  return (
    <input
      ref={searchRef}
      type="search"
      aria-label={messages.search}
      placeholder={messages.searchPlaceholder}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      data-keydesk-part="input"
      defaultValue={current}
      onChange={search}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={() => {
        composing.current = false
        search()
      }}
    />
  )
}
