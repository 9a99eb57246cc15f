'use client'
import { type ChoiceAnswers, type CredentialKind, type Session, toOpenKinds } from '@keydesk/contract'
import { lazy, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { OnDemand } from '../credentials/on-demand.tsx'
import { choose } from '../messages/english/choose.ts'
import { useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'

const ChooseDialog = lazy(() => import('./choose-dialog.tsx'))

/** How to come to the form of a kind of credential. */
export interface WayToForm {
  /** Called when this way is taken, with the answers where all three were given; where there is no address, it opens the form. */
  onTake: (choice: ChoiceAnswers | undefined) => void
  /** The page of the host's that has the form. */
  href?: string | undefined
}

/** Props of `ChooseKind`. */
export interface ChooseKindProps {
  session: Session
  /** The kinds whose form can be reached from here. */
  ways: Readonly<Partial<Record<CredentialKind, WayToForm>>>
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** "Key or OAuth application?": a button that opens the help to choose; nothing for whoever can make neither. */
export const ChooseKind = ({ session, ways, onError }: ChooseKindProps) => {
  const words = useWordsOf('choose', choose)
  const [isOpen, setIsOpen] = useState(false)
  const canMake = session.access === 'manage' && Object.values(toOpenKinds(session)).includes(true)
  return (
    canMake && (
      <>
        <Button look="quiet" onClick={() => setIsOpen(true)}>
          {words.open}
        </Button>
        <OnDemand key={String(isOpen)} onError={onError}>
          {isOpen && <ChooseDialog session={session} ways={ways} onClose={() => setIsOpen(false)} />}
        </OnDemand>
      </>
    )
  )
}
