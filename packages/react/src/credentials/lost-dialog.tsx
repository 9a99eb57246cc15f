'use client'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Props of `LostDialog`. */
export interface LostDialogProps {
  words: { title: string; done: string }
  text: string
  onClose: () => void
}

/** Says that a credential was made and that the answer with its secret was lost. */
export const LostDialog = ({ words, text, onClose }: LostDialogProps) => (
  <Dialog part="lost" role="alertdialog" size="small" title={words.title} onDismiss={onClose}>
    <p>{text}</p>
    <footer data-keydesk-part="dialog-actions">
      <Button look="primary" onClick={onClose}>
        {words.done}
      </Button>
    </footer>
  </Dialog>
)
