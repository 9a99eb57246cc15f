'use client'
import type { Session } from '@keydesk/contract'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { takeDraft } from './kept-draft.ts'

/** Props of `SecretFlow`. */
export interface SecretFlowProps<Made> {
  session: Session
  /** What the form keeps its draft under, over a sign-in. */
  draftName?: string
  onClose: () => void
  /** What stands there when the answer with the secret was lost. */
  lost: (made: Made, flow: SecretSteps<Made>) => ReactNode
  /** The form, which closes itself or hands over what was made. */
  form: (flow: SecretSteps<Made>) => ReactNode
  /** The only view of the secret. */
  reveal: (made: Made, value: string) => ReactNode
}

/** The ways on from the form, or from a secret that was lost. */
export interface SecretSteps<Made> {
  onClose: () => void
  onMinted: (minted: Made & { value: string | null }) => void
}

/** From the form to the secret. The secret lives in this component's state alone, and the reveal dialog is loaded before a key can be made. */
export const SecretFlow = <Made,>(props: SecretFlowProps<Made>) => {
  const { session, draftName, onClose, lost, form, reveal } = props
  const [minted, setMinted] = useState<(Made & { value: string | null }) | null>(null)
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

  const flow: SecretSteps<Made> = {
    onClose: () => {
      takeDraft(session, draftName)
      onClose()
    },
    onMinted: made => {
      takeDraft(session, draftName)
      setMinted(made)
    },
  }
  if (minted === null) return form(flow)
  return minted.value === null ? lost(minted, flow) : reveal(minted, minted.value)
}
