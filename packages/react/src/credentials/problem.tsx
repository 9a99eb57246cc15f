'use client'
import type { ReactNode } from 'react'
import { isOutcomeUnknown, type KeydeskClientError } from '../client/client-error.ts'
import { dialog } from '../messages/english/dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { HostLink, RequestId } from './state-panel.tsx'
import { tellError } from './tell-error.ts'

/** Props of `Problem`. */
export interface ProblemProps {
  error: KeydeskClientError
  signInUrl?: string | undefined
  /** Keeps what was typed, before the sign-in. */
  onSignIn?: (() => void) | undefined
  /** What to do where nobody knows whether it was done. */
  unknown?: string | undefined
  children?: ReactNode
}

/** Why nothing was done: a sentence, what there is to add, and the sign-in or the request id. */
export const Problem = (props: ProblemProps) => {
  const { error, signInUrl, onSignIn, unknown, children } = props
  const { messages } = useWords()
  const { signInAgain, kept } = useWordsOf('dialog', dialog)
  const asksSignIn = error.code === 'reauthentication_required' || error.code === 'unauthenticated'
  return (
    <Notice tone="bad" alert>
      <span>
        {tellError(error, messages)} {children} {isOutcomeUnknown(error) && unknown}
        {asksSignIn && onSignIn && signInUrl !== undefined && kept}
      </span>
      {asksSignIn ? (
        <HostLink href={signInUrl} onClick={onSignIn}>
          {signInAgain}
        </HostLink>
      ) : (
        <RequestId error={error} />
      )}
    </Notice>
  )
}
