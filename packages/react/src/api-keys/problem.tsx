'use client'
import type { ReactNode } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { dialog } from '../messages/english/dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { HostLink, RequestId } from './state-panel.tsx'
import { tellError } from './tell-error.ts'

/** Whether a sign-in is what helps. */
export const asksSignIn = ({ code }: KeydeskClientError): boolean =>
  code === 'reauthentication_required' || code === 'unauthenticated'

/** Why nothing was done: a sentence, what there is to add, and the sign-in or the request id. */
export const Problem = (props: {
  error: KeydeskClientError
  signInUrl?: string | undefined
  onSignIn?: () => void
  children?: ReactNode
}) => {
  const { error, signInUrl, onSignIn, children } = props
  const { messages } = useWords()
  const { signInAgain } = useWordsOf('dialog', dialog)
  return (
    <Notice tone="bad" alert>
      <span>
        {tellError(error, messages)} {children}
      </span>
      {asksSignIn(error) ? (
        <HostLink href={signInUrl} onClick={onSignIn}>
          {signInAgain}
        </HostLink>
      ) : (
        <RequestId error={error} />
      )}
    </Notice>
  )
}
