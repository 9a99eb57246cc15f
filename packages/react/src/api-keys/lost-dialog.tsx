'use client'
import { create } from '../messages/english/create.ts'
import { useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Says that a key was made and that the answer with its secret was lost. */
export const LostDialog = ({ text, onClose }: { text: string; onClose: () => void }) => {
  const { lost } = useWordsOf('create', create)
  return (
    <Dialog part="lost" role="alertdialog" size="small" title={lost.title} onDismiss={onClose}>
      <p>{text}</p>
      <footer data-keydesk-part="dialog-actions">
        <Button look="primary" onClick={onClose}>
          {lost.done}
        </Button>
      </footer>
    </Dialog>
  )
}
