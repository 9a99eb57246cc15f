'use client'
import type { CreatedApiKey, Session } from '@keydesk/contract'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useCreateApiKey } from '../hooks/use-create-api-key.ts'
import { usePermissions } from '../hooks/use-permissions.ts'
import { create } from '../messages/english/create.ts'
import { dialog } from '../messages/english/dialog.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { AbilitySentence } from './ability-sentence.tsx'
import type { ApiKeysProps } from './api-keys.tsx'
import { CreateDetails } from './create-details.tsx'
import { type CreateDraft, keepDraft } from './create-draft.ts'
import { CreateProblem } from './create-problem.tsx'
import { useWait } from './create-wait.ts'
import { type ExpiryChoice, toInstant } from './expiry.ts'
import { PermissionField } from './permission-field.tsx'
import { fieldErrors, tellError, unplacedErrors } from './tell-error.ts'

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
  const { messages, formats } = useWords()
  const words = useWordsOf('create', create)
  const fieldWords = useWordsOf('fields', fields)
  const { cancel } = useWordsOf('dialog', dialog)
  const policy = session.policy.apiKeys
  const { run, error, pending } = useCreateApiKey()
  const { permissions = [] } = usePermissions()
  const [draft, setDraft] = useState<CreateDraft>(() => {
    const expiry: ExpiryChoice = { kind: 'days', days: policy.defaultLifetimeDays }
    return props.draft ?? { name: '', permissions: [], expiry, owner: null, purpose: '' }
  })
  // Taken when it is chosen, so that what is sent is what the caption says.
  const [expiresAt, setExpiresAt] = useState(() => toInstant(draft.expiry, Date.now(), policy))
  const [attempt, setAttempt] = useState(0)
  /** Fields changed since the last attempt: what was wrong with them is no longer said. */
  const [edited, setEdited] = useState<ReadonlySet<FieldName>>(new Set(names))
  const form = useRef<HTMLFormElement>(null)
  const nameInput = useRef<HTMLInputElement>(null)
  const submitting = useRef(false)
  const wait = useWait(error)

  const name = draft.name.trim()
  const purpose = draft.purpose.trim()
  const missing: Partial<Record<FieldName, string | false>> = {
    name: name === '' && fieldWords.nameRequired,
    expiresAt: expiresAt === undefined && fieldWords.dateRequired,
    purpose: purpose === '' && requires.includes('purpose') && fieldWords.purposeRequired,
  }
  const wrong = (field: FieldName): string | null => {
    if (edited.has(field)) return null
    if (field === 'permissions' && error?.code === 'permission_escalation') return tellError(error, messages)
    return missing[field] || fieldErrors(error, field, messages)
  }
  const errors = {
    name: wrong('name'),
    permissions: wrong('permissions'),
    expiresAt: wrong('expiresAt'),
    ownerId: wrong('ownerId'),
    purpose: wrong('purpose'),
  }
  const unplaced = unplacedErrors(error, names, messages)
  const isPlaced = error?.code === 'permission_escalation' || (error?.errors.length && unplaced === null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: after each attempt, the first field that was refused, or what else went wrong.
  useEffect(() => {
    if (pending) return
    const find = (selector: string) => form.current?.querySelector<HTMLElement>(selector)
    const refused = find('[aria-invalid=true]') ?? find('[data-state=invalid] :checked')
    if (refused) refused.focus()
    else find('[role=alert]')?.scrollIntoView({ block: 'nearest' })
  }, [attempt, pending])

  const change = (part: Partial<CreateDraft>) => {
    setDraft(before => ({ ...before, ...part }))
    if (part.expiry) setExpiresAt(toInstant(part.expiry, Date.now(), policy))
    const changed = Object.entries(fieldOf).flatMap(([key, field]) =>
      Object.hasOwn(part, key) ? [field] : [],
    )
    setEdited(before => new Set([...before, ...changed]))
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (submitting.current || wait > 0) return
    setEdited(new Set())
    setAttempt(attempt + 1)
    if (expiresAt === undefined || Object.values(missing).some(Boolean)) return
    submitting.current = true
    const outcome = await run({
      name,
      permissions: draft.permissions.toSorted(),
      expiresAt: expiresAt?.toISOString() ?? null,
      ...(draft.owner && { ownerId: draft.owner.id }),
      ...(purpose !== '' && { purpose }),
      ...(metadata && { metadata }),
    })
    submitting.current = false
    if (outcome.ok) props.onCreated(outcome.result)
    else props.onError?.(outcome.error)
  }

  return (
    <Dialog
      part="create"
      title={words.title}
      busy={pending}
      // What was typed is not thrown away by a stray click.
      lightDismiss={draft.name + draft.purpose === '' && draft.permissions.length === 0}
      initialFocus={nameInput}
      onDismiss={props.onClose}
    >
      <form ref={form} noValidate onSubmit={submit} data-keydesk-part="form">
        <Field label={fieldWords.name} error={errors.name}>
          {control => (
            <input
              {...control}
              ref={nameInput}
              data-keydesk-part="input"
              value={draft.name}
              placeholder={fieldWords.namePlaceholder}
              autoComplete="off"
              required
              onChange={event => change({ name: event.target.value })}
            />
          )}
        </Field>
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
        {error && !isPlaced && (
          <CreateProblem
            error={error}
            unplaced={unplaced}
            signInUrl={signInUrl}
            onSignIn={() => keepDraft(session, draft)}
          />
        )}
        <footer data-keydesk-part="dialog-actions">
          <Button
            look="quiet"
            aria-disabled={pending || undefined}
            onClick={() => pending || props.onClose()}
          >
            {cancel}
          </Button>
          <Button
            look="primary"
            type="submit"
            busy={pending}
            aria-disabled={pending || wait > 0 || undefined}
          >
            {pending ? words.submitting : wait > 0 ? words.wait(formats.number(wait)) : words.submit}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
