'use client'
import type { ApiKey } from '@keydesk/contract'
import { useRef, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useUpdateApiKey } from '../hooks/use-update-api-key.ts'
import { useWords } from '../messages/words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { FormEnd } from './form-end.tsx'
import { listSpans, type OverlapChoice, toEnd } from './overlap.ts'
import { OverlapField } from './overlap-field.tsx'
import { latestEnd } from './rotation.ts'
import { useFormAttempt } from './use-form-attempt.ts'

/** Props of `ExtendDialog`. */
export interface ExtendDialogProps {
  apiKey: ApiKey
  successor: ApiKey
  signInUrl?: string | undefined
  onClose: () => void
  onChanged: (apiKey: ApiKey) => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Lets a key that was replaced work on for longer. How long it might at most, the broker knows. */
const ExtendDialog = ({ apiKey, successor, onError, ...props }: ExtendDialogProps) => {
  const { messages, formats } = useWords()
  const words = messages.extend
  const [now] = useState(() => Date.now())
  // Later than now, to the minute that is shown.
  const after = Math.max(now, Date.parse(apiKey.expiresAt ?? '')) + 60_000
  const latest = latestEnd(Date.parse(successor.createdAt), null)
  const [choice, setChoice] = useState<OverlapChoice>(() => {
    const [seconds] = listSpans(now, { after, before: latest })
    return seconds === undefined ? { kind: 'date', date: '' } : { kind: 'span', seconds }
  })
  const end = toEnd(choice, now, latest)
  const action = useUpdateApiKey()
  const chosen = useRef<HTMLInputElement>(null)
  const attempt = useFormAttempt({
    fields: ['expiresAt'],
    missing: { expiresAt: end === undefined && messages.create.dateRequired },
    action,
  })
  const send = async () => {
    if (end === undefined) return
    const outcome = await action.run({ id: apiKey.id, expiresAt: end.toISOString() })
    if (outcome.ok) props.onChanged(outcome.result)
    else onError?.(outcome.error)
  }
  return (
    <Dialog
      part="extend"
      size="small"
      title={<bdi>{words.title(apiKey.name)}</bdi>}
      busy={action.pending}
      initialFocus={chosen}
      onDismiss={props.onClose}
    >
      <form
        ref={attempt.form}
        noValidate
        onSubmit={event => attempt.onSubmit(event, send)}
        data-keydesk-part="form"
      >
        <OverlapField
          label={words.stops}
          now={now}
          after={after}
          latest={latest}
          choice={choice}
          error={attempt.wrong('expiresAt')}
          chosenRef={chosen}
          onChange={next => {
            setChoice(next)
            attempt.onEdit(['expiresAt'])
          }}
        >
          {end && <p data-keydesk-part="hint">{messages.create.caption(formats.instant(end))}</p>}
        </OverlapField>
        <FormEnd
          attempt={attempt}
          signInUrl={props.signInUrl}
          onClose={props.onClose}
          submit={words.submit}
          submitting={words.submitting}
        />
      </form>
    </Dialog>
  )
}

export default ExtendDialog
