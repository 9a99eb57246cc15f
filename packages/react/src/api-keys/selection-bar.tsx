'use client'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import type { Open } from './open.ts'
import type { Selection } from './use-selection.ts'

/** How many keys are ticked, and what to do with all of them. */
export const SelectionBar = (props: {
  selection: Selection
  onOpen: (open: Open) => void
  /** The bar leaves the page. */
  onLost: () => void
}) => {
  const { messages, formats } = useWords()
  const { selection, onOpen, onLost } = props
  const { selected, clear } = selection
  return (
    <fieldset aria-label={messages.selection.label} data-keydesk-part="selection">
      <span>{messages.selection.count(selected.size, formats)}</span>
      <Button onClick={() => onOpen({ dialog: 'bulk-revoke', apiKeys: [...selected.values()] })}>
        {messages.selection.revoke}
      </Button>
      <Button
        look="quiet"
        onClick={() => {
          onLost()
          clear()
        }}
      >
        {messages.selection.clear}
      </Button>
    </fieldset>
  )
}
