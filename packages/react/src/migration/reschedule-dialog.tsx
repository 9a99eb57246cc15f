'use client'
import type { Session } from '@keydesk/contract'
import { useRef } from 'react'
import { toLocalDate } from '../credentials/expiry.ts'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { useRescheduleMigration } from '../hooks/use-reschedule-migration.ts'
import { migration } from '../messages/english/migration.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { EndField } from './end-field.tsx'
import type { EndDialogProps } from './finish-dialog.tsx'
import { useEnd } from './use-end.ts'

/** Another date for the end of the key. */
export const RescheduleDialog = (props: EndDialogProps & { session: Session }) => {
  const { plan, session, onClose, onError } = props
  const { formats } = useWords()
  const words = useWordsOf('migration', migration)
  const moving = useRescheduleMigration()
  const chosen = useRef<HTMLInputElement>(null)
  const { begin, field, rest } = useEnd({
    expiresAt: plan.formerEnd,
    startedAt: plan.startedAt,
    policy: session.policy.apiKeys,
    choice: { kind: 'date', date: toLocalDate(new Date(plan.endsAt)) },
    error: moving.error,
  })
  const submit = async () => {
    const end = begin()
    if (end === undefined) return
    const outcome = await moving.run({ id: plan.id, endsAt: end.toISOString() })
    if (outcome.ok) onClose()
    else onError?.(outcome.error)
  }
  return (
    <FormDialog
      part="migration-date"
      title={words.reschedule.title}
      action={moving}
      form={{ isUntouched: true, rest, unplaced: null }}
      signInUrl={props.signInUrl}
      initialFocus={chosen}
      cancel={words.back}
      submit={words.reschedule.submit}
      submitting={words.reschedule.submitting}
      onSubmit={submit}
      onClose={onClose}
    >
      <p data-keydesk-part="lead">{words.reschedule.text(formats.instant(plan.endsAt))}</p>
      <EndField {...field} chosenRef={chosen} />
    </FormDialog>
  )
}
