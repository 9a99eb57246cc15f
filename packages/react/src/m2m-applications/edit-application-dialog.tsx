'use client'
import type { M2MApplication, Person, Session } from '@keydesk/contract'
import { useRef, useState } from 'react'
import { AbilitySentence } from '../credentials/ability-sentence.tsx'
import { CreateOwner } from '../credentials/create-owner.tsx'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { NameField } from '../credentials/name-field.tsx'
import { PermissionField } from '../credentials/permission-field.tsx'
import { PurposeField } from '../credentials/purpose-field.tsx'
import { useForm } from '../credentials/use-form.ts'
import { useScopes } from '../hooks/use-scopes.ts'
import { useUpdateM2MApplication } from '../hooks/use-update-m2m-application.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWordsOf } from '../messages/words.ts'
import { TextField } from '../ui/text-field.tsx'
import { ApplicationDialogWords } from './application-dialog-words.tsx'
import type { ApplicationDraft } from './application-draft.ts'
import type { M2MApplicationsProps } from './m2m-applications.tsx'

/** Props of `EditApplicationDialog`. */
export interface EditApplicationDialogProps extends Pick<M2MApplicationsProps, 'signInUrl' | 'onError'> {
  session: Session
  application: M2MApplication
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
}

/** Changes an application in place: name, description, whose it is, what it is for and what it can do. */
const EditApplicationDialog = (props: EditApplicationDialogProps) => (
  <ApplicationDialogWords>
    <EditForm {...props} />
  </ApplicationDialogWords>
)

const EditForm = ({ session, announce, onClose, ...props }: EditApplicationDialogProps) => {
  // As it was: what is changed is told apart by it.
  const [application] = useState(props.application)
  const words = useWordsOf('applicationDialogs', applicationDialogs)
  const { purposeRequired, scopesNeedingReason } = session.policy.m2mApplications
  // What was made before the host's rules may go on without a purpose.
  const hadPurpose = application.purpose !== null
  const action = useUpdateM2MApplication()
  const { scopes: permissions, ...scopes } = useScopes()
  const nameInput = useRef<HTMLInputElement>(null)
  const form = useForm<ApplicationDraft>({
    start: () => startEdit(application, session.actor),
    purposeRequired: purposeRequired && hadPurpose,
    policy: { maxLifetimeDays: null, permissionsNeedingReason: scopesNeedingReason },
    toGrants: typed => (hadPurpose ? typed.scopes : []),
    error: action.error,
  })
  const { draft, name, purpose } = form
  const description = draft.description.trim()
  const submit = async () => {
    if (!form.begin()) return
    const ownerId = draft.owner === null ? session.actor.id : draft.owner?.id
    const chosen = draft.scopes.toSorted()
    const body = {
      ...(name !== application.name && { name }),
      ...(description !== (application.description ?? '') && { description: description || null }),
      ...(ownerId !== undefined && ownerId !== application.owner?.id && { ownerId }),
      ...(purpose !== (application.purpose ?? '') && { purpose: purpose || null }),
      ...(chosen.join() !== application.scopes.toSorted().join() && { scopes: chosen }),
    }
    if (Object.keys(body).length > 0) {
      const outcome = await action.run({ id: application.id, ...body })
      if (!outcome.ok) return props.onError?.(outcome.error)
      announce(words.edit.done(name))
    }
    onClose()
  }
  return (
    <FormDialog
      part="edit"
      title={<bdi>{words.edit.title(application.name)}</bdi>}
      action={action}
      form={form}
      signInUrl={props.signInUrl}
      initialFocus={nameInput}
      submit={words.edit.submit}
      submitting={words.edit.submitting}
      onSubmit={submit}
      onClose={onClose}
    >
      <CreateOwner actor={session.actor} form={form} />
      <NameField form={form} inputRef={nameInput} />
      <TextField
        label={words.create.description}
        error={form.wrong('description')}
        value={draft.description}
        onChange={typed => form.change({ description: typed })}
      />
      <PurposeField form={form} />
      <PermissionField
        offered={{ permissions, ...scopes }}
        value={draft.scopes}
        error={form.wrong('scopes')}
        onChange={chosen => form.change({ scopes: chosen })}
      />
      <AbilitySentence permissions={permissions ?? []} selected={new Set(draft.scopes)} expiresAt={null} />
    </FormDialog>
  )
}

const startEdit = (
  { name, description, scopes, owner, purpose }: M2MApplication,
  actor: Person,
): ApplicationDraft => ({
  name,
  description: description ?? '',
  scopes,
  owner: owner === null ? undefined : owner.id === actor.id ? null : owner,
  purpose: purpose ?? '',
})

export default EditApplicationDialog
