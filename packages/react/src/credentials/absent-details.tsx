'use client'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { RequestId } from './state-panel.tsx'
import { tellError } from './tell-error.ts'

/** Props of `AbsentDetails`. */
export interface AbsentDetailsProps {
  error: KeydeskClientError | null
  words: { loading: string; failed: string; goneTitle: string; gone: string }
  onRetry: () => void
  onClose: () => void
}

/** In place of a credential's details: they are on their way, or why they are not. */
export const AbsentDetails = ({ error, words, onRetry, onClose }: AbsentDetailsProps) => {
  const { messages } = useWords()
  const isGone = error?.code === 'not_found'
  return (
    <Dialog
      part="details"
      title={isGone ? words.goneTitle : error ? words.failed : words.loading}
      onDismiss={onClose}
    >
      {error ? (
        <div role="alert" data-keydesk-part="form">
          <p>{isGone ? words.gone : tellError(error, messages)}</p>
          <RequestId error={error} />
        </div>
      ) : (
        <div data-keydesk-part="form" aria-hidden="true">
          <span data-keydesk-part="skeleton" />
          <span data-keydesk-part="skeleton" />
          <span data-keydesk-part="skeleton" />
        </div>
      )}
      {error && !isGone && (
        <footer data-keydesk-part="dialog-actions">
          <Button onClick={onRetry}>{messages.failed.retry}</Button>
        </footer>
      )}
    </Dialog>
  )
}
