'use client'
import type { ApiKey, Person, Session } from '@keydesk/contract'
import { useRef, useState } from 'react'
import { CreateOwner } from '../credentials/create-owner.tsx'
import type { ExpiryChoice } from '../credentials/expiry.ts'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { keepDraft, takeDraft } from '../credentials/kept-draft.ts'
import { PurposeField } from '../credentials/purpose-field.tsx'
import { useForm } from '../credentials/use-form.ts'
import { useUpdateApiKey } from '../hooks/use-update-api-key.ts'
import { editDialog } from '../messages/english/edit-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import type { ApiKeysProps } from './api-keys.tsx'
import { ExpiryField } from './expiry-field.tsx'
import { NarrowField } from './narrow-field.tsx'
import { fits, type Open } from './open.ts'

/** What is typed into the form that changes a key. Nothing in it is secret. */
export interface EditDraft {
  /** Null: the actor. Undefined: nobody, as before. */
  owner?: Person | null | undefined
  purpose: string
  /** Null: as it was. */
  expiry: ExpiryChoice | null
  permissions: string[]
}

/** Props of `EditDialog`. */
export interface EditDialogProps extends Pick<ApiKeysProps, 'signInUrl' | 'requires' | 'onError'> {
  session: Session
  apiKey: ApiKey
  /** It moves to an application. */
  isMoving?: boolean | undefined
  /** What was typed before a sign-in. */
  draft: EditDraft | null
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  /** Opens another dialog in place of this one. */
  onOpen: ((open: Open) => void) | null
  onClose: () => void
}

/** Changes a key in place: whose it is, what it is for, when it ends, and, where the broker narrows, what it can do no longer. */
const EditDialog = (props: EditDialogProps) => {
  const { session, onOpen } = props
  const onClose = () => {
    takeDraft(session)
    props.onClose()
  }
  // As it was: what is changed is told apart by it.
  const [apiKey] = useState(props.apiKey)
  const { messages, formats } = useWords()
  const words = useWordsOf('editDialog', editDialog)
  const policy = session.policy.apiKeys
  // What was made before the host's rules may go on without a purpose.
  const hadPurpose = apiKey.purpose !== null
  const action = useUpdateApiKey()
  const purposeInput = useRef<HTMLInputElement>(null)
  const form = useForm<EditDraft>({
    typed: props.draft,
    start: () => startEdit(apiKey, session.actor),
    policy,
    purposeRequired: props.requires?.includes('purpose') || (policy.purposeRequired && hadPurpose),
    toGrants: ({ permissions }) => (hadPurpose ? permissions : []),
    error: action.error,
  })
  const { draft, purpose, expiresAt } = form
  const submit = async () => {
    if (!form.begin()) return
    const ownerId = draft.owner === null ? session.actor.id : draft.owner?.id
    const body = {
      ...(ownerId !== undefined && ownerId !== apiKey.owner?.id && { ownerId }),
      ...(purpose !== (apiKey.purpose ?? '') && { purpose: purpose || null }),
      ...(draft.expiry !== null && { expiresAt: expiresAt?.toISOString() ?? null }),
      ...(draft.permissions.length < apiKey.permissions.length && {
        permissions: draft.permissions.toSorted(),
      }),
    }
    if (Object.keys(body).length > 0) {
      const outcome = await action.run({ id: apiKey.id, ...body })
      if (!outcome.ok) {
        props.onError?.(outcome.error)
        return
      }
      props.announce(words.done(apiKey.name))
    }
    onClose()
  }
  const tellEnd = (at: string | Date | null) => (at === null ? messages.never : formats.instant(at))
  return (
    <FormDialog
      part="edit"
      title={<bdi>{words.title(apiKey.name)}</bdi>}
      action={action}
      form={form}
      signInUrl={props.signInUrl}
      onSignIn={() => keepDraft(session, { dialog: 'edit', apiKey, draft })}
      initialFocus={purposeInput}
      submit={words.submit}
      submitting={words.submitting}
      onSubmit={submit}
      onClose={onClose}
    >
      <PurposeField form={form} inputRef={purposeInput} />
      <CreateOwner actor={session.actor} form={form} />
      <ExpiryField
        isMoving={props.isMoving}
        policy={policy}
        form={form}
        keep={words.keep}
        note={
          <p data-keydesk-part="hint">
            {draft.expiry === null || expiresAt === undefined
              ? tellEnd(apiKey.expiresAt)
              : words.shift(tellEnd(apiKey.expiresAt), tellEnd(expiresAt))}
          </p>
        }
      />
      {apiKey.permissions.length > 0 && session.features.narrowing ? (
        <NarrowField
          slugs={apiKey.permissions}
          value={draft.permissions}
          error={form.wrong('permissions')}
          onChange={permissions => form.change({ permissions })}
        />
      ) : (
        onOpen &&
        fits('rotate', apiKey, props.isMoving) && (
          <p data-keydesk-part="hint">
            {words.rotateHint}{' '}
            <button
              type="button"
              data-keydesk-part="link"
              onClick={() => onOpen({ dialog: 'rotate', apiKey })}
            >
              {messages.rotateKey}
            </button>
          </p>
        )
      )}
    </FormDialog>
  )
}

const startEdit = ({ owner, purpose, permissions }: ApiKey, actor: Person): EditDraft => ({
  owner: owner === null ? undefined : owner.id === actor.id ? null : owner,
  purpose: purpose ?? '',
  expiry: null,
  permissions,
})

export default EditDialog
