'use client'
import type { M2MApplication, Person, Session } from '@keydesk/contract'
import { useRef, useState } from 'react'
import { CreateOwner } from '../credentials/create-owner.tsx'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { comparePermissions } from '../credentials/group-permissions.ts'
import { keepDraft, takeDraft } from '../credentials/kept-draft.ts'
import { PurposeField } from '../credentials/purpose-field.tsx'
import { useForm } from '../credentials/use-form.ts'
import { useUpdateM2MApplication } from '../hooks/use-update-m2m-application.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { editDialog } from '../messages/english/edit-dialog.ts'
import { useWordsOf } from '../messages/words.ts'
import { ApplicationDialogWords } from './application-dialog-words.tsx'
import { type ApplicationDraft, type EditedApplication, editDraftName } from './application-draft.ts'
import { ApplicationFields } from './application-fields.tsx'
import type { M2MApplicationsProps } from './m2m-applications.tsx'

/** Props of `EditApplicationDialog`. */
export interface EditApplicationDialogProps extends Pick<M2MApplicationsProps, 'signInUrl' | 'onError'> {
  session: Session
  application: M2MApplication
  /** What was typed before a sign-in. */
  draft: ApplicationDraft | null
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
}

/** Changes an application in place: what it is called, whose it is, what it is for, and what its next tokens can do. */
const EditApplicationDialog = (props: EditApplicationDialogProps) => {
  const { session, signInUrl, announce, onError } = props
  const onClose = () => {
    takeDraft(session, editDraftName)
    props.onClose()
  }
  // As it was: what is changed is told apart by it.
  const [application] = useState(props.application)
  const words = useWordsOf('editDialog', editDialog)
  const { scopesHint } = useWordsOf('applicationDialogs', applicationDialogs).edit
  const { purposeRequired, scopesNeedingReason } = session.policy.m2mApplications
  // What was made before the host's rules may go on without a purpose.
  const hadPurpose = application.purpose !== null
  const action = useUpdateM2MApplication()
  const nameInput = useRef<HTMLInputElement>(null)
  const form = useForm<ApplicationDraft>({
    typed: props.draft,
    start: () => startEdit(application, session.actor),
    purposeRequired: purposeRequired && hadPurpose,
    policy: { maxLifetimeDays: null, permissionsNeedingReason: scopesNeedingReason },
    toGrants: ({ scopes }) => (hadPurpose ? scopes : comparePermissions(application.scopes, scopes).added),
    error: action.error,
  })
  const { draft, name, purpose } = form
  const { added, removed } = comparePermissions(application.scopes, draft.scopes)
  const submit = async () => {
    if (!form.begin()) return
    const ownerId = draft.owner === null ? session.actor.id : draft.owner?.id
    const description = draft.description.trim()
    const body = {
      ...(name !== application.name && { name }),
      ...(description !== (application.description ?? '') && { description: description || null }),
      ...(added.length + removed.length > 0 && { scopes: draft.scopes.toSorted() }),
      ...(ownerId !== undefined && ownerId !== application.owner?.id && { ownerId }),
      ...(purpose !== (application.purpose ?? '') && { purpose: purpose || null }),
    }
    if (Object.keys(body).length > 0) {
      const outcome = await action.run({ id: application.id, ...body })
      if (!outcome.ok) return onError?.(outcome.error)
      announce(words.done(outcome.result.name))
    }
    onClose()
  }
  return (
    <ApplicationDialogWords>
      <FormDialog
        part="edit"
        title={<bdi>{words.title(application.name)}</bdi>}
        action={action}
        form={form}
        signInUrl={signInUrl}
        onSignIn={() => keepDraft<EditedApplication>(session, { application, draft }, editDraftName)}
        initialFocus={nameInput}
        submit={words.submit}
        submitting={words.submitting}
        onSubmit={submit}
        onClose={onClose}
      >
        <ApplicationFields form={form} nameInput={nameInput}>
          <CreateOwner actor={session.actor} form={form} />
          <PurposeField form={form} />
        </ApplicationFields>
        <p role="status" data-keydesk-part="hint">
          {added.length + removed.length > 0 && scopesHint}
        </p>
      </FormDialog>
    </ApplicationDialogWords>
  )
}

const startEdit = (application: M2MApplication, actor: Person): ApplicationDraft => {
  const { name, description, scopes, owner, purpose } = application
  return {
    name,
    description: description ?? '',
    scopes,
    owner: owner === null ? undefined : owner.id === actor.id ? null : owner,
    purpose: purpose ?? '',
  }
}

export default EditApplicationDialog
