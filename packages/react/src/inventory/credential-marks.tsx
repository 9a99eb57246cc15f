'use client'
import type { CredentialAttention } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { RequestId } from '../credentials/state-panel.tsx'
import { tellError } from '../credentials/tell-error.ts'
import { inventoryMarks } from '../messages/english/inventory-marks.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'

/** What marks are said with. */
export type MarkWords = typeof inventoryMarks

/** Why a credential needs looking at, and what to do about it. */
export interface Mark {
  name: CredentialAttention | 'moving'
  /** What it says, by the words of its kind. */
  tell: (words: MarkWords) => { text: string; act: string }
  /** Does what helps, or opens it; null where nothing here would. */
  onAct: (() => void) | null
}

/** Props of `CredentialMarks`. */
export interface CredentialMarksProps {
  /** The credential's. */
  name: string
  marks: readonly Mark[]
  /** How many columns it spans. */
  columns: number
  /** A review is under way. */
  busy: boolean
  /** Why the last review failed. */
  error: KeydeskClientError | null
}

/** Below the row of a credential: what is to be done about it, each where it is read. */
const CredentialMarks = ({ name, marks, columns, busy, error }: CredentialMarksProps) => {
  const { messages } = useWords()
  const words = useWordsOf('inventoryMarks', inventoryMarks)
  return (
    <tr data-keydesk-part="replaced" data-state="marks">
      <td data-keydesk-part="cell" colSpan={columns}>
        <ul aria-label={`${messages.attention.label}: ${name}`} data-keydesk-part="marks">
          {marks.map(({ name: mark, tell, onAct }) => {
            const { text, act } = tell(words)
            return (
              <li key={mark} data-mark={mark}>
                {text}
                {onAct && (
                  <button
                    type="button"
                    data-keydesk-part="link"
                    aria-label={`${act}: ${name}`}
                    aria-disabled={(busy && mark === 'review_overdue') || undefined}
                    onClick={onAct}
                  >
                    {act}
                  </button>
                )}
              </li>
            )
          })}
        </ul>
        {error && (
          <Notice tone="bad" alert>
            {tellError(error, messages)} <RequestId error={error} />
          </Notice>
        )}
      </td>
    </tr>
  )
}

export default CredentialMarks
