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
  /** It was about to make a key, which may exist although no answer came. */
  mints: boolean
  signInUrl: string | undefined
  onSignIn?: (() => void) | undefined
}) => {
  const { error, unplaced, mints, signInUrl, onSignIn } = props
  const { messages } = useWords()
  const words = useWordsOf('create', create)
  const signsIn = error.code === 'reauthentication_required' || error.code === 'unauthenticated'
  return (
    <Notice tone="bad" alert>
      <span>
        {tellError(error, messages)} {unplaced} {mints && isOutcomeUnknown(error) && words.unknown}
        {signsIn && signInUrl !== undefined && onSignIn && words.kept}
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
