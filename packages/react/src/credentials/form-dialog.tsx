'use client'
import { type FormEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import type { Action } from '../hooks/use-action.ts'
import { dialog } from '../messages/english/dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, type DialogProps } from '../ui/dialog.tsx'
import { Problem, type ProblemProps } from './problem.tsx'
import { useWait } from './use-wait.ts'

/** Props of `FormDialog`. */
export interface FormDialogProps
  extends Pick<DialogProps, 'part' | 'title' | 'children'>,
    Pick<ProblemProps, 'signInUrl' | 'onSignIn' | 'unknown'> {
  action: Pick<Action<never, unknown>, 'pending' | 'error'>
  /** What it does cannot be undone: it is small, red, and starts at the way back. */
  danger?: boolean
  /** What gets the focus when it opens; default: the way back. */
  initialFocus?: RefObject<HTMLElement | null>
  /** What was typed, and what of an error no field says. */
  form?: { isUntouched: boolean; rest: KeydeskClientError | null; unplaced: string | null }
  /** The way back; default: "Cancel". */
  cancel?: ReactNode
  cancelRef?: RefObject<HTMLButtonElement | null>
  /** Another way on, before it. */
  other?: ReactNode
  /** The way on; nothing where there is none. */
  submit: ReactNode
  submitting: ReactNode
  /** Called once at a time; but for a danger, not before the broker wants to be asked again. */
  onSubmit: () => Promise<void> | void
  onClose: () => void
}

/** A dialog that asks and acts: its fields, why it failed, the way back and the way on. */
export const FormDialog = (props: FormDialogProps) => {
  const { action, danger = false, form: typed, cancelRef, submit, onClose } = props
  const { pending, error } = action
  const told = typed ? typed.rest : error
  const { messages, formats } = useWords()
  const words = useWordsOf('dialog', dialog)
  const [attempt, setAttempt] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const ownCancel = useRef<HTMLButtonElement>(null)
  const backButton = cancelRef ?? ownCancel
  const isRunning = useRef(false)
  // Whoever has to revoke a key is never held up.
  const wait = useWait(danger ? null : error)

  // After each attempt: the first field that was refused, or what else went wrong.
  useEffect(() => {
    if (attempt === 0 || pending) return
    const find = (selector: string) => form.current?.querySelector<HTMLElement>(selector)
    const refused =
      find('[aria-invalid=true]') ??
      find('[data-state=invalid] :checked') ??
      find('[data-state=invalid] [type=radio]')
    if (refused) refused.focus()
    else find('[role=alert]')?.scrollIntoView({ block: 'nearest' })
  }, [attempt, pending])

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (isRunning.current || wait > 0) return
    isRunning.current = true
    setAttempt(attempt + 1)
    try {
      await props.onSubmit()
    } finally {
      isRunning.current = false
    }
  }
  return (
    <Dialog
      part={props.part}
      title={props.title}
      {...(danger && ({ role: 'alertdialog', size: 'small' } as const))}
      busy={pending}
      // What was typed is not thrown away by a stray click.
      lightDismiss={typed?.isUntouched ?? true}
      initialFocus={props.initialFocus ?? backButton}
      onDismiss={onClose}
    >
      <form ref={form} noValidate onSubmit={onSubmit} data-keydesk-part="form">
        {props.children}
        {told && (
          <Problem error={told} signInUrl={props.signInUrl} onSignIn={props.onSignIn} unknown={props.unknown}>
            {typed?.unplaced}
          </Problem>
        )}
        <footer data-keydesk-part="dialog-actions">
          <Button
            ref={backButton}
            look={danger ? 'plain' : 'quiet'}
            aria-disabled={pending || undefined}
            onClick={() => pending || onClose()}
          >
            {props.cancel || words.cancel}
          </Button>
          {props.other}
          {submit && (
            <Button
              look={danger ? 'danger' : 'primary'}
              type="submit"
              busy={pending}
              aria-disabled={pending || wait > 0 || undefined}
            >
              {pending ? props.submitting : wait > 0 ? messages.failed.wait(formats.number(wait)) : submit}
            </Button>
          )}
        </footer>
      </form>
    </Dialog>
  )
}
