'use client'
import { isOutcomeUnknown, type KeydeskClientError } from '../client/client-error.ts'
import { create } from '../messages/english/create.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { HostLink, RequestId } from './state-panel.tsx'
import { tellError } from './tell-error.ts'

/** Why no key was made, in so far as no field says it: a sentence, and the sign-in or the request id. */
export const CreateProblem = (props: {
  error: KeydeskClientError
  /** What was refused in no field of the form. */
  unplaced: string | null
  signInUrl: string | undefined
  onSignIn: () => void
}) => {
  const { error, unplaced, signInUrl, onSignIn } = props
  const { messages } = useWords()
  const words = useWordsOf('create', create)
  const signsIn = error.code === 'reauthentication_required' || error.code === 'unauthenticated'
  return (
    <Notice tone="bad" alert>
      <span>
        {tellError(error, messages)} {unplaced} {isOutcomeUnknown(error) && words.unknown}
        {signsIn && signInUrl !== undefined && words.kept}
      </span>
      {signsIn ? (
        <HostLink href={signInUrl} onClick={onSignIn}>
          {words.signInAgain}
        </HostLink>
      ) : (
        <RequestId error={error} />
      )}
    </Notice>
  )
}
