'use client'
import type { Session } from '@keydesk/contract'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { create } from '../messages/english/create.ts'
import { useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { takeDraft } from './kept-draft.ts'

/** Props of `SecretFlow`. */
export interface SecretFlowProps<Made> {
  session: Session
  /** What the form keeps its draft under, over a sign-in. */
  draftName?: string
  onClose: () => void
  /** What to say of what was made when the answer with its secret was lost. */
  lost: (made: Made) => string
  /** The form, which closes itself or hands over what was made. */
  form: (form: { onClose: () => void; onMinted: (minted: Minted<Made>) => void }) => ReactNode
  /** The only view of the secret. */
  reveal: (made: Made, value: string) => ReactNode
}

type Minted<Made> = Made & { value: string | null }

/** From the form to the secret. The secret lives in this component's state alone, and the reveal dialog is loaded before a key can be made. */
export const SecretFlow = <Made,>(props: SecretFlowProps<Made>) => {
  const { session, draftName, onClose, lost, form, reveal } = props
  const [minted, setMinted] = useState<Minted<Made> | null>(null)
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
    addEventListener('pagehide', forget)
    addEventListener('pageshow', forgetIfRestored)
    function forgetIfRestored(event: PageTransitionEvent) {
      if (event.persisted) forget()
    }
    return () => {
      removeEventListener('pagehide', forget)
      removeEventListener('pageshow', forgetIfRestored)
    }
  }, [minted])

  if (minted === null) {
    return form({
      onClose: () => {
        takeDraft(session, draftName)
        onClose()
      },
      onMinted: made => {
        takeDraft(session, draftName)
        setMinted(made)
      },
    })
  }
  if (minted.value === null) return <LostDialog text={lost(minted)} onClose={onClose} />
  return reveal(minted, minted.value)
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
