'use client'
import type { CreatedApiKey, Session } from '@keydesk/contract'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { isOutcomeUnknown, type KeydeskClientError } from '../client/client-error.ts'
import { useCreateApiKey } from '../hooks/use-create-api-key.ts'
import { usePermissions } from '../hooks/use-permissions.ts'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { AbilitySentence } from './ability-sentence.tsx'
import type { ApiKeysProps } from './api-keys.tsx'
import { type ExpiryChoice, toInstant } from './expiry.ts'
import { ExpiryField } from './expiry-field.tsx'
import { PermissionPicker } from './permission-picker.tsx'
import { HostLink, RequestId } from './state-panel.tsx'
import { fieldErrors, tellError } from './tell-error.ts'

/** Props of `CreateDialog`. */
export interface CreateDialogProps extends Pick<ApiKeysProps, 'signInUrl'> {
  session: Session
  onClose: () => void
  onCreated: (created: CreatedApiKey) => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** The form of a new key: a name, what it can do, and one line that says when it ends. */
export const CreateDialog = ({ session, signInUrl, onClose, onCreated, onError }: CreateDialogProps) => {
  const { messages } = useWords()
  const policy = session.policy.apiKeys
  const creating = useCreateApiKey()
  const permissions = usePermissions()
  const [name, setName] = useState('')
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [expiry, setExpiry] = useState<{ choice: ExpiryChoice; expiresAt: Date | null | undefined }>(() => {
    const choice: ExpiryChoice = { kind: 'days', days: policy.defaultLifetimeDays }
    return { choice, expiresAt: toInstant(choice, Date.now(), policy) }
  })
  const [missing, setMissing] = useState<{ name?: boolean; date?: boolean }>({})
  const form = useRef<HTMLFormElement>(null)
  const nameInput = useRef<HTMLInputElement>(null)
  const submitting = useRef(false)
  const { error, pending } = creating

  const errors = {
    name: missing.name ? messages.create.nameRequired : fieldErrors(error, 'name', messages),
    permissions:
      error?.code === 'permission_escalation'
        ? tellError(error, messages)
        : fieldErrors(error, 'permissions', messages),
    expiry: missing.date ? messages.create.dateRequired : fieldErrors(error, 'expiresAt', messages),
  }
  const shownAtFields = Object.values(errors).some(found => found !== null)

  useEffect(() => {
    if (!shownAtFields || pending) return
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [shownAtFields, pending])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { expiresAt } = expiry
    const lacks = { name: name.trim() === '', date: expiresAt === undefined }
    setMissing(lacks)
    if (submitting.current || lacks.name || expiresAt === undefined) return
    submitting.current = true
    const outcome = await creating.run({
      name: name.trim(),
      permissions: [...selected].sort(),
      expiresAt: expiresAt?.toISOString() ?? null,
    })
    submitting.current = false
    if (outcome.ok) onCreated(outcome.result)
    else onError?.(outcome.error)
  }

  return (
    <Dialog
      part="create"
      title={messages.create.title}
      busy={pending}
      // What was typed is not thrown away by a stray click.
      lightDismiss={name === '' && selected.size === 0}
      initialFocus={nameInput}
      onDismiss={onClose}
    >
      <form ref={form} noValidate onSubmit={submit} data-keydesk-part="form">
        <Field label={messages.create.name} error={errors.name}>
          {control => (
            <input
              {...control}
              ref={nameInput}
              data-keydesk-part="input"
              value={name}
              placeholder={messages.create.namePlaceholder}
              autoComplete="off"
              required
              onChange={event => {
                setName(event.target.value)
                setMissing(before => ({ ...before, name: false }))
              }}
            />
          )}
        </Field>
        <ExpiryField
          policy={policy}
          choice={expiry.choice}
          expiresAt={expiry.expiresAt}
          error={errors.expiry}
          onChange={choice => {
            setExpiry({ choice, expiresAt: toInstant(choice, Date.now(), policy) })
            setMissing(before => ({ ...before, date: false }))
          }}
        />
        <PermissionPicker
          label={messages.create.permissions}
          permissions={permissions.permissions}
          value={selected}
          error={errors.permissions}
          loadError={permissions.error}
          onRetry={() => void permissions.refresh()}
          onChange={setSelected}
        />
        <AbilitySentence
          permissions={permissions.permissions ?? []}
          selected={selected}
          expiresAt={expiry.expiresAt}
        />
        {error && !shownAtFields && (
          <Notice tone="bad" alert>
            <span>
              {tellError(error, messages)} {isOutcomeUnknown(error) && messages.create.unknown}
            </span>
            {error.code === 'reauthentication_required' ? (
              <HostLink href={signInUrl}>{messages.create.signInAgain}</HostLink>
            ) : (
              <RequestId error={error} />
            )}
          </Notice>
        )}
        <footer data-keydesk-part="dialog-actions">
          <Button look="quiet" aria-disabled={pending || undefined} onClick={() => pending || onClose()}>
            {messages.cancel}
          </Button>
          <Button look="primary" type="submit" busy={pending}>
            {pending ? messages.create.submitting : messages.create.submit}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
