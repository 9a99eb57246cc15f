'use client'
import type { ReactNode } from 'react'
import { migration } from '../messages/english/migration.ts'
import { useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Stands there while nothing is known yet: the shape of what comes. */
export const WaitingDialog = ({ onClose }: { onClose: () => void }) => {
  const { heading } = useWordsOf('migration', migration)
  return (
    <Dialog part="migration" title={heading} onDismiss={onClose}>
      <div data-keydesk-part="form" aria-hidden="true">
        <span data-keydesk-part="skeleton" />
        <span data-keydesk-part="skeleton" />
        <span data-keydesk-part="skeleton" />
      </div>
    </Dialog>
  )
}

/** Stands there where nothing can be done: why. */
export const ReasonDialog = (props: { title: ReactNode; onClose: () => void; children: ReactNode }) => {
  const { close } = useWordsOf('migration', migration)
  return (
    <Dialog part="migration" size="small" title={props.title} onDismiss={props.onClose}>
      {props.children}
      <footer data-keydesk-part="dialog-actions">
        <Button onClick={props.onClose}>{close}</Button>
      </footer>
    </Dialog>
  )
}
