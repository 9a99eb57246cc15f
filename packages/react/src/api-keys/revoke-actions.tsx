'use client'
import type { ReactNode, RefObject } from 'react'
import type { Action } from '../hooks/use-action.ts'
import { revokeDialog } from '../messages/english/revoke-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { RequestId } from './state-panel.tsx'
import { tellError } from './tell-error.ts'

/** The end of a dialog that revokes: why it failed, the way back, and the way on where there is one. */
export const RevokeActions = (props: {
  action: Pick<Action<never, unknown>, 'pending' | 'error'>
  cancelRef: RefObject<HTMLButtonElement | null>
  onClose: () => void
  cancel: ReactNode
  submit: ReactNode
}) => {
  const { messages } = useWords()
  const { submitting } = useWordsOf('revokeDialog', revokeDialog)
  const { pending, error } = props.action
  return (
    <>
      {error && (
        <Notice tone="bad" alert>
          <span>{tellError(error, messages)}</span>
          <RequestId error={error} />
        </Notice>
      )}
      <footer data-keydesk-part="dialog-actions">
        <Button
          ref={props.cancelRef}
          aria-disabled={pending || undefined}
          onClick={() => pending || props.onClose()}
        >
          {props.cancel}
        </Button>
        {props.submit && (
          <Button look="danger" type="submit" busy={pending}>
            {pending ? submitting : props.submit}
          </Button>
        )}
      </footer>
    </>
  )
}
