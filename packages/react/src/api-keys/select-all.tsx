'use client'
import type { ApiKey } from '@keydesk/contract'
import { useWords } from '../messages/words.ts'
import type { Selection } from './use-selection.ts'

/** The box in the heading: ticks the keys of this page, and shows whether all, some or none are. */
export const SelectAll = ({ apiKeys, selection }: { apiKeys: ApiKey[]; selection: Selection }) => {
  const { messages } = useWords()
  const marked = apiKeys.filter(({ id }) => selection.selected.has(id)).length
  const isAll = marked > 0 && marked === apiKeys.length
  return (
    <input
      ref={box => {
        if (box) box.indeterminate = marked > 0 && !isAll
      }}
      type="checkbox"
      aria-label={messages.selection.all}
      data-keydesk-part="select"
      checked={isAll}
      disabled={apiKeys.length === 0}
      onChange={() => selection.mark(apiKeys, !isAll)}
    />
  )
}
