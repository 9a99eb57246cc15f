'use client'
import type { Session } from '@keydesk/contract'
import { CreateOwner } from '../credentials/create-owner.tsx'
import { describePerson } from '../credentials/describe-person.ts'
import { Details } from '../credentials/details.tsx'
import { PurposeField } from '../credentials/purpose-field.tsx'
import type { Form } from '../credentials/use-form.ts'
import { create } from '../messages/english/create.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import type { CreateDraft } from './create-draft.ts'
import { ExpiryField } from './expiry-field.tsx'

/** Props of `CreateDetails`. */
export interface CreateDetailsProps {
  session: Session
  form: Form<CreateDraft>
  startsOpen: boolean
}

/** One line that says whose the key is and when it ends, in place of owner, purpose and expiry. */
export const CreateDetails = ({ session, form, startsOpen }: CreateDetailsProps) => {
  const { formats } = useWords()
  const words = useWordsOf('create', create)
  const { draft, expiresAt, wrong } = form
  const { owner } = draft
  return (
    <Details
      // A name of the other writing direction must not turn the line around.
      line={words.line(
        owner ? `\u2068${describePerson(owner)}\u2069` : null,
        expiresAt ? formats.date(expiresAt) : null,
      )}
      label={words.changeLabel}
      startsOpen={startsOpen || form.purposeRequired}
      errors={[wrong('owner'), wrong('purpose'), wrong('expiry')]}
    >
      <CreateOwner actor={session.actor} form={form} />
      <PurposeField form={form} />
      <ExpiryField policy={session.policy.apiKeys} form={form} />
    </Details>
  )
}
