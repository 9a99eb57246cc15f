'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import { useRef, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { listSpans, type OverlapChoice, toEnd } from '../credentials/overlap.ts'
import { useForm } from '../credentials/use-form.ts'
import { useUpdateApiKey } from '../hooks/use-update-api-key.ts'
import { dialog } from '../messages/english/dialog.ts'
import { fields } from '../messages/english/fields.ts'
import { replaced } from '../messages/english/replaced.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { OverlapField } from './overlap-field.tsx'
import { latestEnd } from './rotation.ts'

/** Props of `ExtendDialog`. */
export interface ExtendDialogProps {
  session: Session
  apiKey: ApiKey
  successor: ApiKey
  signInUrl?: string | undefined
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Lets a key that was replaced work on for longer. How long it might at most, the broker knows. */
const ExtendDialog = ({ apiKey, successor, announce, onError, ...props }: ExtendDialogProps) => {
  const { formats } = useWords()
  const words = useWordsOf('replaced', replaced).extension
  const { caption } = useWordsOf('fields', fields)
  const { willStop } = useWordsOf('dialog', dialog)
  const [now] = useState(Date.now)
  // Later than now, to the minute that is shown.
  const after = Math.max(now, Date.parse(apiKey.expiresAt ?? '')) + 60_000
  const latest = latestEnd(props.session.policy.apiKeys, { from: Date.parse(successor.createdAt) })
  const action = useUpdateApiKey()
  const chosen = useRef<HTMLInputElement>(null)
  const form = useForm<{ end: OverlapChoice }>({
    start: () => {
      const [seconds] = listSpans(now, { after, before: latest })
      return { end: seconds === undefined ? { kind: 'date', date: '' } : { kind: 'span', seconds } }
    },
    toEnd: draft => toEnd(draft.end, now, latest),
    error: action.error,
  })
  const { end } = form
  const submit = async () => {
    if (!form.begin() || end === undefined) return
    const outcome = await action.run({ id: apiKey.id, expiresAt: end.toISOString() })
    if (outcome.ok) {
      announce(willStop(apiKey.name, formats.relative(end, Date.now())))
      props.onClose()
    } else onError?.(outcome.error)
  }
  return (
    <FormDialog
      part="extend"
      title={<bdi>{words.title(apiKey.name)}</bdi>}
      action={action}
      form={form}
      signInUrl={props.signInUrl}
      initialFocus={chosen}
      submit={words.submit}
      submitting={words.submitting}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <OverlapField
        label={words.stops}
        now={now}
        after={after}
        latest={latest}
        choice={form.draft.end}
        error={form.wrong('end')}
        chosenRef={chosen}
        onChange={next => form.change({ end: next })}
      >
        {end && <p data-keydesk-part="hint">{caption(formats.instant(end))}</p>}
      </OverlapField>
    </FormDialog>
  )
}

export default ExtendDialog
