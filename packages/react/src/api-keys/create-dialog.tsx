'use client'
import type { CreatedApiKey, Session } from '@keydesk/contract'
import { useRef, useState } from 'react'
import { useCreateApiKey } from '../hooks/use-create-api-key.ts'
import { usePermissions } from '../hooks/use-permissions.ts'
import { create } from '../messages/english/create.ts'
import { fields } from '../messages/english/fields.ts'
import { useWordsOf } from '../messages/words.ts'
import { TextField } from '../ui/text-field.tsx'
import { AbilitySentence } from './ability-sentence.tsx'
import type { ApiKeysProps } from './api-keys.tsx'
import { CreateDetails } from './create-details.tsx'
import { type CreateDraft, keepDraft } from './create-draft.ts'
import { type ExpiryChoice, toInstant } from './expiry.ts'
import { FormDialog } from './form-dialog.tsx'
import { MintingProblem } from './minting-problem.tsx'
import { PermissionField } from './permission-field.tsx'
import { useFieldProblems } from './use-field-problems.ts'

/** Props of `CreateDialog`. */
export interface CreateDialogProps
  extends Pick<ApiKeysProps, 'signInUrl' | 'permissionTemplates' | 'requires' | 'metadata' | 'onError'> {
  session: Session
  /** What was typed before a sign-in. */
  draft: CreateDraft | null
  onClose: () => void
  onCreated: (created: CreatedApiKey) => void
}

const names = ['name', 'permissions', 'expiresAt', 'ownerId', 'purpose'] as const
type FieldName = (typeof names)[number]

/** The fields of the broker that a part of the draft belongs to. */
const fieldOf: Record<keyof CreateDraft, FieldName> = {
  name: 'name',
  permissions: 'permissions',
  expiry: 'expiresAt',
  owner: 'ownerId',
  purpose: 'purpose',
}

/** The form of a new key: a name, what it can do, and one line for everything else. */
export const CreateDialog = (props: CreateDialogProps) => {
  const { session, signInUrl, permissionTemplates, requires = [], metadata } = props
  const words = useWordsOf('create', create)
  const fieldWords = useWordsOf('fields', fields)
  const policy = session.policy.apiKeys
  const creating = useCreateApiKey()
  const { permissions = [] } = usePermissions()
  const [draft, setDraft] = useState<CreateDraft>(() => {
    const expiry: ExpiryChoice = { kind: 'days', days: policy.defaultLifetimeDays }
    return props.draft ?? { name: '', permissions: [], expiry, owner: null, purpose: '' }
  })
  // Taken when it is chosen, so that what is sent is what the caption says.
  const [expiresAt, setExpiresAt] = useState(() => toInstant(draft.expiry, Date.now(), policy))
  const nameInput = useRef<HTMLInputElement>(null)

  const name = draft.name.trim()
  const purpose = draft.purpose.trim()
  const missing: Partial<Record<FieldName, string | false>> = {
    name: name === '' && fieldWords.nameRequired,
    expiresAt: expiresAt === undefined && fieldWords.dateRequired,
    purpose: purpose === '' && requires.includes('purpose') && fieldWords.purposeRequired,
  }
  const problems = useFieldProblems({ names, missing, error: creating.error })
  const { wrong, rest, unplaced } = problems
  const errors = {
    name: wrong('name'),
    permissions: wrong('permissions'),
    expiresAt: wrong('expiresAt'),
    ownerId: wrong('ownerId'),
    purpose: wrong('purpose'),
  }

  const change = (part: Partial<CreateDraft>) => {
    setDraft(before => ({ ...before, ...part }))
    if (part.expiry) setExpiresAt(toInstant(part.expiry, Date.now(), policy))
    const changed = Object.entries(fieldOf).flatMap(([key, field]) =>
      Object.hasOwn(part, key) ? [field] : [],
    )
    problems.onEdit(changed)
  }
  const submit = async () => {
    if (!problems.begin() || expiresAt === undefined) return
    const outcome = await creating.run({
      name,
      permissions: draft.permissions.toSorted(),
      expiresAt: expiresAt?.toISOString() ?? null,
      ...(draft.owner && { ownerId: draft.owner.id }),
      ...(purpose !== '' && { purpose }),
      ...(metadata && { metadata }),
    })
    if (outcome.ok) props.onCreated(outcome.result)
    else props.onError?.(outcome.error)
  }

  return (
    <FormDialog
      part="create"
      title={words.title}
      action={creating}
      // What was typed is not thrown away by a stray click.
      lightDismiss={draft.name + draft.purpose === '' && draft.permissions.length === 0}
      initialFocus={nameInput}
      problem={
        rest && (
          <MintingProblem
            error={rest}
            unplaced={unplaced}
            signInUrl={signInUrl}
            onSignIn={() => keepDraft(session, { dialog: 'create', draft })}
          />
        )
      }
      submit={words.submit}
      submitting={words.submitting}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <TextField
        label={fieldWords.name}
        error={errors.name}
        inputRef={nameInput}
        value={draft.name}
        placeholder={fieldWords.namePlaceholder}
        required
        onChange={text => change({ name: text })}
      />
      <CreateDetails
        session={session}
        draft={draft}
        expiresAt={expiresAt}
        errors={errors}
        startsOpen={requires.length > 0}
        onChange={change}
      />
      <PermissionField
        value={draft.permissions}
        templates={permissionTemplates}
        error={errors.permissions}
        onChange={chosen => change({ permissions: chosen })}
      />
      <AbilitySentence
        permissions={permissions}
        selected={new Set(draft.permissions)}
        expiresAt={expiresAt}
      />
    </FormDialog>
  )
}
