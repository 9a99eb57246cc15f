'use client'
import type { Session } from '@keydesk/contract'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { create } from '../messages/english/create.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { TextField } from '../ui/text-field.tsx'
import type { CreateDraft } from './create-draft.ts'
import { CreateOwner } from './create-owner.tsx'
import { ExpiryField } from './expiry-field.tsx'

/** Props of `CreateDetails`. */
export interface CreateDetailsProps {
  session: Session
  draft: CreateDraft
  /** The instant of the draft's expiry; null for never, undefined while no date is chosen. */
  expiresAt: Date | null | undefined
  errors: { ownerId: string | null; purpose: string | null; expiresAt: string | null }
  startsOpen: boolean
  onChange: (part: Partial<CreateDraft>) => void
}

/** One line that says whose the key is and when it ends. "Change" opens owner, purpose and expiry, and so does an error in them. */
export const CreateDetails = (props: CreateDetailsProps) => {
  const { session, draft, expiresAt, errors, startsOpen, onChange } = props
  const { formats } = useWords()
  const words = useWordsOf('create', create)
  const { purpose, purposeHint } = useWordsOf('fields', fields)
  const [open, setOpen] = useState(startsOpen)
  const details = useRef<HTMLDivElement>(null)
  // It stays open when the error has gone.
  if (!open && Object.values(errors).some(error => error !== null)) setOpen(true)

  if (!open) {
    const { owner } = draft
    return (
      <p data-keydesk-part="details-line">
        {/* A name of the other writing direction must not turn the line around. */}
        {words.line(owner && `\u2068${owner.name}\u2069`, expiresAt ? formats.date(expiresAt) : null)}
        <span aria-hidden="true"> · </span>
        <button
          type="button"
          data-keydesk-part="link"
          aria-expanded={false}
          aria-label={words.changeLabel}
          onClick={() => {
            flushSync(() => setOpen(true))
            // The button has gone; its focus goes to the first thing that is chosen.
            details.current?.querySelector<HTMLElement>(':checked')?.focus()
          }}
        >
          {words.change}
        </button>
      </p>
    )
  }
  return (
    <div ref={details} data-keydesk-part="details">
      <CreateOwner
        actor={session.actor}
        owner={draft.owner}
        error={errors.ownerId}
        onChange={owner => onChange({ owner })}
      />
      <TextField
        label={purpose}
        hint={purposeHint}
        error={errors.purpose}
        value={draft.purpose}
        onChange={text => onChange({ purpose: text })}
      />
      <ExpiryField
        policy={session.policy.apiKeys}
        choice={draft.expiry}
        expiresAt={expiresAt}
        error={errors.expiresAt}
        onChange={expiry => onChange({ expiry })}
      />
    </div>
  )
}
