'use client'
import { create } from '../messages/english/create.ts'
import { dialog } from '../messages/english/dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { CreateProblem } from './create-problem.tsx'
import type { FormAttempt } from './use-form-attempt.ts'

/** The end of a form that is sent: what went wrong beside its fields, the way back, and the button that sends it or counts down. */
export const FormEnd = (props: {
  attempt: FormAttempt
  /** What it sends makes a key. */
  mints?: boolean
  signInUrl: string | undefined
  /** What is typed has to outlast the sign-in. */
  onSignIn?: (() => void) | undefined
  onClose: () => void
  submit: string
  submitting: string
}) => {
  const { formats } = useWords()
  const words = useWordsOf('create', create)
  const { cancel } = useWordsOf('dialog', dialog)
  const { error, pending, wait, isPlaced, unplaced } = props.attempt
  return (
    <>
      {error && !isPlaced && (
        <CreateProblem
          error={error}
          unplaced={unplaced}
          mints={props.mints ?? false}
          signInUrl={props.signInUrl}
          onSignIn={props.onSignIn}
        />
      )}
      <footer data-keydesk-part="dialog-actions">
        <Button look="quiet" aria-disabled={pending || undefined} onClick={() => pending || props.onClose()}>
          {cancel}
        </Button>
        <Button look="primary" type="submit" busy={pending} aria-disabled={pending || wait > 0 || undefined}>
          {pending ? props.submitting : wait > 0 ? words.wait(formats.number(wait)) : props.submit}
        </Button>
      </footer>
    </>
  )
}
