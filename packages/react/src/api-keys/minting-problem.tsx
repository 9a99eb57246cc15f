'use client'
import { isOutcomeUnknown, type KeydeskClientError } from '../client/client-error.ts'
import { create } from '../messages/english/create.ts'
import { useWordsOf } from '../messages/words.ts'
import { asksSignIn, Problem } from './problem.tsx'

/** Why no key was made, in so far as no field says it; what was typed outlasts the sign-in. */
export const MintingProblem = (props: {
  error: KeydeskClientError
  /** What was refused in no field of the form. */
  unplaced: string | null
  signInUrl: string | undefined
  onSignIn: () => void
}) => {
  const { error, unplaced, signInUrl, onSignIn } = props
  const words = useWordsOf('create', create)
  return (
    <Problem error={error} signInUrl={signInUrl} onSignIn={onSignIn}>
      {unplaced} {isOutcomeUnknown(error) && words.unknown}
      {asksSignIn(error) && signInUrl !== undefined && words.kept}
    </Problem>
  )
}
