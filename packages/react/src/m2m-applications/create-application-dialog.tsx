'use client'
import { type CreatedM2MApplication, mapPermissionsToScopes, type Session } from '@keydesk/contract'
import { useEffect, useRef } from 'react'
import { CreateOwner } from '../credentials/create-owner.tsx'
import { describePerson } from '../credentials/describe-person.ts'
import { Details } from '../credentials/details.tsx'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { keepDraft } from '../credentials/kept-draft.ts'
import { PurposeField } from '../credentials/purpose-field.tsx'
import { useForm } from '../credentials/use-form.ts'
import { useCreateM2MApplication } from '../hooks/use-create-m2m-application.ts'
import { useScopes } from '../hooks/use-scopes.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { type ApplicationDraft, draftName } from './application-draft.ts'
import { ApplicationFields } from './application-fields.tsx'
import type { M2MApplicationsProps } from './m2m-applications.tsx'

/** Props of `CreateApplicationDialog`. */
export interface CreateApplicationDialogProps
  extends Pick<M2MApplicationsProps, 'signInUrl' | 'metadata' | 'onError'> {
  session: Session
  /** What is known already, as what was typed before a sign-in. */
  draft: Partial<ApplicationDraft> | null
  onClose: () => void
  onCreated: (created: CreatedM2MApplication) => void
}

/** The form of a new application: name, description, what it can do, and one line for whose it is and why. */
export const CreateApplicationDialog = (props: CreateApplicationDialogProps) => {
  const { session, metadata } = props
  const { formats } = useWords()
  const words = useWordsOf('applicationDialogs', applicationDialogs).create
  const { ownerRequired, purposeRequired, scopesNeedingReason } = session.policy.m2mApplications
  const creating = useCreateM2MApplication()
  const { scopes: offered } = useScopes()
  const nameInput = useRef<HTMLInputElement>(null)
  const form = useForm<ApplicationDraft>({
    typed: props.draft,
    start: () => ({
      name: '',
      description: '',
      scopes: [],
      owner: ownerRequired ? undefined : null,
      purpose: '',
    }),
    ownerRequired,
    purposeRequired,
    policy: { maxLifetimeDays: null, permissionsNeedingReason: scopesNeedingReason },
    toGrants: typed => typed.scopes,
    error: creating.error,
  })
  const { draft, name, purpose } = form
  const description = draft.description.trim()
  const mapped = draft.permissions && offered && mapPermissionsToScopes(draft.permissions, offered)
  const leftOut = mapped?.permissionsWithoutScope ?? []
  const isMapped = useRef(draft.scopes.length > 0)
  // What a key was to be able to do is chosen once, as soon as the scopes are known.
  useEffect(() => {
    if (!mapped || isMapped.current) return
    isMapped.current = true
    form.change({ scopes: mapped.scopes })
  })
  const submit = async () => {
    if (!form.begin()) return
    // Where an owner has to be named, whoever creates the application is named too.
    const owner = draft.owner ?? (ownerRequired && session.actor)
    const outcome = await creating.run({
      name,
      scopes: draft.scopes.toSorted(),
      ...(description !== '' && { description }),
      ...(owner && { ownerId: owner.id }),
      ...(purpose !== '' && { purpose }),
      ...(metadata && { metadata }),
      ...(draft.choice && { choice: draft.choice }),
    })
    if (outcome.ok) props.onCreated(outcome.result)
    else props.onError?.(outcome.error)
  }

  return (
    <FormDialog
      part="create"
      title={words.title}
      action={creating}
      form={form}
      signInUrl={props.signInUrl}
      onSignIn={() => keepDraft(session, draft, draftName)}
      unknown={words.unknown}
      initialFocus={nameInput}
      submit={words.submit}
      submitting={words.submitting}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <ApplicationFields form={form} nameInput={nameInput}>
        <Details
          // A name of the other writing direction must not turn the line around.
          line={words.line(draft.owner ? `\u2068${describePerson(draft.owner)}\u2069` : null)}
          label={words.changeLabel}
          startsOpen={ownerRequired || form.purposeRequired}
          errors={[form.wrong('owner'), form.wrong('purpose')]}
        >
          <CreateOwner actor={session.actor} form={form} />
          <PurposeField form={form} />
        </Details>
        {leftOut.length > 0 && <Notice tone="plain">{words.leftOut(formats.list(leftOut))}</Notice>}
      </ApplicationFields>
    </FormDialog>
  )
}
