'use client'
import type { RefObject } from 'react'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { StatePanel } from './state-panel.tsx'

/** There is no key: what one is for and the way to the first, or why there is none. */
export const EmptyPanel = (props: {
  onCreate: (() => void) | null
  /** Whether the host allows new keys. */
  allowed: boolean
}) => {
  const { onCreate, allowed } = props
  const { messages } = useWords()
  const { title, text, action, readOnly } = messages.empty
  return (
    <StatePanel
      state="empty"
      title={title}
      action={
        onCreate && (
          <Button look="primary" onClick={onCreate}>
            {action}
          </Button>
        )
      }
    >
      <p>{onCreate ? text : allowed ? readOnly : messages.noNewKeys}</p>
    </StatePanel>
  )
}

/** Props of `NoMatchPanel`. */
export interface NoMatchPanelProps {
  searchRef: RefObject<HTMLInputElement | null>
  /** Clears the filters. */
  onClear: () => void
}

/** There are credentials, but none that fits the filters. */
export const NoMatchPanel = ({ searchRef, onClear }: NoMatchPanelProps) => {
  const { messages } = useWords()
  const { title, text, clear } = messages.noMatch
  const clearAll = () => {
    onClear()
    if (!searchRef.current) return
    // Also what was typed a moment ago and has not been sent yet.
    searchRef.current.value = ''
    searchRef.current.focus()
  }
  return (
    <StatePanel state="no-match" title={title} action={<Button onClick={clearAll}>{clear}</Button>}>
      <p>{text}</p>
    </StatePanel>
  )
}
