'use client'
import type { PagesState } from '../hooks/use-pages.ts'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'

/** Which rows these are, and the ways to the pages beside them. */
export const Pager = ({ list, rows }: { list: PagesState; rows: number }) => {
  const { messages, formats } = useWords()
  const { from, total, next, previous } = list
  const range = messages.range(
    formats.number(from),
    formats.number(from + rows - 1),
    total === null ? null : formats.number(total),
  )
  return (
    <nav aria-label={messages.pages} data-keydesk-part="pager">
      <span data-keydesk-part="range">{range}</span>
      {(previous || next || from > 1) && (
        <span data-keydesk-part="pager-buttons">
          <Button look="quiet" aria-disabled={!previous} onClick={() => previous?.()}>
            {messages.previous}
          </Button>
          <Button look="quiet" aria-disabled={!next} onClick={() => next?.()}>
            {messages.next}
          </Button>
        </span>
      )}
    </nav>
  )
}
