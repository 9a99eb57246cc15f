'use client'
import type { ApiKey, Person, Session } from '@keydesk/contract'
import { useRef, useState } from 'react'
import { useUpdateApiKey } from '../hooks/use-update-api-key.ts'
import { create } from '../messages/english/create.ts'
import { editDialog } from '../messages/english/edit-dialog.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { TextField } from '../ui/text-field.tsx'
import type { ApiKeysProps } from './api-keys.tsx'
import { keepDraft, takeDraft } from './create-draft.ts'
import { CreateOwner } from './create-owner.tsx'
import { type ExpiryChoice, toInstant } from './expiry.ts'
import { ExpiryField } from './expiry-field.tsx'
import { FormDialog } from './form-dialog.tsx'
import { NarrowField } from './narrow-field.tsx'
import { type Open, rowActions } from './open.ts'
import { asksSignIn, Problem } from './problem.tsx'
import { useFieldProblems } from './use-field-problems.ts'

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
  /** What was typed before a sign-in. */
  draft: EditDraft | null
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  /** Opens another dialog in place of this one. */
  onOpen: ((open: Open) => void) | null
  onClose: () => void
}

/** The fields of the broker that the parts of the draft belong to. */
const fieldOf = {
  owner: 'ownerId',
  purpose: 'purpose',
  expiry: 'expiresAt',
  permissions: 'permissions',
} as const
const names = Object.values(fieldOf)

/** Changes a key in place: whose it is, what it is for, when it ends, and, where the broker narrows, what it can do no longer. */
const EditDialog = (props: EditDialogProps) => {
  const { session, requires = [], onOpen } = props
  const onClose = () => {
    takeDraft(session)
    props.onClose()
  }
  // As it was: what is changed is told apart by it.
  const [apiKey] = useState(props.apiKey)
  const { messages, formats } = useWords()
  const words = useWordsOf('editDialog', editDialog)
  const fieldWords = useWordsOf('fields', fields)
  const { kept } = useWordsOf('create', create)
  const policy = session.policy.apiKeys
  const [initial] = useState(() => props.draft ?? startEdit(apiKey, session.actor))
  const [draft, setDraft] = useState(initial)
  // Taken when it is chosen, so that what is sent is what the note says.
  const [expiresAt, setExpiresAt] = useState(
    () => initial.expiry && toInstant(initial.expiry, Date.now(), policy),
  )
  const action = useUpdateApiKey()
  const purposeInput = useRef<HTMLInputElement>(null)
  const purpose = draft.purpose.trim()
  const problems = useFieldProblems({
    names,
    missing: {
      purpose: purpose === '' && requires.includes('purpose') && fieldWords.purposeRequired,
      expiresAt: draft.expiry !== null && expiresAt === undefined && fieldWords.dateRequired,
    },
    error: action.error,
  })
  const { wrong, rest, unplaced } = problems
  const change = (part: Partial<EditDraft>) => {
    setDraft(before => ({ ...before, ...part }))
    if (part.expiry) setExpiresAt(toInstant(part.expiry, Date.now(), policy))
    problems.onEdit(
      Object.entries(fieldOf).flatMap(([key, field]) => (Object.hasOwn(part, key) ? [field] : [])),
    )
  }
  const submit = async () => {
    if (!problems.begin()) return
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
  const rotate = rowActions.find(({ name, fits }) => name === 'rotate' && fits(apiKey))
  return (
    <FormDialog
      part="edit"
      title={<bdi>{words.title(apiKey.name)}</bdi>}
      action={action}
      // What was typed is not thrown away by a stray click.
      lightDismiss={draft === initial}
      initialFocus={purposeInput}
      problem={
        rest && (
          <Problem
            error={rest}
            signInUrl={props.signInUrl}
            onSignIn={() => keepDraft(session, { dialog: 'edit', apiKey, draft })}
          >
            {unplaced} {asksSignIn(rest) && props.signInUrl !== undefined && kept}
          </Problem>
        )
      }
      submit={words.submit}
      submitting={words.submitting}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={fieldWords.purpose}
        error={wrong('purpose')}
        hint={fieldWords.purposeHint}
        inputRef={purposeInput}
        value={draft.purpose}
        onChange={text => change({ purpose: text })}
      />
      <CreateOwner
        actor={session.actor}
        owner={draft.owner}
        error={wrong('ownerId')}
        onChange={owner => change({ owner })}
      />
      <ExpiryField
        policy={policy}
        choice={draft.expiry}
        expiresAt={expiresAt}
        keep={{ label: words.keep, onChoose: () => change({ expiry: null }) }}
        note={
          <p data-keydesk-part="hint">
            {draft.expiry === null || expiresAt === undefined
              ? tellEnd(apiKey.expiresAt)
              : words.shift(tellEnd(apiKey.expiresAt), tellEnd(expiresAt))}
          </p>
        }
        error={wrong('expiresAt')}
        onChange={expiry => change({ expiry })}
      />
      {apiKey.permissions.length > 0 && session.features.narrowing ? (
        <NarrowField
          slugs={apiKey.permissions}
          value={draft.permissions}
          error={wrong('permissions')}
          onChange={permissions => change({ permissions })}
        />
      ) : (
        rotate &&
        onOpen && (
          <p data-keydesk-part="hint">
            {words.rotateHint}{' '}
            <button type="button" data-keydesk-part="link" onClick={() => onOpen(rotate.open(apiKey))}>
              {rotate.label(messages)}
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
