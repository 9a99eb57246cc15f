'use client'
import type { ApiKey, CreatedApiKey, Session } from '@keydesk/contract'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { create } from '../messages/english/create.ts'
import { useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { ApiKeysProps } from './api-keys.tsx'
import { CreateDialog } from './create-dialog.tsx'
import { type CreateDraft, takeDraft } from './create-draft.ts'
import { RevealDialog } from './reveal-dialog.tsx'

/** Props of `CreateFlow`. */
export interface CreateFlowProps extends Omit<ApiKeysProps, 'onCreated'> {
  session: Session
  draft: CreateDraft | null
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
  onCreated: (apiKey: ApiKey) => void
}

/** From the form to the secret. The secret lives in this component's state alone, and the reveal dialog is loaded before a key can be made. */
const CreateFlow = ({ session, draft, announce, onClose, onCreated, ...props }: CreateFlowProps) => {
  const { done } = useWordsOf('create', create)
  const [created, setCreated] = useState<CreatedApiKey | null>(null)
  const latestClose = useRef(onClose)
  latestClose.current = onClose

  // The browser may keep a left page whole and bring it back: it must be left without the secret.
  useEffect(() => {
    if (created === null) return
    const forget = () => {
      flushSync(() => {
        setCreated(null)
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
  }, [created])

  if (created === null) {
    return (
      <CreateDialog
        {...props}
        session={session}
        draft={draft}
        onClose={() => {
          takeDraft(session)
          onClose()
        }}
        onCreated={result => {
          takeDraft(session)
          setCreated(result)
          announce(done(result.apiKey.name))
          onCreated(result.apiKey)
        }}
      />
    )
  }
  const { apiKey, value } = created
  if (value === null) return <LostDialog name={apiKey.name} onClose={onClose} />
  return <RevealDialog {...props} session={session} apiKey={apiKey} value={value} onClose={onClose} />
}

const LostDialog = ({ name, onClose }: { name: string; onClose: () => void }) => {
  const { lost } = useWordsOf('create', create)
  return (
    <Dialog part="lost" role="alertdialog" size="small" title={lost.title} onDismiss={onClose}>
      <p>{lost.text(name)}</p>
      <footer data-keydesk-part="dialog-actions">
        <Button look="primary" onClick={onClose}>
          {lost.done}
        </Button>
      </footer>
    </Dialog>
  )
}

export default CreateFlow
