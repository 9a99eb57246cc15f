'use client'
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

/** There are keys, but none that fits the filters. */
export const NoMatchPanel = ({ onClear }: { onClear: () => void }) => {
  const { messages } = useWords()
  const { title, text, clear } = messages.noMatch
  return (
    <StatePanel state="no-match" title={title} action={<Button onClick={onClear}>{clear}</Button>}>
      <p>{text}</p>
    </StatePanel>
  )
}
