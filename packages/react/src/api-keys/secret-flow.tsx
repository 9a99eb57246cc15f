'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { create } from '../messages/english/create.ts'
import { useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { takeDraft } from './create-draft.ts'
import { RevealDialog, type RevealDialogProps } from './reveal-dialog.tsx'

/** Props of `SecretFlow`: those of the reveal dialog, and the form that comes before it. */
export interface SecretFlowProps extends Omit<RevealDialogProps, 'apiKey' | 'value'> {
  session: Session
  onClose: () => void
  /** What to say of the new key when the answer with its secret was lost. */
  lost: (name: string) => string
  /** The form, which closes itself or hands over the new key. */
  form: (form: { onClose: () => void; onMinted: (minted: Minted) => void }) => ReactNode
}

interface Minted {
  apiKey: ApiKey
  value: string | null
}

/** From the form to the secret. The secret lives in this component's state alone, and the reveal dialog is loaded before a key can be made. */
export const SecretFlow = ({ form, lost, ...props }: SecretFlowProps) => {
  const { session, onClose } = props
  const [minted, setMinted] = useState<Minted | null>(null)
  const latestClose = useRef(onClose)
  latestClose.current = onClose

  // The browser may keep a left page whole and bring it back: it must be left without the secret.
  useEffect(() => {
    if (minted === null) return
    const forget = () => {
      flushSync(() => {
        setMinted(null)
        latestClose.current()
      })
    }
    window.addEventListener('pagehide', forget)
    window.addEventListener('pageshow', forgetIfRestored)
    function forgetIfRestored(event: PageTransitionEvent) {
      if (event.persisted) forget()
    }
    return () => {
      window.removeEventListener('pagehide', forget)
      window.removeEventListener('pageshow', forgetIfRestored)
    }
  }, [minted])

  if (minted === null) {
    return form({
      onClose: () => {
        takeDraft(session)
        onClose()
      },
      onMinted: ({ apiKey, value }) => {
        takeDraft(session)
        setMinted({ apiKey, value })
      },
    })
  }
  const { apiKey, value } = minted
  if (value === null) return <LostDialog text={lost(apiKey.name)} onClose={onClose} />
  return <RevealDialog {...props} apiKey={apiKey} value={value} />
}

const LostDialog = ({ text, onClose }: { text: string; onClose: () => void }) => {
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
